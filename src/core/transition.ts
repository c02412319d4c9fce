import { beginEnding, end, finish, retry, skip } from './attempt-transition.ts'
import { isDue } from './due.ts'
import { applyEffect, failUndo, intendEffect, undoEffect } from './effect-transition.ts'
import { StepwellError } from './error.ts'
import type { LossCause, TaskEvent, WorkerEvent } from './event.ts'
import {
  expirePause,
  pauseAtCancelPoint,
  requestPause,
  resume,
  settlePause,
  withoutPause,
} from './pause-transition.ts'
import { freeSince } from './retention.ts'
import {
  addSubSteps,
  progressSteps,
  restSteps,
  saveCheckpoint,
  startStep,
  startSubStep,
  succeedStep,
  succeedSubStep,
  unfit,
} from './step-transition.ts'
import { askedToStopAt } from './stop-budget.ts'
import {
  isEnded,
  noPrediction,
  type Prediction,
  type Remark,
  type Stall,
  type Suspicion,
  type Task,
} from './task.ts'

/**
 * The only place where a task changes. Pure: the same task, event and time give the same result.
 * Throws a {@link StepwellError}: `lease_lost` before anything else when the epoch is over, else `task_ended`, one of the
 * `task_not_…` of what was asked, or `conflict`. An event that changes nothing returns the task itself.
 */
export function transition(task: Task, event: TaskEvent, now: number): Task {
  // Before finality: a worker that lost its lease must hear that, not "already done".
  if ('epoch' in event && (event.epoch !== task.epoch || task.worker === null))
    throw new StepwellError('lease_lost', { task: task.id, epoch: event.epoch })
  const next = 'epoch' in event ? afterWorkerEvent(task, event, now) : afterOtherEvent(task, event, now)
  return next === task ? task : { ...next, revision: task.revision + 1 }
}

function afterOtherEvent(task: Task, event: Exclude<TaskEvent, WorkerEvent>, now: number): Task {
  if (task.deletedAt !== null) throw new StepwellError('task_not_found', { task: task.id })
  switch (event.type) {
    case 'claimed':
      return claim(task, event.worker, now)
    case 'workerLost':
      return loseWorker(task, event, now)
    case 'cancelRequested':
      return requestCancel(task, now)
    case 'pauseRequested':
      return requestPause(task, event.limit, now)
    case 'resumed':
      return resume(task)
    case 'pauseExpired':
      return expirePause(task, now)
    case 'rescheduled':
      return reschedule(task, event.dueAt)
    case 'retryRequested':
      return retry(task, now)
    case 'skipRequested':
      return skip(task, now)
    case 'released':
      return release(task)
    case 'deleted':
      return remove(task, now)
  }
}

/** Undo, also of effects kept by a failed attempt, goes on after the steps are over. */
const mayFollowSteps: ReadonlySet<WorkerEvent['type']> = new Set([
  'effectUndone',
  'effectUndoFailed',
  'ended',
  'yielded',
])

function afterWorkerEvent(task: Task, event: WorkerEvent, now: number): Task {
  const stepsAreOver = task.status !== 'running' || task.ending !== null
  if (stepsAreOver && !mayFollowSteps.has(event.type)) throw unfit(task, 'its steps are over')
  switch (event.type) {
    case 'effectUndone':
      return unsuspected(undoEffect(task, event.name, event.key))
    case 'effectUndoFailed':
      return unsuspected(failUndo(task, event.name, event.key, event.failure))
    case 'ended':
      return end(task, now)
    case 'yielded':
      return given(task, now)
    case 'paused':
      return pauseAtCancelPoint(task, now)
    case 'stalled':
      return stall(task, event)
    case 'moved':
      return task.stall === null ? task : { ...task, stall: null }
    case 'remarked':
      return remark(task, event, now)
    case 'stepStarted':
      return startStep(task, event.step, now)
    case 'stepSucceeded':
      return { ...unsuspected(succeedStep(task, event.step, event.output, now)), retries: 0, stall: null }
    case 'subStepsAdded':
      return addSubSteps(task, event.step, event.subSteps)
    case 'subStepStarted':
      return startSubStep(task, event.step, event.subStep, now)
    case 'subStepSucceeded':
      return succeedSubStep(task, event.step, event.subStep, event.output, now)
    case 'progressed':
      return predict(progressSteps(task, event.reports), event)
    case 'checkpointSaved':
      return saveCheckpoint(task, event.step, event.value)
    case 'taskCheckpointSaved':
      return { ...task, checkpoints: { ...task.checkpoints, [event.name]: event.value } }
    case 'effectIntended':
      return intendEffect(task, event)
    case 'effectApplied':
      return applyEffect(task, event.name, event.key, event.result)
    case 'instanceChanged':
      return { ...task }
    case 'ending':
      return beginEnding(task, { status: event.status, failure: event.failure, retryAt: event.retryAt }, now)
  }
}

