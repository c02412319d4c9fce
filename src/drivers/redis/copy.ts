import type { RedisConnection } from './connection.ts'
import { RedisFault, refusal } from './fault.ts'
import { type Argument, type Reply, isReplyError } from './reply.ts'
import type { RedisRoute } from './route.ts'

/** What was written to one node of the target. */
export interface NodeCopy {
  /** Keys restored. */
  keys: number
  /** Keys removed, because the source has them no longer. */
  removed: number
  /** Bytes of their payloads. */
  bytes: number
}

/** What to copy. */
export interface CopyRequest {
  /** The one node of the source that has all of these keys. */
  readonly source: RedisConnection
  readonly target: RedisRoute
  /**
   * Binary strings, each at most once. A key may be in two copies at the same time only over the very same connections:
   * these keep the order, so that what was read later is written later.
   */
  readonly keys: readonly string[]
}

/**
 * Makes the target hold what the source holds now for these keys: value and expiry to the millisecond, or nothing. It
 * can be repeated at any time. Gives what each node of the target got, in the route's order. Rejects with a RedisFault
 * that names the node; other nodes may have been written to then.
 *
 * The expiry is read by PEXPIRETIME: Redis 7.0 or later, or Valkey.
 */
export async function copyKeys({ source, target, keys }: CopyRequest): Promise<readonly NodeCopy[]> {
  const copies: readonly NodeCopy[] = target.connections.map(() => ({ keys: 0, removed: 0, bytes: 0 }))
  if (keys.length === 0) return copies
  const states = await source.pipeline(
    keys.flatMap(key => [
      ['DUMP', key],
      ['PEXPIRETIME', key],
    ]),
  )
  const writes: Argument[][][] = target.connections.map(() => [])
  for (const [index, key] of keys.entries()) {
    const owner = target.ownerOf(key)
    const write = restoration(key, states[2 * index]!, states[2 * index + 1]!, source)
    const copy = copies[owner]!
    if (write[0] === 'UNLINK') copy.removed++
    else {
      copy.keys++
      copy.bytes += (write[3] as string).length
    }
    writes[owner]!.push(write)
  }
  await Promise.all(writes.map((commands, owner) => writeAll(target.connections[owner]!, commands)))
  return copies
}

/** The command that gives a key the state that was read. */
function restoration(key: string, payload: Reply, expiry: Reply, source: RedisConnection): Argument[] {
  if (isReplyError(payload)) throw refusal(source.endpoint, 'DUMP', payload)
  if (isReplyError(expiry ?? null)) throw refusal(source.endpoint, 'PEXPIRETIME', expiry as { error: string })
  // -2: it expired between the two commands.
  if (payload === null || expiry === -2) return ['UNLINK', key]
  if (typeof payload !== 'string') {
    throw new RedisFault('protocol', source.endpoint, 'answered DUMP with something that is no payload')
  }
  return expiry === -1
    ? ['RESTORE', key, 0, payload, 'REPLACE']
    : ['RESTORE', key, expiry as Argument, payload, 'REPLACE', 'ABSTTL']
}

async function writeAll(connection: RedisConnection, commands: readonly Argument[][]): Promise<void> {
  const replies = await connection.pipeline(commands)
  for (const [index, reply] of replies.entries()) {
    if (isReplyError(reply)) throw refusal(connection.endpoint, String(commands[index]![0]), reply)
  }
}
