import { liveEffects } from '../effect-transition.ts'
import type { TaskEvent } from '../event.ts'
import { lockChange } from '../store.ts'
import { isEnded, type Effect, type Task } from '../task.ts'

/** Test support of `core/`: what holds for every task, whatever has happened to it. */

/** Names of the laws a task breaks; empty: it is sound. */
export function brokenLaws(task: Task): readonly string[] {
  return namesOf(laws(task))
}

function namesOf(table: { readonly [law: string]: boolean }): readonly string[] {
  return Object.keys(table).filter(law => table[law] !== true)
}

const isOneOf = <Value>(value: Value, values: readonly Value[]): boolean => values.includes(value)

/** `a` holds only where `b` does. */
const implies = (a: boolean, b: boolean): boolean => !a || b

const inPlace = (effect: Effect): boolean => isOneOf(effect.status, ['intended', 'applied'])
const isStuck = (effect: Effect): boolean => effect.status === 'undo_failed'

function laws(task: Task): { readonly [law: string]: boolean } {
  const { status, worker, ending, effects, steps, attempts } = task
  const over = isEnded(task)
  const idle = worker === null
  const live = liveEffects(task)
  const running = steps.filter(step => step.status === 'running')
  const firstOpen = steps.findIndex(step => step.status !== 'succeeded' && step.status !== 'skipped')
  const behindOpen = firstOpen < 0 ? [] : steps.slice(firstOpen + 1)
  return {
    'pending: nobody works on it, nothing has begun': implies(
      status === 'pending',
      idle && !task.locked && task.startedAt === null,
    ),
    'running: it holds its instances and has begun': implies(
      status === 'running',
      task.locked && task.startedAt !== null,
    ),
    'paused: it holds its instances, and nobody works on it': implies(
      status === 'paused',
      task.locked && idle,
    ),
    'paused: it is known since when, and nothing else is': (status === 'paused') === (task.pausedAt !== null),
    'a limit belongs to a pause, or to one that was asked for': implies(
      task.pauseLimit !== null,
      task.pausedAt !== null || task.pauseRequestedAt !== null,
    ),
    'who asked for a cancel gets no pause': implies(
      task.cancelRequestedAt !== null && !over,
      task.pausedAt === null && task.pauseRequestedAt === null,
    ),
    'only a step that runs under a worker is stalled': implies(
      task.stall !== null,
      !idle && running.some(step => step.name === task.stall?.step),
    ),
    'only a task that runs waits to try again': implies(task.resumeAt !== null, status === 'running' && idle),
    'deleted: it is over, and nothing of it is left': implies(
      task.deletedAt !== null,
      over && idle && !task.locked && live.length === 0,
    ),
    'whoever works on it holds its instances': implies(!idle, task.locked),
    'what could not be undone keeps the instances locked': implies(live.some(isStuck) && over, task.locked),
    'once ended only a failed undo or a clean-up holds the instances': implies(
      over && task.locked,
      !idle || live.some(isStuck) || task.effectsExpireAt !== null,
    ),
    'undo goes on while the task is running': implies(ending !== null, status === 'running'),
    'ended: it has a time': over === (task.endedAt !== null),
    'ended: its attempt is told last, with its outcome': implies(
      over,
      attempts.at(-1)?.number === task.attempt && attempts.at(-1)?.status === status,
    ),
    'not ended: its attempt is not told yet': implies(!over, attempts.length === task.attempt - 1),
    'attempts are numbered from 1': attempts.every((attempt, index) => attempt.number === index + 1),
    'a failure belongs to a failed task': implies(
      over || ending === null,
      (status === 'failed') === (task.failure !== null),
    ),
    'percent is whole, from 0 to 100':
      Number.isInteger(task.percent) && task.percent >= 0 && task.percent <= 100,
    '100 percent is success': (task.percent === 100) === (status === 'succeeded'),
    'success means every step': implies(status === 'succeeded', firstOpen < 0),
    'steps begin in order': behindOpen.every(step => step.status === 'waiting'),
    'a step runs only in a running attempt': implies(
      running.length > 0,
      isOneOf(status, ['running', 'paused']) && ending === null,
    ),
    'a sub-step runs only in a running step': steps.every(step =>
      implies(
        step.subSteps.some(part => part.status === 'running'),
        step.status === 'running',
      ),
    ),
    'one effect of a name and key is live at most':
      live.length === new Set(live.map(effect => `${effect.name}/${effect.key}`)).size,
    'ended: effects of the attempt are gone': implies(
      over,
      effects.every(
        ({ lives, status: left }) =>
          lives !== 'attempt' || isOneOf(left, ['undone', 'undo_failed', 'released']),
      ),
    ),
    'succeeded or cancelled: no effect is neither undone nor kept': implies(
      over && status !== 'failed',
      live.length === 0,
    ),
    'only what is to be kept is, and only once all steps have succeeded': effects.every(effect =>
      implies(effect.status === 'kept', effect.lives === 'keep' && firstOpen < 0),
    ),
    'failed: what is kept for a retry has an end': implies(
      status === 'failed' && effects.some(inPlace),
      task.effectsExpireAt !== null,
    ),
    'only a failed task keeps effects for a while': implies(
      task.effectsExpireAt !== null,
      status === 'failed',
    ),
    'nothing is predicted while nobody works': implies(
      idle,
      task.predictedEndAt === null && task.predictedSteps.length === 0,
    ),
  }
}

