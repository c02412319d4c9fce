import { StepwellError } from './error.ts'
import { restSteps, unfit } from './step-transition.ts'
import { noPrediction, type PauseLimit, type Task } from './task.ts'

/**
 * Whether the work may be stopped where it stands: within a step that may be cancelled, or at the border before one, or before
 * the first of those that may not. In the middle of the others only their end stops it.
 */
export function mayStop({ steps }: Pick<Task, 'steps'>): boolean {
  const index = steps.findIndex(({ status }) => status === 'running' || status === 'waiting')
  const step = steps[index]
  if (step === undefined) return false
  return step.cancellable || (step.status === 'waiting' && steps[index - 1]?.cancellable !== false)
}

/** Asks for a pause, or changes the limit of one. */
export function requestPause(task: Task, limit: PauseLimit | null, now: number): Task {
  if (task.status === 'paused') return { ...task, pauseLimit: limit }
  if (task.status !== 'running' || task.ending !== null || task.cancelRequestedAt !== null)
    throw new StepwellError('task_not_pausable', { task: task.id })
  return settlePause({ ...task, pauseRequestedAt: task.pauseRequestedAt ?? now, pauseLimit: limit }, now)
}

/** A task that was asked to pause and that no worker holds is paused, where it may be. */
export function settlePause(task: Task, now: number): Task {
  const asked = task.status === 'running' && task.pauseRequestedAt !== null && task.ending === null
  return asked && task.worker === null && mayStop(task) ? paused(task, now) : task
}

/** The step has come to a cancel point. */
export function pauseAtCancelPoint(task: Task, now: number): Task {
  if (task.pauseRequestedAt === null || !mayStop(task)) throw unfit(task, 'it was not asked to pause here')
  return paused(task, now)
}

function paused(task: Task, now: number): Task {
  return {
    ...restSteps(task, now),
    status: 'paused',
    pausedAt: now,
    pauseRequestedAt: null,
    resumeAt: null,
    worker: null,
    stall: null,
    ...noPrediction,
  }
}

/** A task that is not paused, and was not asked to: where it was, it goes on. */
export function withoutPause(task: Task): Task {
  const status = task.status === 'paused' ? 'running' : task.status
  return { ...task, status, pausedAt: null, pauseRequestedAt: null, pauseLimit: null }
}

/** Ends a pause, or takes the request for one back. */
export function resume(task: Task): Task {
  if (task.status !== 'paused' && task.pauseRequestedAt === null)
    throw new StepwellError('task_not_resumable', { task: task.id })
  return withoutPause(task)
}

/** Does what the limit of a pause says. */
export function expirePause(task: Task, now: number): Task {
  const { pauseLimit: limit } = task
  if (task.status !== 'paused' || limit === null || limit.until > now)
    throw unfit(task, 'no pause of it is over')
  return { ...withoutPause(task), cancelRequestedAt: limit.afterwards === 'cancel' ? now : null }
}
