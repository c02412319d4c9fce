import { isEnded, type Step, type Task } from './task.ts'

/** How long one try to undo an effect may take before it is told to stop: a minute. */
export const undoBudgetMs = 60_000

/** How many tries an undo has, with the waits between them: so long nothing at all may be heard of it. */
const undoTries = 5

/** How long a step has that was told to stop at once, before its worker is taken for hung. */
export const graceMs = 10_000

/** What a worker owes: by when the task it holds must have moved on, or else the worker is killed. */
export interface StopBudget {
  /** Changes whenever the time begins anew. */
  readonly key: string
  /** From when that key was seen first. */
  readonly budgetMs: number
}

/** When a step was asked to stop; null: nobody has, or it may not be cancelled and goes on. */
export function askedToStopAt(task: Task, { cancellable }: Step): number | null {
  return cancellable ? (task.cancelRequestedAt ?? task.pauseRequestedAt) : null
}

/**
 * The time a worker has for what a task does now; null: as long as it needs. A step over its own budget, or one that was asked
 * to stop and may be, has to end; so has an undo.
 */
export function stopBudget(task: Task): StopBudget | null {
  const { epoch } = task
  if (task.ending !== null || isEnded(task)) {
    const done = task.effects.filter(({ status }) => status === 'undone' || status === 'undo_failed').length
    return { key: `${epoch} undo ${done}`, budgetMs: undoTries * undoBudgetMs + graceMs }
  }
  const step = task.steps.find(({ status }) => status === 'running')
  if (step === undefined) return null
  const asked = askedToStopAt(task, step)
  if (asked !== null)
    return { key: `${epoch} ${step.name} asked ${asked}`, budgetMs: step.stopSeconds * 1000 + graceMs }
  // Claimed again after a death, it has its whole time from when it begins again.
  if (step.budgetSeconds === null || step.deadlineAt === null) return null
  return { key: `${epoch} ${step.name}`, budgetMs: step.budgetSeconds * 1000 + graceMs }
}