/** Names of the laws that an accepted event breaks; empty: the change is sound. */
export function brokenChangeLaws(before: Task, event: TaskEvent, after: Task): readonly string[] {
  if (after === before) return []
  return namesOf({
    ...changeLaws(before, event, after),
    ...effectLaws(before, event, after),
    ...stepLaws(before, after),
  })
}

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)

/** What submission decides for good. */
const fixed = [
  'id',
  'project',
  'service',
  'instance',
  'locks',
  'operation',
  'input',
  'token',
  'submittedBy',
  'priority',
  'createdAt',
] as const

const effectMay: { readonly [from in Effect['status']]: readonly Effect['status'][] } = {
  intended: ['intended', 'applied', 'undone', 'undo_failed', 'kept'],
  applied: ['applied', 'undone', 'undo_failed', 'kept'],
  undo_failed: ['undo_failed', 'undone', 'released'],
  undone: ['undone'],
  kept: ['kept'],
  released: ['released'],
}

/** What may happen to an ended task. */
const afterTheEnd = [
  'retryRequested',
  'skipRequested',
  'cancelRequested', // gives up the retry that effects are kept for
  'released',
  'deleted',
] as const

const cleanUp = ['claimed', 'workerLost', 'yielded', 'effectUndone', 'effectUndoFailed', 'ended']

function changeLaws(
  before: Task,
  { type: eventType }: TaskEvent,
  after: Task,
): { readonly [law: string]: boolean } {
  const byItself = eventType === 'ended' && before.ending !== null && before.ending.retryAt !== null
  const retried = after.attempt > before.attempt
  const locks = lockChange(before, after)
  const ended = isEnded(before)
  return {
    'the revision grows by one': after.revision === before.revision + 1,
    'what was submitted stays': fixed.every(field => same(before[field], after[field])),
    'a claim, and nothing else, begins an epoch':
      after.epoch === before.epoch + (eventType === 'claimed' ? 1 : 0),
    'a retry, and nothing else, begins the next attempt': implies(
      after.attempt !== before.attempt,
      after.attempt === before.attempt + 1 &&
        (byItself || isOneOf(eventType, ['retryRequested', 'skipRequested'])),
    ),
    'between a failed attempt and one that follows by itself nobody gets the instances': implies(
      byItself && retried,
      before.locked && after.locked,
    ),
    'percent never falls within an attempt': implies(!retried, after.percent >= before.percent),
    'attempts that have ended stay as they are': same(
      after.attempts.slice(0, before.attempts.length),
      before.attempts,
    ),
    'an attempt ends once':
      after.attempts.length - before.attempts.length ===
      ((isEnded(after) && !ended) || (byItself && retried) ? 1 : 0),
    'nothing but retry, release and clean-up changes an ended task': implies(
      ended,
      isOneOf(eventType, [...afterTheEnd, ...cleanUp]),
    ),
    'an ended task stays as it ended until a retry':
      !ended ||
      retried ||
      same([before.status, before.endedAt, before.steps], [after.status, after.endedAt, after.steps]),
    'locks are taken and given back exactly as told': same(locks, {
      acquire: after.locked && !before.locked ? after.locks : [],
      soleUser: retried,
      release: before.locked && !after.locked ? after.locks : [],
    }),
    'only the end of work and undo, or a person, frees the instances': implies(
      locks.release.length > 0,
      isOneOf(eventType, ['ended', 'released']) && after.worker === null,
    ),
    'after clean-up nothing is left but what could not be undone': implies(
      ended && eventType === 'ended',
      liveEffects(after).every(isStuck),
    ),
  }
}

function effectLaws(before: Task, event: TaskEvent, after: Task): { readonly [law: string]: boolean } {
  const changed = before.effects.filter((effect, index) => !same(effect, after.effects[index]))
  return {
    'an effect goes on where it was and never comes back': before.effects.every((effect, index) => {
      const next = after.effects[index]
      return (
        next?.name === effect.name &&
        next.key === effect.key &&
        isOneOf(next.status, effectMay[effect.status])
      )
    }),
    'an event about an effect changes that one only': implies(
      'key' in event,
      changed.every(effect => 'key' in event && effect.name === event.name && effect.key === event.key),
    ),
  }
}

/** A step or sub-step that has succeeded stays exactly as it is, over all attempts. */
function stepLaws(before: Task, after: Task): { readonly [law: string]: boolean } {
  const parts = (task: Task) =>
    task.steps.flatMap(step => [
      step,
      ...step.subSteps.map(part => ({ ...part, name: `${step.name}/${part.name}` })),
    ])
  const later = new Map(parts(after).map(part => [part.name, part]))
  const done = parts(before).filter(part => part.status === 'succeeded')
  return {
    'what has succeeded never changes again': done.every(part => same(part, later.get(part.name))),
    'no part is lost': parts(before).every(part => later.has(part.name)),
  }
}
