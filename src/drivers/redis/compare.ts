import type { RedisConnection } from './connection.ts'
import type { Reply } from './reply.ts'
import type { RedisRoute } from './route.ts'
import { type ScanOptions, scanPages } from './scan.ts'
import { readClock } from './server-facts.ts'
import { askOwners, sweepPages } from './sweep.ts'
import { readValue } from './value.ts'

/**
 * How values are compared: `digest` by DEBUG DIGEST-VALUE, `value` by payload and, where these differ (another encoding of
 * the same value, another version), by the value itself.
 */
export type ComparisonMethod = 'digest' | 'value'

/** One page of keys of one node, compared with the other side. Keys are binary strings. */
export interface ComparisonPage {
  /** Where the next page begins; null after the last. */
  readonly next: string | null
  /** Keys looked at. */
  readonly keys: number
  /** Left out, because they expire about now. */
  readonly skipped: number
  /** Value or expiry is another one. */
  readonly different: readonly string[]
  /** Not there on the other side. */
  readonly missing: readonly string[]
}

/** Keys with less than this to live are left out: they may go on one side before they are read on the other. */
const expiresSoonMs = 5_000
const digestOfNothing = '0'.repeat(40)

/** The cheapest method that both sides allow: DEBUG is refused unless a server is told otherwise. */
export async function chooseComparison(connections: readonly RedisConnection[]): Promise<ComparisonMethod> {
  const answers = await Promise.all(
    connections.map(connection => connection.pipeline([['DEBUG', 'DIGEST-VALUE', 'stepwell:no-such-key']])),
  )
  const allowed = answers.every(([reply]) => Array.isArray(reply) && reply[0] === digestOfNothing)
  return allowed ? 'digest' : 'value'
}

/**
 * Compares every key of a node with what the other side holds, value and expiry, a page at a time. What is written to either
 * side meanwhile shows as a difference: compare under a write pause, or look at the suspects again.
 */
export async function* comparePages(
  from: RedisConnection,
  to: RedisRoute,
  options: ScanOptions & { readonly method: ComparisonMethod },
): AsyncGenerator<ComparisonPage, void, undefined> {
  for await (const { next, keys } of scanPages(from, options)) {
    yield { next, ...(await compareKeys(from, to, keys, options.method)) }
  }
}

/** Compares these keys of a node with what the other side holds. */
export async function compareKeys(
  from: RedisConnection,
  to: RedisRoute,
  keys: readonly string[],
  method: ComparisonMethod,
): Promise<Omit<ComparisonPage, 'next'>> {
  const self: RedisRoute = { connections: [from], ownerOf: () => 0, close: () => {} }
  const ask = (key: string) => [
    method === 'digest' ? ['DEBUG', 'DIGEST-VALUE', key] : ['DUMP', key],
    ['PEXPIRETIME', key],
  ]
  const [here, there, soon] = await Promise.all([
    askOwners(self, keys, ask),
    askOwners(to, keys, ask),
    expiryHorizon(from),
  ])
  const different: string[] = []
  const missing: string[] = []
  let skipped = 0
  for (const [index, key] of keys.entries()) {
    const [value, expiry] = here[index]!
    const [otherValue, otherExpiry] = there[index]!
    if (expiry === -2 || expiresBefore(soon, expiry!) || expiresBefore(soon, otherExpiry!)) skipped++
    else if (otherExpiry === -2) missing.push(key)
    else if (expiry !== otherExpiry) different.push(key)
    else if (sameDigest(value!, otherValue!)) continue
    else if (method === 'digest' || !(await sameValue(from, to, key))) different.push(key)
  }
  return { keys: keys.length, skipped, different, missing }
}

/** Keys that a node of the target has and the source has not, a page at a time; those that expire about now are left out. */
export async function* extraPages(
  target: RedisConnection,
  source: RedisRoute,
  options: ScanOptions = {},
): AsyncGenerator<{ next: string | null; keys: number; extra: readonly string[] }, void, undefined> {
  for await (const { next, seen, missing } of sweepPages({ ...options, target, source })) {
    const expiries = await target.pipeline(missing.map(key => ['PEXPIRETIME', key]))
    const soon = missing.length === 0 ? 0 : await expiryHorizon(target)
    const extra = missing.filter(
      (_, index) => expiries[index] !== -2 && !expiresBefore(soon, expiries[index]!),
    )
    yield { next, keys: seen, extra }
  }
}

/** The server's own time, in milliseconds since 1970, and a little: what expires before it is not compared. */
async function expiryHorizon(connection: RedisConnection): Promise<number> {
  return (await readClock(connection)) + expiresSoonMs
}

function expiresBefore(horizon: number, expiry: Reply): boolean {
  return typeof expiry === 'number' && expiry > 0 && expiry < horizon
}

/** A digest comes as a list of one. */
function sameDigest(one: Reply, other: Reply): boolean {
  return String(one) === String(other)
}

async function sameValue(from: RedisConnection, to: RedisRoute, key: string): Promise<boolean> {
  const values = await Promise.all([readValue(from, key), readValue(to.connections[to.ownerOf(key)]!, key)])
  return JSON.stringify(values[0]) === JSON.stringify(values[1])
}
