import type { TaskEvent } from '../../../src/core/event.ts'
import type { RetryPolicy } from '../../../src/core/retry-policy.ts'
import { tokenKeptMs } from '../../../src/core/store.ts'
import type { Task } from '../../../src/core/task.ts'
import type { Failure } from '../../../src/core/failure.ts'
import { brokenChangeLaws, brokenLaws } from '../../../src/core/testing/task-laws.ts'
import type { Outside } from '../outside/outside.ts'
import { retryableCode } from '../recipes/recipe.ts'
import { endsAsDeclared, mayStayAfter } from './effects-declared.ts'
import { claimKey, stepKey, type Truth, type Write } from './truth.ts'

/** What invariants are held against. `truth` is as it was before the write. */
export interface Seen {
  readonly truth: Truth
  readonly outside: Pick<Outside, 'work' | 'inPlace'>
  /** Whether something has really happened to a task for which it may fail by a code. */
  readonly hasReason: (task: string, failure: Failure) => boolean
  /** How a step of a task is declared to be tried again; null: it is not. */
  readonly retryOf: (task: Task, step: string) => RetryPolicy | null
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

  'a task obeys the laws of tasks': ({ after }) => named(brokenLaws(after)),

  'a change obeys the laws of changes': ({ changes }) => {
    const broken = changes.flatMap(({ before, event, after }) =>
      brokenChangeLaws(before, event, after).map(law => `${event.type}: ${law}`),
    )
    return named([...new Set(broken)])
  },

  'a task is stored as its events make it': ({ before, after, changes }) => {
    if (before === null) return null
    const made: Task = { ...(changes.at(-1)?.after ?? before), revision: after.revision }
    const fields = Object.keys({ ...made, ...after }) as (keyof Task)[]
    const other = fields.find(field => !isSame(made[field], after[field]))
    return other === undefined
      ? null
      : `its events make ${other} ${JSON.stringify(made[other])}, stored was ${JSON.stringify(after[other])}`
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
    // One that was given no time of its own may begin at once, also after the clock was set back.
    if (before.status === 'pending' && before.dueAt > Math.max(at, before.createdAt))
      return `it was claimed ${before.dueAt - at} ms early`
    return null
  }),

  'a task under suspicion runs alone': ofEvents((event, { before, writer }, { truth }) => {
    if (event.type !== 'claimed' || before === null) return null
    const held = [...truth.tasks.values()].filter(({ worker }) => worker === writer.name)
    const isMixed = held.length > 0 && [before, ...held].some(({ suspect }) => suspect !== null)
    return isMixed ? `${writer.name} runs ${held.map(({ id }) => id).join(', ')}, too` : null
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
    const step = within(before, truth)
    return step === null ? null : `it stopped within ${step}, which may not be cancelled`
  }),

  'a task is paused only when asked, and where it may be': ({ before, after, commit }, { truth }) => {
    if (before === null || before.status === 'paused' || after.status !== 'paused') return null
    const isAsked = commit.events.some(({ event }) => event.type === 'pauseRequested')
    if (before.pauseRequestedAt === null && !isAsked) return 'nobody asked for it'
    const step = within(before, truth)
    return step === null ? null : `it stopped within ${step}, which may not be cancelled`
  },

  'it is tried again by itself only as declared': ofEvents((event, { before }, { retryOf }) => {
    if (event.type !== 'ending' || event.retryAt === null || before === null) return null
    const policy = retryOf(before, event.failure?.step ?? '')
    if (event.failure?.code !== retryableCode || policy === null) return `after ${event.failure?.code}`
    return before.retries < policy.times ? null : `after ${before.retries} retries`
  }),

  'a person retries only what nobody else has worked on since': ofEvents((event, { after }, { truth }) => {
    if (event.type !== 'retryRequested' && event.type !== 'skipRequested') return null
    const other = after.locks.find(instance => truth.lastUsers.get(instance) !== after.id)
    return other === undefined ? null : `${truth.lastUsers.get(other)} has had ${other} since`
  }),

  'only a step that its operation can do without is skipped': ({ before, after }) => {
    const skipped = after.steps.find(
      (step, index) =>
        step.status === 'skipped' && before?.steps[index]?.status !== 'skipped' && !step.skippable,
    )
    return skipped === undefined ? null : skipped.name
  },

  'a deleted task never changes': ({ before }) =>
    (before?.deletedAt ?? null) === null ? null : 'it was deleted',

  'a client token stands for one task': ({ before, after }, { truth }) => {
    if (before !== null || after.token === null) return null
    const same = [...truth.tasks.values()].find(
      ({ id, token, createdAt }) =>
        token === after.token && createdAt > after.createdAt - tokenKeptMs && !truth.removed.has(id),
    )
    return same === undefined ? null : `${same.id} has its token, too`
  },
}

/** The step that may not be cancelled and whose code has run; one that was stored as begun may stop before that. Null: none. */
function within(task: Task, truth: Truth): string | null {
  const step = task.steps.find(
    ({ name, status, cancellable }) =>
      status === 'running' && !cancellable && truth.begun.has(stepKey(task.id, name)),
  )
  return step?.name ?? null
}

const isSame = (one: unknown, other: unknown): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other)
