import { randomUUID } from 'node:crypto'
import type { RedisConnection } from './connection.ts'
import { type RedisEndpoint, addressOf } from './endpoint.ts'
import { refusal } from './fault.ts'
import { isReplyError } from './reply.ts'
import { type SlotRange, hashTagWithin } from './slot.ts'

/** Whether a target understands what a source dumps. */
export type RestoreVerdict =
  | { readonly verdict: 'compatible' }
  /** The source holds nothing, so nothing was proved. */
  | { readonly verdict: 'nothing_to_try' }
  | {
      readonly verdict: 'incompatible'
      /** The target's node, as host:port. */
      readonly address: string
      /** The server's own words. */
      readonly reason: string
    }

const samples = 8
const largestSampleBytes = 64 * 1024
const probeLivesMs = 60_000

/**
 * Restores a few small keys of the source, taken at random, under a probe name on each node of the target, and removes them.
 * Versions are not compared: only trying tells (modules, vendors' own builds). The source is only read. The probe name
 * falls into the node's slots, and expires by itself should we die before removing it. Anything but a payload that does not
 * fit rejects with a RedisFault: a full target is no verdict about versions.
 */
export async function probeRestore(
  source: RedisConnection,
  targets: readonly { readonly connection: RedisConnection; readonly slotRanges: readonly SlotRange[] }[],
): Promise<RestoreVerdict> {
  const payloads = await samplePayloads(source)
  if (payloads.length === 0) return { verdict: 'nothing_to_try' }
  for (const { connection, slotRanges } of targets) {
    const name = `stepwell:probe:${randomUUID()}:${hashTagWithin(slotRanges)}`
    const reason = await tryPayloads(connection, name, payloads)
    if (reason !== null) return incompatible(connection.endpoint, reason)
  }
  return { verdict: 'compatible' }
}

async function samplePayloads(source: RedisConnection): Promise<readonly string[]> {
  const payloads: string[] = []
  for (let sample = 0; sample < samples; sample++) {
    const key = await source.command('RANDOMKEY')
    if (typeof key !== 'string') return payloads
    const bytes = await source.command('MEMORY', 'USAGE', key)
    // The first is taken whatever its size: one is needed.
    if (payloads.length > 0 && Number(bytes ?? 0) > largestSampleBytes) continue
    const payload = await source.command('DUMP', key)
    if (typeof payload === 'string') payloads.push(payload) // null: it went meanwhile
  }
  return payloads
}

/** The server's words about the first payload that does not fit; null when all do. */
async function tryPayloads(
  connection: RedisConnection,
  name: string,
  payloads: readonly string[],
): Promise<string | null> {
  const replies = await connection.pipeline([
    ...payloads.map(payload => ['RESTORE', name, probeLivesMs, payload, 'REPLACE']),
    ['DEL', name],
  ])
  for (const reply of replies) {
    if (!isReplyError(reply)) continue
    if (/payload|Bad data format/i.test(reply.error)) return reply.error
    throw refusal(connection.endpoint, 'RESTORE', reply)
  }
  return null
}

function incompatible(endpoint: RedisEndpoint, reason: string): RestoreVerdict {
  return { verdict: 'incompatible', address: addressOf(endpoint), reason }
}
