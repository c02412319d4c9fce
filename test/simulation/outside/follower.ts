import type { FeedEvent } from '../../../src/core/event.ts'
import type { Store } from '../../../src/core/store.ts'
import type { Random } from '../machine/random.ts'

/** Follows the history through whichever server is there, as a client of a stream does: it remembers its place. */
export interface Follower {
  /** Id of the last event it has done with. */
  place(): number
  /** Takes a batch; throws now and then, and is given it again. */
  hear(batch: readonly FeedEvent[]): void
  /** Whether it has heard all that is there. */
  hasCaughtUp(store: Store): Promise<boolean>
  /** What it was never told; null: nothing. */
  missed(store: Store): Promise<string | null>
}

/** A follower that begins with the first event there will be; told when an event comes out of turn. */
export function createFollower(random: Random, outOfTurn: (what: string) => void): Follower {
  const heard = new Set<number>()
  let place = 0

  return {
    place: () => place,
    hear(batch) {
      if (random.chance(0.05)) throw new Error('the follower has no room')
      for (const { id } of batch) {
        if (id <= place) outOfTurn(`${id} is told after ${place}`)
        heard.add(id)
        place = id
      }
    },
    hasCaughtUp: async store => (await store.events({}, place, 1)).length === 0,
    async missed(store) {
      const all = await store.events({}, 0, 1_000_000)
      // Of reports of progress the history of an ended task keeps some.
      const unheard = all.find(({ id, event }) => !heard.has(id) && event.type !== 'progressed')
      return unheard === undefined ? null : `${unheard.id}, ${unheard.event.type} of ${unheard.task}`
    },
  }
}
