import { effectsToUndo, liveEffects } from '../effect-transition.ts'
import type { TaskEvent, WorkerEvent } from '../event.ts'
import { isEnded, remarkKinds, stallReasons, type EffectLife, type Task } from '../task.ts'
import { transition } from '../transition.ts'
import { failure, words } from './samples.ts'

/** Test support of `core/`: numbers that choose the next event of a task, so that any list of them is a walk. */
export interface Move {
  /** Which event. */
  readonly choice: number
  /** Which of several steps, effects, workers and so on it is about. */
  readonly about: number
  /** Which of the events that come seldom may come; of its own, so that it does not decide what they are about. */
  readonly rarity: number
  /** What is reported and stored; any number at all. */
  readonly value: number
  /** Time that passes before it. */
  readonly elapsedMs: number
  /** True: the event comes as chosen, also one that makes no sense; false: the next one that the task accepts. */
  readonly wild: boolean
}

/** The event a move stands for, when the task is as it is. */
export function eventOf(task: Task, move: Move, now: number): TaskEvent {
  const events = [...workerEvents(task, move, now), ...otherEvents(task, move, now)]
  const first = move.choice % events.length
  const turned = [...events.slice(first), ...events.slice(0, first)]
  const sensible = move.wild ? undefined : turned.find(event => isAccepted(task, event, now))
  return sensible ?? turned[0]!
}

function isAccepted(task: Task, event: TaskEvent, now: number): boolean {
  try {
    transition(task, event, now)
    return true
  } catch {
    return false
  }
}

/** Undefined only where there is nothing to pick from. */
const pick = <Value>(from: readonly Value[], number: number): Value => from[number % from.length]!

function otherEvents(task: Task, move: Move, now: number): readonly TaskEvent[] {
  const { about, wild } = move
  const seldom = oneIn(move)
  const worker = pick(['w1', 'w2', 'w3'], about)
  const until = now + about * 10
  const holder = wild ? worker : (task.worker ?? worker)
  return [
    { type: 'claimed', worker },
    ...only(seldom(11), {
      type: 'workerLost',
      worker: holder,
      cause: 'died',
      blame: pick(['none', 'shared', 'alone'] as const, about),
    } as const),
    { type: 'released' },
    { type: 'pauseExpired' },
    ...only(seldom(3), { type: 'resumed' } as const),
    ...only(seldom(7), {
      type: 'pauseRequested',
      limit: pick([null, { until, afterwards: 'resume' }, { until, afterwards: 'cancel' }] as const, about),
    } as const),
    ...only(seldom(11), { type: 'rescheduled', dueAt: now + (about % 3) * 1000 } as const),
    ...only(seldom(2), { type: 'skipRequested' } as const),
    ...only(seldom(17), { type: 'deleted' } as const),
    ...only(seldom(2), { type: 'retryRequested' } as const),
    ...only(seldom(13), { type: 'cancelRequested' } as const),
  ]
}

/** Whether an event may come that a task is to see once in `count` moves. */
const oneIn =
  ({ rarity, wild }: Move) =>
  (count: number): boolean =>
    wild || rarity % count === 0

const only = <Event>(when: boolean, event: Event): readonly Event[] => (when ? [event] : [])

/** One event of every type; what ends a walk early or leads nowhere comes more seldom than what goes on. */
function workerEvents(task: Task, move: Move, now: number): readonly WorkerEvent[] {
  const { about, rarity, value, wild } = move
  const seldom = oneIn(move)
  const epoch = wild ? task.epoch + pick([0, 0, -1, 1], about) : task.epoch
  const unfinished = task.steps
    .filter(({ status }) => status !== 'succeeded' && status !== 'skipped')
    .slice(0, 1)
  const none = { name: 'no such step', subSteps: [] }
  const step = wild ? pick([...task.steps, none], about) : (unfinished[0] ?? none)
  const inStep = { epoch, step: step.name } as const
  const open = step.subSteps.filter(({ status }) => wild || status !== 'succeeded')
  const subStep = pick(
    [...open.map(part => part.name), ...only(wild || open.length === 0, 'no such part')],
    about,
  )
  const lives = pick<EffectLife>(['attempt', 'task', 'keep'], about)
  const newEffect = { name: `${lives} effect`, key: pick(['', 'node 2'], about) }
  const live = pick(liveEffects(task), about) ?? newEffect
  const stepsAreOver = task.ending !== null || isEnded(task)
  const toUndo = pick(effectsToUndo(task), about) ?? (stepsAreOver && !wild ? newEffect : live)
  const progress = { done: value, total: about, ratePerSecond: value, lagBytes: value, unit: 'keys' }
  const added = pick([['added'], ['added', 'added too'], ['added', 'added']], about)
  return [
    { type: 'stepStarted', ...inStep },
    ...only(seldom(2), {
      type: 'subStepsAdded',
      ...inStep,
      subSteps: added.map(part => ({
        name: part,
        title: words(part),
        weight: wild ? value : 1,
        done: value,
      })),
    } as const),
    { type: 'subStepStarted', ...inStep, subStep },
    {
      type: 'progressed',
      epoch,
      reports: [{ step: step.name, subStep: pick([subStep, null], rarity), progress }],
      predictedEndAt: about,
      predictedSteps: [{ step: step.name, endAt: about }],
    },
    { type: 'subStepSucceeded', ...inStep, subStep, output: about },
    { type: 'checkpointSaved', ...inStep, value: about },
    { type: 'effectApplied', epoch, name: live.name, key: live.key, result: about },
    ...only(seldom(4), { type: 'taskCheckpointSaved', epoch, name: subStep, value: about } as const),
    ...only(seldom(4), {
      type: 'instanceChanged',
      epoch,
      instance: task.instance,
      change: about,
    } as const),
    {
      type: 'effectIntended',
      title: { 'en-us': 'Effect', 'zh-cn': '影响' },
      epoch,
      ...newEffect,
      lives,
      input: about,
    },
    { type: 'stepSucceeded', ...inStep, output: about },
    { type: 'ending', epoch, status: 'succeeded', failure: null, retryAt: null },
    ...only(seldom(5), {
      type: 'ending',
      epoch,
      status: 'failed',
      failure: failure(),
      retryAt: about % 2 === 0 ? null : now + about,
    } as const),
    ...only(wild || task.cancelRequestedAt !== null, {
      type: 'ending',
      epoch,
      status: 'cancelled',
      failure: null,
      retryAt: null,
    } as const),
    ...only(seldom(3), {
      type: 'effectUndoFailed',
      epoch,
      name: toUndo.name,
      key: toUndo.key,
      failure: failure('STW.0007'),
    } as const),
    ...only(stepsAreOver || seldom(9), {
      type: 'effectUndone',
      epoch,
      name: toUndo.name,
      key: toUndo.key,
    } as const),
    { type: 'ended', epoch },
    { type: 'paused', epoch },
    ...only(seldom(8), {
      type: 'stalled',
      epoch,
      step: step.name,
      since: now,
      reason: pick(stallReasons, about),
    } as const),
    ...only(seldom(6), {
      type: 'remarked',
      epoch,
      step: step.name,
      kind: pick(remarkKinds, about),
      text: words('Something.'),
    } as const),
    ...only(seldom(4), { type: 'moved', epoch, step: step.name } as const),
    ...only(seldom(13), { type: 'yielded', epoch } as const),
  ]
}
