import type { Task } from './task.ts'

/** What becomes of what an ended task has left in the world. */
export const leftBehindStates = ['kept', 'undoing', 'undoFailed'] as const
export type LeftBehind = (typeof leftBehindStates)[number]

/**
 * What a task that has ended has left: kept for a retry; being undone, with nothing left to call off; or such as only a person
 * can undo, so that its instances stay locked until they are released. Null: nothing, or it has not ended.
 */
export function leftBehind(
  { status, locked, effects, effectsExpireAt, worker }: Task,
  now: number,
): LeftBehind | null {
  if (status === 'failed' && locked && effects.some(effect => effect.status === 'undo_failed'))
    return 'undoFailed'
  if (effectsExpireAt === null) return null
  return worker === null && effectsExpireAt > now ? 'kept' : 'undoing'
}