const predict = (task: Task, { predictedEndAt, predictedSteps }: Prediction): Task => ({
  ...task,
  predictedEndAt,
  predictedSteps,
})

/** What the task was suspected of has come through. */
const unsuspected = (task: Task): Task => (task.suspect === null ? task : { ...task, suspect: null })

function claim(task: Task, worker: string, now: number): Task {
  if (!isDue(task, now) || task.status === 'paused') throw unfit(task, 'it is not due')
  // Also to clean up after a failed attempt: undo needs the instance for itself.
  const claimed = { ...task, worker, epoch: task.epoch + 1, locked: true, resumeAt: null }
  return task.status === 'pending' ? { ...claimed, status: 'running', startedAt: now } : claimed
}

/** No worker holds it any more: it waits to be claimed, or is paused where that was asked for. */
function given(task: Task, now: number): Task {
  return settlePause(restSteps({ ...task, worker: null, stall: null, ...noPrediction }, now), now)
}

/** Whether the step in flight was killed because it was over its budget, and not because somebody had asked it to stop. */
function isTimedOut(task: Task, cause: LossCause): boolean {
  const step = task.steps.find(({ status }) => status === 'running')
  const isOver = step !== undefined && step.budgetSeconds !== null && askedToStopAt(task, step) === null
  return cause === 'unresponsive' && isOver
}

function loseWorker(
  task: Task,
  { worker, cause, blame }: Extract<TaskEvent, { type: 'workerLost' }>,
  now: number,
): Task {
  if (task.worker !== worker) throw unfit(task, `it is not held by ${worker}`)
  if (blame === 'none') return given(task, now)
  const suspect: Suspicion = {
    deathsAlone: (task.suspect?.deathsAlone ?? 0) + (blame === 'alone' ? 1 : 0),
    timedOut: blame === 'alone' && isTimedOut(task, cause),
  }
  return given({ ...task, suspect }, now)
}

function requestCancel(task: Task, now: number): Task {
  if (task.status === 'cancelled' || (task.cancelRequestedAt !== null && !isEnded(task))) return task
  if (keepsForRetry(task)) return task.effectsExpireAt! <= now ? task : { ...task, effectsExpireAt: now }
  // While a failed attempt is cleaned up the next one can still be called off.
  if (isEnded(task) || (task.ending !== null && task.ending.retryAt === null))
    throw new StepwellError('task_ended', { task: task.id })
  const asked = { ...withoutPause(task), resumeAt: null, cancelRequestedAt: now }
  return task.status === 'pending' ? finish(asked, { status: 'cancelled', failure: null }, false, now) : asked
}

/** A failed task whose effects are kept: what can be called off is the retry they are kept for. */
const keepsForRetry = (task: Task): boolean => task.effectsExpireAt !== null && task.worker === null

function reschedule(task: Task, dueAt: number): Task {
  if (task.status !== 'pending')
    throw new StepwellError('task_not_reschedulable', { task: task.id, status: task.status })
  return task.dueAt === dueAt ? task : { ...task, dueAt }
}

function release(task: Task): Task {
  if (!isEnded(task) || !task.effects.some(effect => effect.status === 'undo_failed'))
    throw new StepwellError('task_not_releasable', { task: task.id })
  const effects = task.effects.map(effect =>
    effect.status === 'undo_failed' ? { ...effect, status: 'released' as const } : effect,
  )
  // A worker that is cleaning up gives the instance back itself.
  return { ...task, locked: task.worker !== null, effects }
}

function remove(task: Task, now: number): Task {
  if (freeSince(task) === null)
    throw new StepwellError('task_not_deletable', { task: task.id, status: task.status })
  return { ...task, deletedAt: now }
}

function stall(task: Task, { step, since, reason, about }: Stall): Task {
  requireRunning(task, step)
  const stalled = { step, since, reason, ...(about === undefined ? {} : { about }) }
  return { ...task, stall: stalled, ...noPrediction }
}

/** More than these nobody reads; the history has them all. */
const mostRemarks = 20

function remark(task: Task, { step, kind, text }: Omit<Remark, 'at'>, now: number): Task {
  requireRunning(task, step)
  return { ...task, remarks: [...task.remarks, { step, at: now, kind, text }].slice(-mostRemarks) }
}

function requireRunning(task: Task, step: string): void {
  if (task.steps.find(({ name }) => name === step)?.status !== 'running')
    throw unfit(task, `its step ${step} is not running`)
}
