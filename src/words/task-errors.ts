import type { Words } from '../core/words.ts'

/** What a refusal says: what happened, to what; and what to do next. */
export interface ErrorWords {
  readonly message: Words
  /** Null: the message says it all. */
  readonly remedy: Words | null
}

/** The words of what a task, as it stands, refuses. */
export const taskErrorWords = {
  task_ambiguous: {
    message: {
      'en-us': 'More than one task begins with {task}.',
      'zh-cn': '有多个任务的 ID 以 {task} 开头。',
    },
    remedy: { 'en-us': 'Give more of its id.', 'zh-cn': '请提供更长的任务 ID。' },
  },
  task_ended: {
    message: { 'en-us': 'Task {task} has ended already.', 'zh-cn': '任务 {task} 已经结束。' },
    remedy: null,
  },
  task_not_retryable: {
    message: {
      'en-us': 'Task {task} cannot be tried again: it is {status}.',
      'zh-cn': '任务 {task} 不能重试：其状态为 {status}。',
    },
    remedy: {
      'en-us':
        'Only a failed task whose instances are free can be tried again, as long as what it kept for that is there; otherwise submit a new one.',
      'zh-cn': '只有失败、实例已释放且保留内容尚在的任务才能重试；否则请提交新任务。',
    },
  },
  task_not_releasable: {
    message: {
      'en-us': 'Task {task} holds nothing that has to be released.',
      'zh-cn': '任务 {task} 没有需要释放的内容。',
    },
    remedy: null,
  },
  task_not_pausable: {
    message: {
      'en-us': 'Task {task} cannot be paused now: it does not run, or it is ending.',
      'zh-cn': '任务 {task} 当前不能暂停：它未在执行，或正在结束。',
    },
    remedy: {
      'en-us': 'A task that has not begun can be given another time instead.',
      'zh-cn': '尚未开始的任务可以改期。',
    },
  },
  task_not_resumable: {
    message: { 'en-us': 'Task {task} is not paused.', 'zh-cn': '任务 {task} 未处于暂停状态。' },
    remedy: null,
  },
  task_not_skippable: {
    message: {
      'en-us': 'Task {task} has no failed step that its operation can do without.',
      'zh-cn': '任务 {task} 没有可跳过的失败步骤。',
    },
    remedy: {
      'en-us': 'A task that has failed may be retried instead.',
      'zh-cn': '失败的任务可以改为重试。',
    },
  },
  task_not_reschedulable: {
    message: {
      'en-us': 'Task {task} no longer waits to start: it is {status}, and its time cannot be changed.',
      'zh-cn': '任务 {task} 已不在等待开始（状态为 {status}），不能改期。',
    },
    remedy: null,
  },
  task_not_pending: {
    message: {
      'en-us': 'Task {task} no longer waits to start: it is {status}.',
      'zh-cn': '任务 {task} 已不在等待开始：其状态为 {status}。',
    },
    remedy: {
      'en-us': 'Nothing was changed. What has begun is cancelled at /v1/tasks/{task}/cancel.',
      'zh-cn': '未作任何更改。已经开始的任务请通过 /v1/tasks/{task}/cancel 取消。',
    },
  },
  task_not_served: {
    message: {
      'en-us': 'Stepwell has no answer of the API of {service} for task {task}.',
      'zh-cn': 'Stepwell 没有 {service} 接口对任务 {task} 的应答。',
    },
    remedy: {
      'en-us': 'Look at the task at /v1/tasks/{task}.',
      'zh-cn': '请通过 /v1/tasks/{task} 查看该任务。',
    },
  },
  task_not_deletable: {
    message: {
      'en-us':
        'Task {task} cannot be deleted: it has not ended, or something it has left must be undone first.',
      'zh-cn': '任务 {task} 不能删除：它尚未结束，或其遗留的影响需先撤销。',
    },
    remedy: {
      'en-us': 'Cancel it (/v1/tasks/{task}/cancel), or release its instance, and wait until it has ended.',
      'zh-cn': '请先取消任务（/v1/tasks/{task}/cancel）或释放实例，待其结束后再删除。',
    },
  },
  scheduled_not_deletable: {
    message: {
      'en-us': 'Scheduled task {task} cannot be deleted: it is {status}.',
      'zh-cn': '定时任务 {task} 不能删除：其状态为 {status}。',
    },
    remedy: {
      'en-us':
        'Only one that has succeeded or was cancelled can: cancel one that is to begin first, at /v1/tasks/{task}/cancel. One that has failed can be deleted as a background task.',
      'zh-cn':
        '只能删除已成功或已取消的定时任务：尚未开始的请先通过 /v1/tasks/{task}/cancel 取消。失败的任务可作为后台任务删除。',
    },
  },
  instance_busy: {
    message: {
      'en-us': 'Instance {instance} is being worked on by task {holder}.',
      'zh-cn': '任务 {holder} 正在操作实例 {instance}。',
    },
    remedy: {
      'en-us': 'Submit a new task: it waits for that one.',
      'zh-cn': '请提交新任务，它将排队等待。',
    },
  },
  instance_changed: {
    message: {
      'en-us': 'Task {task} cannot go on: task {holder} has worked on instance {instance} since.',
      'zh-cn': '任务 {task} 不能继续：此后任务 {holder} 操作过实例 {instance}。',
    },
    remedy: {
      'en-us': 'Submit a new task: it begins with the instance as it is now.',
      'zh-cn': '请提交新任务，从实例的当前状态开始。',
    },
  },
} satisfies { readonly [code: string]: ErrorWords }
