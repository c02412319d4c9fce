import { effectsKeptMs, effectsToUndo, isInPlace, keepEffects } from './effect-transition.ts'
import { StepwellError } from './error.ts'
import { withoutPause } from './pause-transition.ts'
import { rawPercent } from './progress.ts'
import { reopenSteps, skipFailedStep, stopSteps, unfit } from './step-transition.ts'
import { isEnded, noPrediction, type Attempt, type Step, type Task } from './task.ts'

type Ending = NonNullable<Task['ending']>

/** The steps are over: from here on effects are undone. */
export function beginEnding(task: Task, ending: Ending, now: number): Task {
  const { status, failure, retryAt } = ending
  const complete = task.steps.every(step => step.status === 'succeeded' || step.status === 'skipped')
  if (status === 'succeeded' && !complete) throw unfit(task, 'a step has not succeeded')
  if ((status === 'failed') !== (failure !== null)) throw unfit(task, 'a failure belongs to a failed attempt')
  if (retryAt !== null && status !== 'failed') throw unfit(task, 'only a failed attempt is tried again')
  const stopped = status === 'succeeded' ? task : stopSteps(task, status, failure, now)
  return { ...withoutPause(stopped), ending, suspect: null, stall: null, ...noPrediction }
}

/** Undo is over, of the attempt or of what it had kept. */
export function end(task: Task, now: number): Task {
  if (task.ending === null && !isEnded(task)) throw unfit(task, 'its steps are not over')
  const left = effectsToUndo(task)
  if (left.some(effect => effect.status !== 'undo_failed')) throw unfit(task, 'an effect is still in place')
  const locked = left.length > 0
  // The attempt ended long ago; this was the clean-up of what it had kept.
  if (task.ending === null)
    return { ...task, worker: null, suspect: null, locked, effectsExpireAt: null, givenUpAt: now }
  if (task.ending.retryAt !== null && !locked) return tryAgain(task, task.ending.retryAt, now)
  // The work was done all the same: what stays for good after it does stay.
  const worked = task.ending.status === 'succeeded' ? keepEffects(task) : task
  const outcome = locked ? ({ status: 'failed', failure: task.failure } as const) : task.ending
  return finish(worked, outcome, locked, now)
}

/** Ends the attempt and the task. The instance stays locked only where an undo has failed. */
export function finish(
  task: Task,
  outcome: Pick<Ending, 'status' | 'failure'>,
  locked: boolean,
  now: number,
): Task {
  const { status, failure } = outcome
  const kept = status === 'failed' && task.effects.some(isInPlace)
  return {
    ...task,
    percent: status === 'succeeded' ? 100 : task.percent,
    status,
    failure,
    locked,
    worker: null,
    suspect: null,
    ending: null,
    endedAt: now,
    ...noPrediction,
    attempts: [...task.attempts, attemptOf(task, outcome, now)],
    effectsExpireAt: kept ? now + effectsKeptMs : null,
  }
}

const attemptOf = (
  task: Task,
  { status, failure }: Pick<Ending, 'status' | 'failure'>,
  now: number,
): Attempt => ({
  number: task.attempt,
  status,
  startedAt: task.startedAt,
  endedAt: now,
  failure,
})

/** The failed attempt is followed by the next, which keeps the instances: nobody may change them in between. */
function tryAgain(task: Task, retryAt: number, now: number): Task {
  return {
    ...nextAttempt(task, reopenSteps(task.steps), now),
    attempts: [...task.attempts, attemptOf(task, task.ending!, now)],
    // Who has asked for a cancel meanwhile need not wait.
    resumeAt: task.cancelRequestedAt === null ? retryAt : null,
    retries: task.retries + 1,
  }
}

/** A person's retry: it takes the instances at once, so that nobody can change them before it goes on. */
export function retry(task: Task, now: number): Task {
  if (!isRetryable(task))
    throw new StepwellError('task_not_retryable', { task: task.id, status: task.status })
  return byPerson(nextAttempt(task, reopenSteps(task.steps), now))
}

/** A retry that leaves out the step that failed. */
export function skip(task: Task, now: number): Task {
  const failed = task.steps.find(step => step.status === 'failed')
  if (!isRetryable(task) || failed?.skippable !== true)
    throw new StepwellError('task_not_skippable', { task: task.id, status: task.status })
  return byPerson(nextAttempt(task, reopenSteps(skipFailedStep(task.steps)), now))
}

/** Once what was kept for it is undone, a step that has succeeded may have lost its ground: a new task has to begin anew. */
const isRetryable = ({ status, locked, givenUpAt }: Task): boolean =>
  status === 'failed' && !locked && givenUpAt === null

const byPerson = (task: Task): Task => ({ ...task, retries: 0, cancelRequestedAt: null })

function nextAttempt(task: Task, steps: readonly Step[], now: number): Task {
  return {
    ...task,
    steps,
    status: 'running',
    attempt: task.attempt + 1,
    locked: true,
    worker: null,
    ending: null,
    startedAt: now,
    endedAt: null,
    failure: null,
    suspect: null,
    effectsExpireAt: null,
    percent: rawPercent(steps),
  }
}
