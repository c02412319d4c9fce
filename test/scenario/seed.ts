import { openConnection } from '../../src/drivers/redis/connection.ts'
import type { Argument } from '../../src/drivers/redis/reply.ts'
import type { RedisServer } from '../servers/redis-server.ts'

const padding = 'x'.repeat(256)
const several = <Item>(make: (index: number) => Item): readonly Item[] =>
  Array.from({ length: 8 }, (_, index) => make(index))

/** The command that makes key number `n`: 80 % strings, some with a TTL, hashes, lists, sets and sorted sets. */
function keyCommand(n: number): readonly Argument[] {
  const kind = n % 100
  if (kind < 5) return ['SET', `k:${n}`, padding.slice(0, 64 + (n % 193)), 'EX', 86_400]
  if (kind < 80) return ['SET', `k:${n}`, padding.slice(0, 64 + (n % 193))]
  if (kind < 88)
    return ['HSET', `h:${n}`, 'name', `u${n}`, 'age', n % 90, 'mail', padding.slice(0, 20), 'v', 0]
  if (kind < 93) return ['RPUSH', `l:${n}`, ...several(index => `e${n}:${index}`)]
  if (kind < 97) return ['SADD', `s:${n}`, ...several(index => n + index * 7)]
  return ['ZADD', `z:${n}`, ...several(index => [index, `m${n + index}`] as const).flat()]
}

/** Fills a server with so many mixed keys. */
export async function seedKeys(server: Pick<RedisServer, 'port'>, keys: number): Promise<void> {
  const connection = await openConnection({ host: '127.0.0.1', port: server.port })
  try {
    for (let from = 0; from < keys; from += 2000)
      await connection.pipeline(
        Array.from({ length: Math.min(2000, keys - from) }, (_, index) => keyCommand(from + index)),
      )
  } finally {
    connection.close()
  }
}
