import type { TaskView } from '../dialects/native/schema.ts'

/** Whether somebody works at it, and it gets on. */
export function isMoving({ status, worker, stall }: TaskView): boolean {
  return status === 'running' && worker !== null && stall === null
}

/** Whether it goes its way to its end: what is to stop, or is ending, needs no estimate. */
export function isEstimable(view: TaskView): boolean {
  const isAsked = view.cancelRequestedAt !== null || view.pauseRequestedAt !== null
  return isMoving(view) && !isAsked && !isEnding(view)
}

/** Whether its attempt has stopped otherwise than well: what it has in place is undone. */
export function isEnding({ ending }: TaskView): boolean {
  return ending !== null && ending.status !== 'succeeded'
}
