import type { Clock } from './clock.ts'
import type { FeedEvent } from './event.ts'
import type { EventFilter, Store } from './store.ts'

/** Is given what happened, oldest first. A promise it returns is awaited before it is given more. */
export type EventListener = (batch: readonly FeedEvent[]) => void | Promise<void>

/**
 * What happens to the tasks of a store, told to whoever listens soon after it is stored, whichever process stored it.
 *
 * Each listener has a place of its own in the history and is led through it at its own pace: every event, in the order
 * of ids, none left out and none twice. A batch whose listener fails is given again at the next look, so that what must
 * not lose one may throw. Nothing is kept for a listener but its place: one that has to go on after a restart remembers
 * the id of the last event it has done with, and begins there.
 */
export interface EventFeed {
  /**
   * Gives a listener all events behind an id ({@link Store.lastEventId}: from now on), or those that a filter names. What
   * is returned ends it.
   */
  subscribe(listener: EventListener, afterId: number, filter?: EventFilter): () => void
  /** Says that something was stored: nobody need wait for the next look. */
  wake(): void
  /**
   * How far behind the last of those is who hear of everything. Who hears of a part stands where that part has come to,
   * and a webhook also where its receiver has.
   */
  lag(): Promise<FeedLag>
  /** Ends all subscriptions, and settles when no listener is at work any more. */
  close(): Promise<void>
}

/** What is stored and not every one who hears of everything has done with. */
export interface FeedLag {
  /** Ids that lie between; events of them may not be kept any more. */
  readonly events: number
  /** For how long the first of them has been stored, in milliseconds; 0: there is none. */
  readonly ageMs: number
}

export interface EventFeedParts {
  readonly store: Pick<Store, 'events' | 'lastEventId'>
  readonly clock: Pick<Clock, 'every' | 'now'>
  /** Told why a batch could not be read or was not taken. */
  readonly log: (text: string) => void
  /** How often it looks by itself; default a second. */
  readonly lookEveryMs?: number
}

/** Most events that a listener is given at once. */
const batchLimit = 200

/** One listener and its place. */
interface Reader {
  /** Id of the last event it has done with; null: it does not hear of everything, or nothing any more. */
  place(): number | null
  wake(): void
  /** Settles when the listener is not called any more. */
  end(): Promise<void>
}

/** Opens a feed over a store. */
export function createEventFeed(parts: EventFeedParts): EventFeed {
  const { store, clock } = parts
  const readers = new Set<Reader>()
  const wake = (): void => {
    for (const reader of readers) reader.wake()
  }
  const looking = clock.every(parts.lookEveryMs ?? 1000, wake)

  return {
    subscribe(listener, afterId, filter = {}) {
      const reader = createReader(parts, listener, afterId, filter)
      readers.add(reader)
      reader.wake()
      return () => void reader.end().then(() => readers.delete(reader))
    },
    wake,
    async lag() {
      const newest = await store.lastEventId()
      const slowest = Math.min(newest, ...[...readers].map(reader => reader.place() ?? newest))
      const [first] = slowest === newest ? [] : await store.events({}, slowest, 1)
      if (first === undefined) return { events: 0, ageMs: 0 }
      return { events: newest - slowest, ageMs: Math.max(0, clock.now() - first.at) }
    },
    async close() {
      looking.cancel()
      const ended = [...readers].map(reader => reader.end())
      readers.clear()
      await Promise.all(ended)
    },
  }
}

function createReader(
  { store, log }: EventFeedParts,
  listener: EventListener,
  afterId: number,
  filter: EventFilter,
): Reader {
  let place = afterId
  let woken = false
  let ended = false
  let reading: Promise<void> | null = null

  /** Whether there may be more right behind it. */
  async function readBatch(): Promise<boolean> {
    const batch = await store.events(filter, place, batchLimit)
    const last = batch.at(-1)
    if (ended || last === undefined) return false
    await listener(batch)
    place = last.id
    return batch.length === batchLimit
  }

  async function read(): Promise<void> {
    while (woken) {
      woken = false
      try {
        woken = (await readBatch()) || woken
      } catch (error) {
        log(`events behind ${place}: ${String(error)}`)
      }
    }
    reading = null
  }

  const hearsAll = Object.keys(filter).length === 0
  return {
    place: () => (hearsAll && !ended ? place : null),
    wake() {
      if (ended) return
      woken = true
      reading ??= read()
    },
    async end() {
      ended = true
      await reading
    },
  }
}
