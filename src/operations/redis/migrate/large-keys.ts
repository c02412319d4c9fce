import type { RedisConnection } from '../../../drivers/redis/connection.ts'
import { toText } from '../../../drivers/redis/reply.ts'

/** Keys looked at for their size: a look at all of them would cost the source more than it tells. */
const sampled = 1000

/** The largest of some keys of a node, by MEMORY USAGE; null: it has none. */
export async function largestKey(
  connection: RedisConnection,
): Promise<{ readonly key: string; readonly bytes: number } | null> {
  const picked = await connection.pipeline(Array.from({ length: sampled }, () => ['RANDOMKEY']))
  const keys = [...new Set(picked.filter(key => typeof key === 'string'))]
  const sizes = await connection.pipeline(keys.map(key => ['MEMORY', 'USAGE', key]))
  const bytes = sizes.map(size => (typeof size === 'number' ? size : 0))
  const largest = Math.max(0, ...bytes)
  const key = keys[bytes.indexOf(largest)]
  return key === undefined ? null : { key: toText(key), bytes: largest }
}
