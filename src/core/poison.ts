import type { LossCause, TaskEvent } from './event.ts'
import type { Task } from './task.ts'

/** So many deaths of its worker while nothing else ran in it make a step, or an undo, poison: it is not tried again. */
export const poisonDeaths = 3

/** Whether what the task does now has ended its worker too often. */
export function isPoison({ suspect }: Pick<Task, 'suspect'>): boolean {
  return suspect !== null && suspect.deathsAlone >= poisonDeaths
}

/** How a worker came to its end. */
export interface Death {
  readonly cause: LossCause
  /** The task whose step did not stop in time; null: none is known to be the one. */
  readonly culprit: string | null
}

/** What the death of a worker means for one of the tasks it held. */
export function lossOf(
  { id, worker }: Task,
  heldTasks: number,
  { cause, culprit }: Death,
): Extract<TaskEvent, { type: 'workerLost' }> {
  const innocent = cause === 'server_ended' || (culprit !== null && culprit !== id)
  const alone = culprit === id || heldTasks === 1
  return {
    type: 'workerLost',
    worker: worker ?? '',
    cause,
    blame: innocent ? 'none' : alone ? 'alone' : 'shared',
  }
}
