import type { Action } from '../core/actions.ts'
import type { Words } from '../core/words.ts'

/** What people read on a button. */
export const actionWords: { readonly [action in Action]: Words } = {
  // In a dialogue “取消” alone would be taken for the way out of it.
  cancel: { 'en-us': 'Cancel the task', 'zh-cn': '取消任务' },
  pause: { 'en-us': 'Pause', 'zh-cn': '暂停' },
  resume: { 'en-us': 'Resume', 'zh-cn': '继续' },
  retry: { 'en-us': 'Retry', 'zh-cn': '重试' },
  skip: { 'en-us': 'Skip the failed step', 'zh-cn': '跳过失败步骤' },
  release: { 'en-us': 'Release the instance', 'zh-cn': '释放实例' },
  reschedule: { 'en-us': 'Start at another time', 'zh-cn': '改期' },
  delete: { 'en-us': 'Delete', 'zh-cn': '删除' },
}

/** What an action does, whatever the task. */
export const actionEffectWords: { readonly [action in Action]: Words } = {
  cancel: {
    'en-us': 'The task ends; the instance is free once all is undone.',
    'zh-cn': '任务将结束；撤销完成后实例即被释放。',
  },
  pause: {
    'en-us': 'Checkpoints are kept, and the instance stays locked.',
    'zh-cn': '检查点保留，实例保持锁定。',
  },
  resume: { 'en-us': 'It goes on from its checkpoint.', 'zh-cn': '从检查点继续。' },
  retry: {
    'en-us': 'A new attempt takes the instance again; what has succeeded is not repeated.',
    'zh-cn': '新的尝试将再次占用实例；已成功的步骤不会重复。',
  },
  skip: {
    'en-us': 'A new attempt goes on behind the step that failed; its work stays undone.',
    'zh-cn': '新的尝试从失败步骤之后继续；该步骤的工作不再执行。',
  },
  release: {
    'en-us': 'The instance is freed as it is: undo by hand first what could not be undone.',
    'zh-cn': '实例将按现状释放：请先手动撤销未能撤销的内容。',
  },
  reschedule: { 'en-us': 'It begins at the time given.', 'zh-cn': '将在指定时间开始。' },
  delete: {
    'en-us': 'It disappears from all lists; its history is kept as long as of any task.',
    'zh-cn': '任务将从所有列表中消失；历史按保留规则保存。',
  },
}

/** What a cancel does to a task that has not begun, or has failed and keeps something for a retry. */
export const cancelWords = {
  unbegun: { 'en-us': 'The task ends without having begun.', 'zh-cn': '任务将不再开始。' },
  retry: {
    'en-us': 'Gives the retry up: what was kept for it is undone now.',
    'zh-cn': '放弃重试：为其保留的内容将立即撤销。',
  },
} satisfies { readonly [of: string]: Words }

/** When an action takes effect. */
export const delayWords = {
  within: { 'en-us': 'Stops within {seconds} s.', 'zh-cn': '将在 {seconds} 秒内停止。' },
  after: {
    'en-us': 'Waits until step {step} has ended, which may not be cancelled.',
    'zh-cn': '需等待不可取消的步骤 {step} 结束。',
  },
  afterUntil: {
    'en-us': 'Waits until step {step} has ended, which may not be cancelled: {until} at the latest.',
    'zh-cn': '需等待不可取消的步骤 {step} 结束，最迟至 {until}。',
  },
  too_late: {
    'en-us':
      'Comes too late: what is left may not be cancelled, and the task will probably end as it would have.',
    'zh-cn': '为时已晚：剩余步骤不可取消，任务很可能照常结束。',
  },
} satisfies { readonly [delay: string]: Words }

/** What an action does to what is in place. */
export const costWords = {
  undoes: { 'en-us': 'Undoes: {effects}.', 'zh-cn': '将撤销：{effects}。' },
  holds: { 'en-us': 'Stays in place: {effects}.', 'zh-cn': '将继续保留：{effects}。' },
  leaves: { 'en-us': 'Stays: {leaves}.', 'zh-cn': '将保留：{leaves}。' },
  goesOnWith: { 'en-us': 'Goes on with step {step}.', 'zh-cn': '从步骤 {step} 继续。' },
  leavesOut: { 'en-us': 'Leaves out step {step}.', 'zh-cn': '跳过步骤 {step}。' },
} satisfies { readonly [cost: string]: Words }
