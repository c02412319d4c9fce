import type { LossCause, TaskEvent } from './event.ts'
import { stopBudget } from './stop-budget.ts'
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
  /** The task whose step or undo did not stop in time, and its budget that ran out; null: none is known to be the one. */
  readonly culprit: { readonly task: string; readonly budgetKey: string } | null
}

/** What the death of a worker means for one of the tasks it held. */
export function lossOf(
  task: Task,
  heldTasks: number,
  { cause, culprit }: Death,
): Extract<TaskEvent, { type: 'workerLost' }> {
  // One that has moved on before the kill came is not to blame for what it does now.
  const isCulprit = culprit?.task === task.id && culprit.budgetKey === stopBudget(task)?.key
  const innocent = cause === 'server_ended' || (culprit !== null && !isCulprit)
  const alone = isCulprit || heldTasks === 1
  return {
    type: 'workerLost',
    worker: task.worker ?? '',
    cause,
    blame: innocent ? 'none' : alone ? 'alone' : 'shared',
  }
}
