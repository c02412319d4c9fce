import type { RedisConnection } from './connection.ts'
import { refusal } from './fault.ts'
import { type Reply, isReplyError } from './reply.ts'
import type { RedisRoute } from './route.ts'
import { type ScanOptions, scanPages } from './scan.ts'

/** One page of the keys of a target node, held against the source. */
export interface SweepPage {
  /** Where the next page begins; null after the last. */
  readonly next: string | null
  /** Keys looked at. */
  readonly seen: number
  /** Keys that the source did not have a moment ago: copy them again, which removes them unless they came meanwhile. */
  readonly missing: readonly string[]
}

/** What to sweep. */
export interface SweepRequest extends ScanOptions {
  /** One node of the target. */
  readonly target: RedisConnection
  /** All nodes of the source. */
  readonly source: RedisRoute
}

/** Looks for keys that the target has and the source has not: what lost history leaves behind. Writes nothing. */
export async function* sweepPages(request: SweepRequest): AsyncGenerator<SweepPage, void, undefined> {
  for await (const { next, keys } of scanPages(request.target, request)) {
    const exists = await askOwners(request.source, keys, key => [['EXISTS', key]])
    yield { next, seen: keys.length, missing: keys.filter((_, index) => exists[index]![0] === 0) }
  }
}

/**
 * Asks the owner of each key the same commands; the replies of each key, in the order of the keys. Rejects when one of
 * them is refused.
 */
export async function askOwners(
  route: RedisRoute,
  keys: readonly string[],
  commandsFor: (key: string) => readonly (readonly string[])[],
): Promise<readonly (readonly Reply[])[]> {
  const replies: (readonly Reply[])[] = keys.map(() => [])
  const byOwner = route.connections.map(() => [] as number[])
  keys.forEach((key, index) => byOwner[route.ownerOf(key)]!.push(index))
  await Promise.all(
    byOwner.map(async (indexes, owner) => {
      const connection = route.connections[owner]!
      const commands = indexes.map(index => commandsFor(keys[index]!))
      const answers = await connection.pipeline(commands.flat())
      let at = 0
      for (const [nth, index] of indexes.entries()) {
        const own = answers.slice(at, at + commands[nth]!.length)
        at += own.length
        own.forEach((reply, which) => {
          if (isReplyError(reply)) {
            throw refusal(connection.endpoint, commands[nth]![which]!.slice(0, 1).join(' '), reply)
          }
        })
        replies[index] = own
      }
    }),
  )
  return replies
}
