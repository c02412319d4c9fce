import { beginsAt } from './due.ts'
import { liveEffects } from './effect-transition.ts'
import type { Front, QueuedTask, Store } from './store.ts'
import { isEnded, type Effect, type Task } from './task.ts'

/** What a pending task waits for. */
export type WaitReason =
  /** Its time has not come. */
  | { readonly kind: 'time'; readonly until: number }
  /** Another task has an instance first: it has not begun, works, undoes, tries again, is paused, or has left something undone. */
  | {
      readonly kind: 'turn' | 'work' | 'undo' | 'retry' | 'pause' | 'release'
      readonly task: string
      /** Id of the instance that both want. */
      readonly instance: string
    }
  /** Nothing but a worker that is free. */
  | { readonly kind: 'worker' }

/** Where a pending task stands and why. */
export interface QueuePlace {
  /** In the lines of its instances; 1: next, once what works on them has ended. Null: it is not due, and holds no place. */
  readonly place: number | null
  /** What it waits for, the most important first; never empty. */
  readonly waitsFor: readonly WaitReason[]
  /** When it is predicted to begin, in whole seconds; null: only a worker is missing, or what is in front of it tells no time. */
  readonly predictedStartAt: number | null
}

export interface QueueParts {
  readonly store: Pick<Store, 'inFrontOf'>
  /** How long a task like this takes, by past runs, in milliseconds; null: none is known. */
  readonly typicalMs: (task: QueuedTask) => Promise<number | null>
}

/** Of those that begin first so many are named. */
const mostNamed = 5
/** A prediction that would have to look at more tasks than this is none. */
const mostLookedAt = 50

/**
 * Makes what explains to those who wait for pending tasks what these wait for, as it is now. What stands in front of a task
 * is asked for once, for however many tasks of a page.
 */
export function createQueueExplainer(now: number, parts: QueueParts): (task: Task) => Promise<QueuePlace> {
  const forecast = createForecast(now, parts)
  return async task => {
    if (beginsAt(task) > now)
      return {
        place: null,
        waitsFor: [{ kind: 'time', until: task.dueAt }],
        predictedStartAt: Math.ceil(task.dueAt / 1000) * 1000,
      }
    const front = await forecast.frontOf(task.id)
    const waitsFor: readonly WaitReason[] = [
      ...front.holders.map(holder => reasonOf(holder, task)),
      ...front.waiting
        .slice(0, mostNamed)
        .map(({ id, instance }) => ({ kind: 'turn', task: id, instance }) as const),
    ]
    if (waitsFor.length === 0) return { place: 1, waitsFor: [{ kind: 'worker' }], predictedStartAt: null }
    const start = await forecast.startOf(task.id)
    const predictedStartAt = start === null ? null : Math.ceil(start / 1000) * 1000
    return { place: front.waitingCount + 1, waitsFor, predictedStartAt }
  }
}

/** Why a task waits for one that holds an instance it wants. */
function reasonOf(holder: Task, { locks }: Task): WaitReason {
  const instance = locks.find(wanted => holder.locks.includes(wanted))!
  return { kind: kindOf(holder), task: holder.id, instance }
}

function kindOf(holder: Task): 'work' | 'undo' | 'retry' | 'pause' | 'release' {
  const { status, ending, resumeAt } = holder
  if (status === 'paused') return 'pause'
  if (isEnded(holder)) return liveEffects(holder).some(isStuck) ? 'release' : 'undo'
  if (resumeAt !== null || (ending !== null && ending.retryAt !== null)) return 'retry'
  return ending === null ? 'work' : 'undo'
}

const isStuck = ({ status }: Effect): boolean => status === 'undo_failed'

/** Predicts when tasks begin, each looked at once. */
function createForecast(now: number, { store, typicalMs }: QueueParts) {
  const fronts = new Map<string, Promise<Front>>()
  const starts = new Map<string, Promise<number | null>>()

  const frontOf = (task: string): Promise<Front> =>
    once(fronts, task, () => store.inFrontOf(task, now, mostLookedAt))

  const startOf = (task: string): Promise<number | null> => once(starts, task, () => predictStart(task))

  async function predictStart(task: string): Promise<number | null> {
    const { holders, waiting, waitingCount } = await frontOf(task)
    if (waitingCount > waiting.length) return null
    const times = await Promise.all([...holders.map(endOfHolder), ...waiting.map(endOfWaiting)])
    return times.reduce<number | null>(latest, now)
  }

  async function endOfHolder({ status, predictedEndAt }: Task): Promise<number | null> {
    return status === 'running' && predictedEndAt !== null ? Math.max(now, predictedEndAt) : null
  }

  async function endOfWaiting(task: QueuedTask): Promise<number | null> {
    if (!starts.has(task.id) && starts.size > mostLookedAt) return null
    const [start, durationMs] = await Promise.all([startOf(task.id), typicalMs(task)])
    return start === null || durationMs === null ? null : start + durationMs
  }

  return { frontOf, startOf }
}

function once<Value>(
  known: Map<string, Promise<Value>>,
  key: string,
  make: () => Promise<Value>,
): Promise<Value> {
  const found = known.get(key)
  if (found !== undefined) return found
  const made = make()
  known.set(key, made)
  return made
}

/** The later of two times; null: one of them is not known. */
function latest(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : Math.max(one, other)
}
