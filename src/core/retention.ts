import { liveEffects } from './effect-transition.ts'
import type { EndedFilter, KeptKind } from './store.ts'
import { isEnded, type Task } from './task.ts'

/** How long ended tasks of one status are kept: both bounds hold. */
export interface KeepRule {
  /** Milliseconds since the end; null: for ever. */
  readonly ageMs: number | null
  /** How many, of all projects together, the last to end; null: all. */
  readonly count: number | null
}

/** How long ended tasks are kept. */
export type Retention = { readonly [kind in KeptKind]: KeepRule }

/** No task goes sooner after its end, however many there are: its client token is good for 24 hours. */
export const leastKeptMs = 24 * 60 * 60 * 1000

/**
 * Since when a task may be removed: when it ended. Null: it has not, or there is something that it still has to answer
 * for: a worker is cleaning up after it, it locks its instances, or an effect of it is in place. (What was to stay for good
 * after a success is not of the task any more.)
 */
export function freeSince(task: Task): number | null {
  const isHeld = task.worker !== null || task.locked || liveEffects(task).length > 0
  return isEnded(task) && !isHeld ? task.endedAt : null
}

/** What of the tasks that ended with a status has been kept long enough, as filters that each find a part of it. */
export function overdue(
  status: KeptKind,
  { ageMs, count }: KeepRule,
  now: number,
): readonly Pick<EndedFilter, 'status' | 'endedBefore' | 'beyond'>[] {
  const before = (keptMs: number): number => now - Math.max(keptMs, leastKeptMs)
  return [
    ...(ageMs === null ? [] : [{ status, endedBefore: before(ageMs), beyond: 0 }]),
    ...(count === null ? [] : [{ status, endedBefore: before(0), beyond: count }]),
  ]
}
