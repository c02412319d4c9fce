import type { HistoryEvent } from './event.ts'
import { createRemembered } from './remembered.ts'
import type { Store } from './store.ts'
import type { Task } from './task.ts'

/** Who asked a task to stop or to pause, and why. */
export interface StopAsked {
  readonly action: 'cancel' | 'pause'
  readonly at: number
  /** An access key, or the name of a user who has signed in with a password; null: the limit of its pause was over. */
  readonly by: string | null
  /** Null: none was given. */
  readonly reason: string | null
}

/** So many answers are remembered. */
const mostKept = 1000

/** What asks for each, as the history has it. */
const askedBy = {
  cancel: ['cancelRequested', 'pauseExpired'],
  pause: ['pauseRequested'],
} as const satisfies Record<StopAsked['action'], readonly HistoryEvent['event']['type'][]>

/** What a task was asked and has not been told to forget; null: nothing. */
function standing(task: Task): StopAsked['action'] | null {
  if (task.cancelRequestedAt !== null) return 'cancel'
  return task.pauseRequestedAt !== null || task.pausedAt !== null ? 'pause' : null
}

/**
 * Makes what finds in the histories who asked tasks to stop or to pause. Most look at the same tasks again and again: what
 * was found is remembered for as long as the request is the same.
 */
export function createStopAsked(store: Pick<Store, 'lastEvent'>): (task: Task) => Promise<StopAsked | null> {
  const remembered = createRemembered<StopAsked | null>(mostKept)

  return async task => {
    const action = standing(task)
    if (action === null) return null
    const { id, cancelRequestedAt, pauseRequestedAt, pausedAt, pauseLimit } = task
    const key = JSON.stringify([id, cancelRequestedAt, pauseRequestedAt, pausedAt, pauseLimit])
    return remembered(key, async () => {
      const line = await store.lastEvent(id, askedBy[action])
      // Its task was removed meanwhile.
      return line === null ? null : { action, at: line.at, by: line.by, reason: line.reason }
    })
  }
}
