import type { TaskEvent } from '../../../src/core/event.ts'
import type { Task } from '../../../src/core/task.ts'
import type { Failure } from '../../../src/core/failure.ts'
import { brokenChangeLaws, brokenLaws } from '../../../src/core/testing/task-laws.ts'
import { transition } from '../../../src/core/transition.ts'
import type { Outside } from '../outside/outside.ts'
import { endsAsDeclared, mayStayAfter } from './effects-declared.ts'
import { claimKey, stepKey, type Truth, type Write } from './truth.ts'

/** What invariants are held against. `truth` is as it was before the write. */
export interface Seen {
  readonly truth: Truth
  readonly outside: Pick<Outside, 'work' | 'inPlace'>
  /** Whether something has really happened to a task for which it may fail by a code. */
  readonly hasReason: (task: string, failure: Failure) => boolean
}

/** Gives what is wrong, in words; null: it holds. */
type Invariant = (write: Write, seen: Seen) => string | null

/** First wrong thing that is found among the events of a write. */
const ofEvents =
  (
    wrong: (event: TaskEvent | { readonly type: 'submitted' }, write: Write, seen: Seen) => string | null,
  ): Invariant =>
  (write, seen) => {
    for (const { event } of write.commit.events) {
      const found = wrong(event, write, seen)
      if (found !== null) return found
    }
    return null
  }

const named = (broken: readonly string[]): string | null => (broken.length === 0 ? null : broken.join('; '))

/** What holds for every accepted write. */
export const writeInvariants: { readonly [name: string]: Invariant } = {
  'a write follows the one before it': ({ before, after, commit }) =>
    commit.expectedRevision === (before?.revision ?? 0) && after.revision === commit.expectedRevision + 1
      ? null
      : `revision ${after.revision}, made from ${commit.expectedRevision}, was written over ${before?.revision ?? 0}`,

  'a task obeys the laws of tasks': ({ after, now }) => named(brokenLaws(after, now)),

  'a change obeys the laws of changes': ({ before, commit }) => {
    if (before === null) return null
    const broken = new Set<string>()
    made(before, commit, (earlier, event, next) => {
      for (const law of brokenChangeLaws(earlier, event, next)) broken.add(`${event.type}: ${law}`)
    })
    return named([...broken])
  },

  'a task is stored as its events make it': ({ before, after, commit }) => {
    if (before === null) return null
    const expected: Task = { ...made(before, commit), revision: after.revision }
    const fields = Object.keys({ ...expected, ...after }) as (keyof Task)[]
    const other = fields.find(field => !isSame(expected[field], after[field]))
    return other === undefined
      ? null
      : `its events make ${other} ${JSON.stringify(expected[other])}, stored was ${JSON.stringify(after[other])}`
  },

  'no two workers write under one epoch': ofEvents((event, { after, writer }, { truth }) => {
    if (!('epoch' in event)) return null
    const claimed = truth.claims.get(claimKey(after.id, event.epoch))
    if (event.epoch !== truth.tasks.get(after.id)?.epoch)
      return `${writer.name} wrote under epoch ${event.epoch}, and epoch ${after.epoch} has begun`
    return claimed === writer
      ? null
      : `${writer.name} wrote under epoch ${event.epoch}, which ${claimed?.name} claimed`
  }),

  'a task goes on only once its worker is known dead': ofEvents((event, { before }, { truth }) => {
    if (event.type !== 'workerLost' || before === null) return null
    const worker = truth.claims.get(claimKey(before.id, before.epoch))
    return worker?.state === 'running' ? `${worker.name} was given up and is alive` : null
  }),

  'an instance is locked for one task at a time': ({ after, commit }, { truth }) => {
    const taken = commit.acquire.find(instance => (truth.holders.get(instance) ?? after.id) !== after.id)
    return taken === undefined ? null : `it took ${taken}, which ${truth.holders.get(taken)} holds`
  },

  'a task holds all of its instances, or none': ({ after, commit }, { truth }) => {
    const holds = (instance: string): boolean =>
      commit.acquire.includes(instance) ||
      (truth.holders.get(instance) === after.id && !commit.release.includes(instance))
    const wrong = after.locks.find(instance => holds(instance) !== after.locked)
    return wrong === undefined ? null : `${wrong} is ${after.locked ? 'not ' : ''}held by it`
  },

  'only who holds an instance changes its entry': ({ after, commit }, { truth }) => {
    const other = commit.instances.find(({ id }) => truth.holders.get(id) !== after.id)
    return other === undefined ? null : `it changed ${other.id}, held by ${truth.holders.get(other.id)}`
  },

  'percent never falls within an attempt': ({ before, after }) =>
    before?.attempt === after.attempt && after.percent < before.percent
      ? `${before.percent} % became ${after.percent} %`
      : null,

  'a task is begun only when it is due': ofEvents((event, { before, commit }) => {
    if (event.type !== 'claimed' || before === null) return null
    const at = commit.events[0]!.at
    if (before.worker !== null) return `it was claimed while ${before.worker} had it`
    if (before.status === 'pending' && before.dueAt > at)
      return `it was claimed ${before.dueAt - at} ms early`
    return null
  }),

  'effects live as long as declared': ofEvents((event, { before }) => {
    if (event.type !== 'effectUndone' || before === null || before.ending === null) return null
    const effect = before.effects.find(({ name, key }) => name === event.name && key === event.key)
    return effect !== undefined && mayStayAfter(before.ending.status, effect.lives)
      ? `${event.name} ${event.key} lives until "${effect.lives}" and was undone at the end: ${before.ending.status}`
      : null
  }),

  'effects are left as declared': ofEvents((event, { after }, { outside }) =>
    event.type === 'ended' ? endsAsDeclared(after, outside.inPlace) : null,
  ),

  'a task fails only for what happened to it': ofEvents((event, { after }, { hasReason }) => {
    const failure = event.type === 'ending' || event.type === 'effectUndoFailed' ? event.failure : null
    if (failure === null || hasReason(after.id, failure)) return null
    return `it failed by ${failure.code} without a reason: ${failure.message['en-us']}`
  }),

  'a task is cancelled only when asked, and where it may be': ofEvents((event, { before }, { truth }) => {
    if (event.type !== 'ending' || event.status !== 'cancelled' || before === null) return null
    if (before.cancelRequestedAt === null) return 'nobody asked for it'
    // One that was stored as begun may still stop before its code has.
    const step = before.steps.find(
      ({ name, status, cancellable }) =>
        status === 'running' && !cancellable && truth.begun.has(stepKey(before.id, name)),
    )
    return step === undefined ? null : `it stopped within ${step.name}, which may not be cancelled`
  }),

  'a client token stands for one task': ({ before, after }, { truth }) => {
    if (before !== null || after.token === null) return null
    const same = [...truth.tasks.values()].find(task => task.token === after.token)
    return same === undefined ? null : `${same.id} has its token, too`
  },
}

/** What the events of a change make of a task, told step by step. */
function made(
  before: Task,
  { events }: Write['commit'],
  told: (earlier: Task, event: TaskEvent, next: Task) => void = () => {},
): Task {
  return events.reduce((task, { event, at }) => {
    if (event.type === 'submitted') return task
    const next = transition(task, event, at)
    told(task, event, next)
    return next
  }, before)
}

const isSame = (one: unknown, other: unknown): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other)
