import type { HistoryEvent, LossCause, TaskEvent } from '../core/event.ts'
import type { Attempt, PauseLimit } from '../core/task.ts'
import type { Words } from '../core/words.ts'

/** The type of a line of a task's history. */
export type EventType = HistoryEvent['event']['type']

/**
 * What happened to a task, by the type of the event: templates over its fields, with titles for names. Where a field tells
 * more than fits a template, the tables below say it.
 */
export const eventWords: { readonly [type in EventType]: Words } = {
  submitted: { 'en-us': 'Submitted', 'zh-cn': '已提交' },
  claimed: { 'en-us': 'A worker took it', 'zh-cn': '工作进程接手任务' },
  workerLost: { 'en-us': 'Worker {worker} was lost: {cause}', 'zh-cn': '失去工作进程 {worker}：{cause}' },
  yielded: {
    'en-us': 'Given back by its worker, for the next one to go on with',
    'zh-cn': '工作进程交还任务，由下一个工作进程继续',
  },

  cancelRequested: { 'en-us': 'Asked to stop', 'zh-cn': '请求取消' },
  pauseRequested: { 'en-us': 'Asked to pause', 'zh-cn': '请求暂停' },
  paused: { 'en-us': 'Paused', 'zh-cn': '已暂停' },
  pauseExpired: { 'en-us': 'The time of the pause is over', 'zh-cn': '暂停到期' },
  resumed: { 'en-us': 'Asked to go on', 'zh-cn': '请求继续' },
  rescheduled: { 'en-us': 'Not to begin before {dueAt}', 'zh-cn': '改为不早于 {dueAt} 开始' },
  retryRequested: { 'en-us': 'Asked to try again', 'zh-cn': '请求重试' },
  skipRequested: {
    'en-us': 'Asked to go on without the step that failed',
    'zh-cn': '请求跳过失败步骤继续',
  },
  released: {
    'en-us': 'Instance released, though not all could be undone',
    'zh-cn': '在未能全部撤销的情况下释放实例',
  },
  deleted: { 'en-us': 'Deleted', 'zh-cn': '已删除' },

  stepStarted: { 'en-us': 'Step {step} began', 'zh-cn': '步骤 {step} 开始' },
  stepSucceeded: { 'en-us': 'Step {step} succeeded', 'zh-cn': '步骤 {step} 成功' },
  subStepsAdded: {
    'en-us': 'Step {step} was planned; parts added: {count}',
    'zh-cn': '步骤 {step} 已规划，新增子步骤：{count}',
  },
  subStepStarted: { 'en-us': 'Step {step}: {subStep} began', 'zh-cn': '步骤 {step}：{subStep} 开始' },
  subStepSucceeded: { 'en-us': 'Step {step}: {subStep} succeeded', 'zh-cn': '步骤 {step}：{subStep} 成功' },
  progressed: { 'en-us': 'Progress: {amounts}', 'zh-cn': '进度：{amounts}' },
  checkpointSaved: { 'en-us': 'Step {step} saved how far it is', 'zh-cn': '步骤 {step} 保存了检查点' },
  taskCheckpointSaved: { 'en-us': 'Saved for later steps: {name}', 'zh-cn': '为后续步骤保存：{name}' },
  stalled: {
    'en-us': 'Step {step} has not moved since {since}: {reason}',
    'zh-cn': '步骤 {step} 自 {since} 起没有进展：{reason}',
  },
  remarked: { 'en-us': 'Step {step}: {text}', 'zh-cn': '步骤 {step}：{text}' },
  moved: { 'en-us': 'Step {step} moves again', 'zh-cn': '步骤 {step} 恢复进展' },

  effectIntended: { 'en-us': 'About to be in place: {effect}', 'zh-cn': '即将生效：{effect}' },
  effectApplied: { 'en-us': 'In place: {effect}', 'zh-cn': '已生效：{effect}' },
  effectUndone: { 'en-us': 'Undone: {effect}', 'zh-cn': '已撤销：{effect}' },
  effectUndoFailed: {
    'en-us': 'Could not be undone: {effect}. {failure}',
    'zh-cn': '未能撤销：{effect}。{failure}',
  },
  instanceChanged: {
    'en-us': 'Instance {instance} is at {addresses} from now on',
    'zh-cn': '实例 {instance} 的地址变更为 {addresses}',
  },

  ending: { 'en-us': 'The steps are over', 'zh-cn': '步骤结束' },
  ended: { 'en-us': 'The attempt is over', 'zh-cn': '本次尝试结束' },
}

/** That a pause was asked for which has a limit, and what happens then. */
export const limitedPauseWords: { readonly [afterwards in PauseLimit['afterwards']]: Words } = {
  resume: {
    'en-us': 'Asked to pause until {until}, then to go on',
    'zh-cn': '请求暂停至 {until}，之后继续',
  },
  cancel: {
    'en-us': 'Asked to pause until {until}, then to be cancelled',
    'zh-cn': '请求暂停至 {until}，之后取消',
  },
}

/** How a worker came to its end. */
export const lossWords: { readonly [cause in LossCause]: Words } = {
  died: { 'en-us': 'it died', 'zh-cn': '进程已终止' },
  hung: { 'en-us': 'nothing was heard of it, and it was killed', 'zh-cn': '失去响应，已被强制终止' },
  unresponsive: {
    'en-us': 'a step did not stop in time, and it was killed',
    'zh-cn': '步骤未在时限内停止，已被强制终止',
  },
  server_ended: { 'en-us': 'its server ended', 'zh-cn': '其服务器已终止' },
}

type Blame = Extract<TaskEvent, { readonly type: 'workerLost' }>['blame']

/** That a worker was lost, perhaps by what it ran. */
export const blamedLossWords: Words = {
  'en-us': 'Worker {worker} was lost: {cause}; {blame}',
  'zh-cn': '失去工作进程 {worker}：{cause}；{blame}',
}

/** How far the end of a worker may be the task's own work. */
export const blameWords: { readonly [blame in Exclude<Blame, 'none'>]: Words } = {
  shared: { 'en-us': 'one of the tasks it ran may be why', 'zh-cn': '可能由其执行的某个任务引起' },
  alone: { 'en-us': 'this task may be why', 'zh-cn': '可能由本任务引起' },
}

/** How the steps of an attempt came to their end. */
export const attemptEndWords: { readonly [status in Attempt['status']]: Words } = {
  succeeded: { 'en-us': 'All steps are done', 'zh-cn': '所有步骤已完成' },
  failed: { 'en-us': 'Failed: {failure}', 'zh-cn': '失败：{failure}' },
  cancelled: { 'en-us': 'Stopped, as was asked', 'zh-cn': '已按请求停止' },
}

/** That an attempt failed which another one follows by itself. */
export const passingFailureWords: Words = {
  'en-us': 'Failed, and to be tried again at {retryAt}: {failure}',
  'zh-cn': '失败，将于 {retryAt} 重试：{failure}',
}

/** Progress of which can be told how long the rest will take. */
export const progressLeftWords: Words = {
  'en-us': 'Progress: {amounts}; about {duration} left',
  'zh-cn': '进度：{amounts}；约剩 {duration}',
}
