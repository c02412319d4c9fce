import {
  applyEffect,
  effectsKeptMs,
  effectsToUndo,
  failUndo,
  intendEffect,
  isInPlace,
  keepEffects,
  liveEffects,
  undoEffect,
} from './effect-transition.ts'
import { StepwellError } from './error.ts'
import type { TaskEvent, WorkerEvent } from './event.ts'
import { rawPercent } from './progress.ts'
import {
  addSubSteps,
  progressSteps,
  reopenSteps,
  saveCheckpoint,
  startStep,
  startSubStep,
  stopSteps,
  succeedStep,
  succeedSubStep,
  unfit,
} from './step-transition.ts'
import { isEnded, type Attempt, type Task } from './task.ts'

/** Whether a worker may claim the task now: it is due, its worker is gone, or effects kept for a retry have expired. */
export function isDue(task: Task, now: number): boolean {
  if (task.worker !== null) return false
  if (task.status === 'pending') return task.dueAt <= now
  if (task.status === 'running') return true
  return task.effectsExpireAt !== null && task.effectsExpireAt <= now
}

/**
 * The only place where a task changes. Pure: the same task, event and time give the same result.
 * Throws a {@link StepwellError}: `lease_lost` before anything else when the epoch is over, else `task_ended`,
 * `task_not_retryable`, `task_not_releasable` or `conflict`. An event that changes nothing returns the task itself.
 */
export function transition(task: Task, event: TaskEvent, now: number): Task {
  // Before finality: a worker that lost its lease must hear that, not "already done".
  if ('epoch' in event && (event.epoch !== task.epoch || task.worker === null))
    throw new StepwellError('lease_lost', { task: task.id, epoch: event.epoch })
  const next = 'epoch' in event ? afterWorkerEvent(task, event, now) : afterOtherEvent(task, event, now)
  return next === task ? task : { ...next, revision: task.revision + 1 }
}

function afterOtherEvent(task: Task, event: Exclude<TaskEvent, WorkerEvent>, now: number): Task {
  switch (event.type) {
    case 'claimed':
      return claim(task, event.worker, now)
    case 'workerLost':
      if (task.worker !== event.worker) throw unfit(task, `it is not held by ${event.worker}`)
      return { ...task, worker: null, predictedEndAt: null }
    case 'cancelRequested':
      return requestCancel(task, now)
    case 'retryRequested':
      return retry(task, now)
    case 'released':
      return release(task)
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
      return undoEffect(task, event.name, event.key)
    case 'effectUndoFailed':
      return failUndo(task, event.name, event.key, event.failure)
    case 'ended':
      return end(task, now)
    case 'yielded':
      return { ...task, worker: null, predictedEndAt: null }
    case 'stepStarted':
      return startStep(task, event.step, now)
    case 'stepSucceeded':
      return succeedStep(task, event.step, event.output, now)
    case 'subStepsAdded':
      return addSubSteps(task, event.step, event.subSteps)
    case 'subStepStarted':
      return startSubStep(task, event.step, event.subStep, now)
    case 'subStepSucceeded':
      return succeedSubStep(task, event.step, event.subStep, event.output, now)
    case 'progressed':
      return { ...progressSteps(task, event.reports), predictedEndAt: event.predictedEndAt }
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
      return beginEnding(task, event.status, event.failure, now)
  }
}

function claim(task: Task, worker: string, now: number): Task {
  if (!isDue(task, now)) throw unfit(task, 'it is not due')
  // Also to clean up after a failed attempt: undo needs the instance for itself.
  const claimed = { ...task, worker, epoch: task.epoch + 1, locked: true }
  return task.status === 'pending' ? { ...claimed, status: 'running', startedAt: now } : claimed
}

function requestCancel(task: Task, now: number): Task {
  if (task.status === 'cancelled' || (task.cancelRequestedAt !== null && !isEnded(task))) return task
  if (isEnded(task) || task.ending !== null) throw new StepwellError('task_ended', { task: task.id })
  const asked = { ...task, cancelRequestedAt: now }
  // What an earlier attempt has left has to be undone by a worker first.
  const idle = task.status === 'pending' && liveEffects(task).length === 0
  return idle ? finish(asked, { status: 'cancelled', failure: null }, false, now) : asked
}

function beginEnding(task: Task, status: Attempt['status'], failure: Task['failure'], now: number): Task {
  const complete = task.steps.every(step => step.status === 'succeeded' || step.status === 'skipped')
  if (status === 'succeeded' && !complete) throw unfit(task, 'a step has not succeeded')
  if ((status === 'failed') !== (failure !== null)) throw unfit(task, 'a failure belongs to a failed attempt')
  const stopped = status === 'succeeded' ? task : stopSteps(task, status, failure, now)
  return { ...stopped, ending: { status, failure }, predictedEndAt: null }
}

function end(task: Task, now: number): Task {
  if (task.ending === null && !isEnded(task)) throw unfit(task, 'its steps are not over')
  const left = effectsToUndo(task)
  if (left.some(effect => effect.status !== 'undo_failed')) throw unfit(task, 'an effect is still in place')
  const locked = left.length > 0
  // The attempt ended long ago; this was the clean-up of what it had kept.
  if (task.ending === null) return { ...task, worker: null, locked, effectsExpireAt: null }
  // The work was done all the same: what stays for good after it does stay.
  const worked = task.ending.status === 'succeeded' ? keepEffects(task) : task
  return finish(worked, locked ? { status: 'failed', failure: task.failure } : task.ending, locked, now)
}

/** Ends the attempt. The instance stays locked only where an undo has failed. */
function finish(task: Task, outcome: NonNullable<Task['ending']>, locked: boolean, now: number): Task {
  const { status, failure } = outcome
  const attempt: Attempt = { number: task.attempt, status, startedAt: task.startedAt, endedAt: now, failure }
  const kept = status === 'failed' && task.effects.some(isInPlace)
  return {
    ...task,
    percent: status === 'succeeded' ? 100 : task.percent,
    status,
    failure,
    locked,
    worker: null,
    ending: null,
    endedAt: now,
    predictedEndAt: null,
    attempts: [...task.attempts, attempt],
    effectsExpireAt: kept ? now + effectsKeptMs : null,
  }
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

function retry(task: Task, now: number): Task {
  if (task.status !== 'failed' || task.locked)
    throw new StepwellError('task_not_retryable', { task: task.id, status: task.status })
  const steps = reopenSteps(task.steps)
  return {
    ...task,
    steps,
    status: 'pending',
    attempt: task.attempt + 1,
    dueAt: now,
    startedAt: null,
    endedAt: null,
    cancelRequestedAt: null,
    failure: null,
    effectsExpireAt: null,
    percent: rawPercent(steps),
  }
}
