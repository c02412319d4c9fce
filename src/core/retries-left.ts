import type { Task } from './task.ts'

/**
 * How often more a task that tries by itself what has failed does so, should the present or next attempt fail too. Null: it
 * does not try, or the task is from before that was kept.
 */
export function retriesLeft({ status, retries, attempts, steps }: Task): number | null {
  if (status !== 'running' || retries === 0) return null
  const failed = attempts.at(-1)?.failure?.step
  const times = steps.find(({ name }) => name === failed)?.retryTimes ?? null
  return times === null ? null : Math.max(0, times - retries)
}
