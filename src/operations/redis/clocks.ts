import type { Access, Endpoint } from '../../core/instance.ts'
import { openConnection } from '../../drivers/redis/connection.ts'
import { addressOf } from '../../drivers/redis/endpoint.ts'
import { readClock } from '../../drivers/redis/server-facts.ts'
import { redisEndpoint } from './migrate/session.ts'

const timeoutMs = 3000

/** How far the clock of each server is ahead of ours, in milliseconds; one that does not tell is left out. */
export async function readRedisClocks(
  endpoints: readonly Endpoint[],
  access: Access,
  now: () => number,
): Promise<readonly { readonly address: string; readonly aheadMs: number }[]> {
  const read = await Promise.allSettled(endpoints.map(endpoint => compareClock(endpoint, access, now)))
  return read.flatMap(each => (each.status === 'fulfilled' ? [each.value] : []))
}

async function compareClock(server: Endpoint, access: Access, now: () => number) {
  const endpoint = redisEndpoint(server, access)
  const connection = await openConnection(endpoint, {
    connectTimeoutMs: timeoutMs,
    commandTimeoutMs: timeoutMs,
  })
  try {
    const askedAt = now()
    const told = await readClock(connection)
    const answeredAt = now()
    return { address: addressOf(endpoint), aheadMs: told - (askedAt + answeredAt) / 2 }
  } finally {
    connection.close()
  }
}
