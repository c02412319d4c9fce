import type { Words } from '../core/words.ts'

/** What only the API of DCS says. */
export const dcsWords = {
  cancelled: { 'en-us': 'The task was cancelled.', 'zh-cn': '任务已取消。' },
  deleted: { 'en-us': 'The record of the task is deleted.', 'zh-cn': '任务记录已删除。' },
} as const satisfies { readonly [text: string]: Words }
