import { createRemembered } from './remembered.ts'
import type { Store } from './store.ts'
import type { Task } from './task.ts'

/** Who gave a task another time to begin, and why. */
export interface Rescheduled {
  readonly at: number
  /** An access key, or the name of a user who has signed in with a password. */
  readonly by: string | null
  /** Null: none was given. */
  readonly reason: string | null
}

/** So many answers are remembered. */
const mostKept = 1000

/** Makes what finds in the histories who gave tasks the time they have last; null: it is the time of the submission. */
export function createRescheduled(
  store: Pick<Store, 'lastEvent'>,
): (task: Task) => Promise<Rescheduled | null> {
  const remembered = createRemembered<Rescheduled | null>(mostKept)
  return async ({ id, dueAt, requestedDueAt, createdAt }) => {
    if (dueAt === (requestedDueAt ?? createdAt)) return null
    return remembered(JSON.stringify([id, dueAt]), async () => {
      const line = await store.lastEvent(id, ['rescheduled'])
      return line === null ? null : { at: line.at, by: line.by, reason: line.reason }
    })
  }
}
