import { beginsAt } from './due.ts'
import type { Front, Store } from './store.ts'
import type { Task } from './task.ts'

/** What a pending task waits for. */
export type WaitReason =
  /** Its time has not come. */
  | { readonly kind: 'time'; readonly until: number }
  /** Another task is done to an instance first: it has not begun, works on it, undoes, is paused, or has left something undone. */
  | { readonly kind: 'turn' | 'work' | 'undo' | 'pause' | 'release'; readonly task: string }
  /** Nothing but a worker that is free. */
  | { readonly kind: 'worker' }

/** Where a pending task stands and why. */
export interface QueuePlace {
  /** 1: next, once what works on its instances has ended. Null: it is not due, and holds no place. */
  readonly place: number | null
  /** What it waits for, the most important first; never empty. */
  readonly waitsFor: readonly WaitReason[]
  /** When it is predicted to begin, in whole seconds; null: only a worker is missing, or what is in front of it tells no time. */
  readonly predictedStartAt: number | null
}

export interface QueueParts {
  readonly store: Pick<Store, 'inFrontOf'>
  /** How long a task like this takes, by past runs, in milliseconds; null: none is known. */
  readonly typicalMs: (task: Task) => Promise<number | null>
}

/** Of those that begin first so many are named. */
const mostNamed = 5
/** A prediction that would have to look at more tasks than this is none. */
const mostLookedAt = 50

/** Explains to whoever waits for a pending task what it waits for. */
export async function explainQueue(task: Task, now: number, parts: QueueParts): Promise<QueuePlace> {
  if (beginsAt(task) > now)
    return { place: null, waitsFor: [{ kind: 'time', until: task.dueAt }], predictedStartAt: null }
  const front = await parts.store.inFrontOf(task, now, mostLookedAt)
  const waitsFor: readonly WaitReason[] = [
    ...front.holders.map(reasonOf),
    ...front.waiting.slice(0, mostNamed).map(({ id }) => ({ kind: 'turn', task: id }) as const),
  ]
  if (waitsFor.length === 0) return { place: 1, waitsFor: [{ kind: 'worker' }], predictedStartAt: null }
  const start = await createForecast(now, parts).startOf(task, front)
  const predictedStartAt = start === null ? null : Math.ceil(start / 1000) * 1000
  return { place: front.waitingCount + 1, waitsFor, predictedStartAt }
}

function reasonOf(holder: Task): WaitReason {
  const { id: task, status, ending } = holder
  if (status === 'paused') return { kind: 'pause', task }
  if (status === 'running') return { kind: ending === null ? 'work' : 'undo', task }
  return { kind: holder.worker === null ? 'release' : 'undo', task }
}

/** Predicts when tasks begin, each looked at once. */
function createForecast(now: number, { store, typicalMs }: QueueParts) {
  const ends = new Map<string, Promise<number | null>>()
  let lookedAt = 0

  async function startOf(task: Task, front: Front): Promise<number | null> {
    if (front.waitingCount > front.waiting.length) return null
    const times = await Promise.all([...front.holders.map(endOfHolder), ...front.waiting.map(endOfWaiting)])
    return times.reduce<number | null>(latest, Math.max(now, task.dueAt))
  }

  async function endOfHolder({ status, predictedEndAt }: Task): Promise<number | null> {
    return status === 'running' && predictedEndAt !== null ? Math.max(now, predictedEndAt) : null
  }

  function endOfWaiting(task: Task): Promise<number | null> {
    const known = ends.get(task.id)
    if (known !== undefined) return known
    const end = predictEnd(task)
    ends.set(task.id, end)
    return end
  }

  async function predictEnd(task: Task): Promise<number | null> {
    if (++lookedAt > mostLookedAt) return null
    const [start, durationMs] = await Promise.all([
      store.inFrontOf(task, now, mostLookedAt).then(front => startOf(task, front)),
      typicalMs(task),
    ])
    return start === null || durationMs === null ? null : start + durationMs
  }

  return { startOf }
}

/** The later of two times; null: one of them is not known. */
function latest(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : Math.max(one, other)
}
