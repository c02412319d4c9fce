import type { StepStatus, TaskStatus } from '../core/task.ts'
import type { Words } from '../core/words.ts'

/** What people read for the status of a task. */
export const taskStatusWords: { readonly [status in TaskStatus]: Words } = {
  pending: { 'en-us': 'Waiting to start', 'zh-cn': '等待开始' },
  running: { 'en-us': 'Running', 'zh-cn': '执行中' },
  paused: { 'en-us': 'Paused', 'zh-cn': '已暂停' },
  succeeded: { 'en-us': 'Succeeded', 'zh-cn': '成功' },
  failed: { 'en-us': 'Failed', 'zh-cn': '失败' },
  cancelled: { 'en-us': 'Cancelled', 'zh-cn': '已取消' },
}

/** What people read for the status of a step or sub-step. */
export const stepStatusWords: { readonly [status in StepStatus]: Words } = {
  waiting: { 'en-us': 'Waiting', 'zh-cn': '等待中' },
  running: { 'en-us': 'Running', 'zh-cn': '执行中' },
  succeeded: { 'en-us': 'Succeeded', 'zh-cn': '成功' },
  failed: { 'en-us': 'Failed', 'zh-cn': '失败' },
  cancelled: { 'en-us': 'Cancelled', 'zh-cn': '已取消' },
  skipped: { 'en-us': 'Not needed', 'zh-cn': '无需执行' },
}

/** What people read for a running task whose effects are being undone. */
export const endingWords: Words = { 'en-us': 'Cleaning up', 'zh-cn': '清理中' }

/** What people read for a task that was asked to stop and has not yet. */
export const cancellingWords: Words = { 'en-us': 'Cancelling', 'zh-cn': '取消中' }
