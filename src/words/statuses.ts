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
  skipped: { 'en-us': 'Skipped', 'zh-cn': '已跳过' },
}

/** What people read for a running task whose effects are being undone. */
export const endingWords: Words = { 'en-us': 'Cleaning up', 'zh-cn': '正在清理' }

/** What people read for a task that was asked to stop and has not yet. */
export const cancellingWords: Words = { 'en-us': 'Cancelling', 'zh-cn': '正在取消' }

/** What people read for a task that was asked to pause and has not yet. */
export const pausingWords: Words = { 'en-us': 'Pausing', 'zh-cn': '正在暂停' }

/** What people read for a task whose running step shows no progress. */
export const stalledWords: Words = { 'en-us': 'Stalled', 'zh-cn': '停滞' }

/** What people read for a task that tries again by itself after a while. */
export const retryingWords: Words = { 'en-us': 'Waiting to try again', 'zh-cn': '等待重试' }

/** What people read for a task that has begun and that no worker holds at the moment. */
export const queuedAgainWords: Words = { 'en-us': 'Waiting for a worker', 'zh-cn': '等待工作进程' }
