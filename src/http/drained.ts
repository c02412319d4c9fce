import type { ServerResponse } from 'node:http'

/** Settles when what was written is on its way, or never will be. */
export function drained(response: ServerResponse): Promise<void> {
  return new Promise(resolve => {
    if (!response.writableNeedDrain || response.destroyed) return resolve()
    const over = (): void => {
      response.off('drain', over).off('close', over)
      resolve()
    }
    response.on('drain', over).on('close', over)
  })
}
