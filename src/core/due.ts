import type { Task } from './task.ts'

/**
 * From when on a pending task may begin, milliseconds since the epoch. 0 for one that was given no time of its own: the clock
 * may be set back after its submission, and it must not wait for what was now then.
 */
export function beginsAt({ dueAt, createdAt }: Pick<Task, 'dueAt' | 'createdAt'>): number {
  return dueAt <= createdAt ? 0 : dueAt
}

/**
 * From when on a worker may take the task, milliseconds since the epoch: to begin it, to go on with it, to end its pause, or to
 * clean up what was kept for a retry. Null: not before something happens to it.
 */
export function claimableAt(task: Task): number | null {
  if (task.worker !== null) return null
  switch (task.status) {
    case 'pending':
      return beginsAt(task)
    case 'running':
      return task.resumeAt ?? 0
    case 'paused':
      return task.pauseLimit?.until ?? null
    case 'succeeded':
    case 'failed':
    case 'cancelled':
      return isCleaned(task) ? 0 : task.effectsExpireAt
  }
}

/** A clean-up that was begun and given back holds the instances: it goes on, though the clock was set back since. */
function isCleaned({ locked, effects, effectsExpireAt }: Task): boolean {
  return locked && effectsExpireAt !== null && effects.every(({ status }) => status !== 'undo_failed')
}

/** Whether a worker may take the task now. */
export function isDue(task: Task, now: number): boolean {
  const at = claimableAt(task)
  return at !== null && at <= now
}
