import type { RedisConnection } from './connection.ts'
import { refusal } from './fault.ts'
import { type Reply, isReplyError } from './reply.ts'
import { type SlotRange, slotCount, slotOf } from './slot.ts'

/** One page of a scan. */
export interface ScanPage {
  /** Where the next page begins; null after the last. Good for this run of the server only. */
  readonly next: string | null
  /** Keys (binary strings); a key that was there all the time comes at least once, and may come twice. */
  readonly keys: readonly string[]
}

/** How a scan goes. */
export interface ScanOptions {
  /** `next` of an earlier page; absent: from the beginning. */
  readonly cursor?: string
  /** About how many keys a page has. Default 512. */
  readonly count?: number
}

/** One page of the keys of a node. */
export async function scanPage(
  connection: RedisConnection,
  cursor: string,
  count: number,
): Promise<ScanPage> {
  const [next, keys] = (await connection.command('SCAN', cursor, 'COUNT', count)) as [string, string[]]
  return { next: next === '0' ? null : next, keys }
}

/** All keys of a node, a page at a time; the next page is asked for while this one is worked on. */
export async function* scanPages(
  connection: RedisConnection,
  options: ScanOptions = {},
): AsyncGenerator<ScanPage, void, undefined> {
  const count = options.count ?? 512
  let asked: Promise<ScanPage> | null = scanPage(connection, options.cursor ?? '0', count)
  while (asked !== null) {
    const page: ScanPage = await asked
    asked = page.next === null ? null : scanPage(connection, page.next, count)
    // The caller may leave the loop; nobody waits for the page asked for then.
    asked?.catch(() => {})
    yield page
  }
}

/**
 * How many keys a node has in each of the ranges of slots, by looking at every key: for a server outside of a cluster,
 * which does not count by slot. `onPage` hears how many have been seen, and may throw to end it.
 */
export async function countKeysBySlotRange(
  connection: RedisConnection,
  ranges: readonly SlotRange[],
  onPage: (seen: number) => void = () => {},
): Promise<readonly number[]> {
  const rangeOf = new Int32Array(slotCount).fill(-1)
  ranges.forEach(([first, last], index) => rangeOf.fill(index, first, last + 1))
  const counts = ranges.map(() => 0)
  let seen = 0
  for await (const { keys } of scanPages(connection, { count: 10_000 })) {
    for (const key of keys) {
      const range = rangeOf[slotOf(key)]!
      if (range >= 0) counts[range]!++
    }
    seen += keys.length
    onPage(seen)
  }
  return counts
}

/** How many keys a node of a cluster has in each of the ranges, as it counts them itself. */
export async function countKeysInSlots(
  connection: RedisConnection,
  ranges: readonly SlotRange[],
): Promise<readonly number[]> {
  return Promise.all(
    ranges.map(async ([first, last]) => {
      const slots = Array.from({ length: last - first + 1 }, (_, index) => first + index)
      const replies = await connection.pipeline(slots.map(slot => ['CLUSTER', 'COUNTKEYSINSLOT', slot]))
      return replies.reduce((sum: number, reply: Reply) => {
        if (isReplyError(reply)) throw refusal(connection.endpoint, 'CLUSTER COUNTKEYSINSLOT', reply)
        return sum + Number(reply)
      }, 0)
    }),
  )
}
