/**
 * A client that writes without pause while its instance is migrated: it asks the registry where the instance is, and asks
 * again when a write is refused or the connection ends. It keeps a ledger: for each of its own keys the last number that
 * was acknowledged, which has to be there at the end. Started by `writer.ts`.
 */
import { setTimeout as delay } from 'node:timers/promises'
import { isReplyError, type Argument, type Reply } from '../../src/drivers/redis/reply.ts'
import { openRoute, type RedisRoute } from '../../src/drivers/redis/route.ts'
import { probeTopology } from '../../src/drivers/redis/topology.ts'
import { createNative } from './native.ts'
import { mixedWrite } from './write-mix.ts'
import type { WriterReport, WriterSettings } from './writer.ts'

const settings = JSON.parse(process.argv[2]!) as WriterSettings
const native = createNative(settings.url, settings.token)
const batchSize = 20
const ledgerKeys = 2000

/** Numbers asked for and acknowledged, by ledger key. */
const asked = new Map<string, number>()
const acknowledged = new Map<string, number>()
const latenciesMs: number[] = []
let written = 0
let refused = 0
const stop = new AbortController()
/** Longest time between two acknowledged batches. */
let longestGapMs = 0
let moves = 0

interface Place {
  readonly route: RedisRoute
  readonly cluster: boolean
}

/** Where the instance is now, as the registry tells. */
async function resolvePlace(): Promise<Place> {
  for (;;) {
    try {
      const { endpoints } = await native.ask<{ endpoints: readonly { host: string; port: number }[] }>(
        'GET',
        `/instances/${settings.instance}`,
      )
      const topology = await probeTopology(endpoints[0]!)
      return { route: await openRoute(topology), cluster: topology.mode === 'cluster' }
    } catch {
      await delay(20) // The server may be down for a moment; the instance is not.
    }
  }
}

/** Every fifth write is one of the ledger; where the instance has moved, all are: the rest stays comparable. */
function nextWrite(ledgerOnly: boolean): {
  readonly command: readonly Argument[]
  readonly ledgerKey: string | null
} {
  written++
  if (!ledgerOnly && written % 5 !== 0)
    return { command: mixedWrite(written, settings.keys), ledgerKey: null }
  const ledgerKey = `ledger:${Math.floor(Math.random() * ledgerKeys)}`
  asked.set(ledgerKey, written)
  return { command: ['SET', ledgerKey, written], ledgerKey }
}

/** Sends a batch; tells whether all of it was taken. */
async function writeBatch(place: Place, ledgerOnly: boolean): Promise<boolean> {
  const writes = Array.from({ length: batchSize }, () => nextWrite(ledgerOnly))
  const byOwner = new Map<number, (typeof writes)[number][]>()
  for (const write of writes) {
    const owner = place.route.ownerOf(String(write.command[1]))
    byOwner.set(owner, [...(byOwner.get(owner) ?? []), write])
  }
  let taken = true
  const take = (write: (typeof writes)[number], reply: Reply): void => {
    if (!isReplyError(reply)) {
      if (write.ledgerKey !== null) acknowledged.set(write.ledgerKey, Number(write.command[2]))
    } else if (!/^(WRONGTYPE|ERR value)/.test(reply.error)) {
      refused++
      taken = false
    }
  }
  const beganAt = performance.now()
  await Promise.all(
    [...byOwner].map(async ([owner, own]) => {
      const replies = await place.route.connections[owner]!.pipeline(own.map(({ command }) => command))
      own.forEach((write, index) => take(write, replies[index]!))
    }),
  )
  latenciesMs.push(performance.now() - beganAt)
  return taken
}

/** Compares the ledger with what is stored. */
async function checkLedger({ route }: Place): Promise<{ readonly checked: number; readonly lost: number }> {
  let lost = 0
  for (const [key, number] of acknowledged) {
    const stored = Number(await route.connections[route.ownerOf(key)]!.command('GET', key))
    if (!(stored >= number && stored <= asked.get(key)!)) lost++
  }
  return { checked: acknowledged.size, lost }
}

function report(): Omit<WriterReport, 'checked' | 'lost'> {
  const sorted = latenciesMs.toSorted((one, other) => one - other)
  return {
    written,
    refused,
    longestGapMs: Math.round(longestGapMs),
    p99Ms: sorted[Math.floor(sorted.length * 0.99)] ?? 0,
    moves,
  }
}

process.on('message', message => {
  if (message === 'stop') stop.abort()
  else if (message === 'forget') latenciesMs.length = 0
  else process.send?.({ type: 'stats', ...report() })
})
process.on('disconnect', () => process.exit(1))

let place = await resolvePlace()
let sinceTaken = performance.now()
const beganAt = performance.now()
let batches = 0
process.send?.({ type: 'writing' })
while (!stop.signal.aborted) {
  const taken = await writeBatch(place, place.cluster).catch(() => false)
  const now = performance.now()
  if (taken) {
    longestGapMs = Math.max(longestGapMs, now - sinceTaken)
    sinceTaken = now
  } else {
    place.route.close()
    const before = place.cluster
    place = await resolvePlace()
    if (place.cluster !== before) moves++
  }
  batches++
  const dueMs = (batches * batchSize * 1000) / settings.ratePerSecond - (performance.now() - beganAt)
  if (dueMs > 1) await delay(dueMs)
}
process.send?.({ type: 'end', ...report(), ...(await checkLedger(place)) })
place.route.close()
process.disconnect?.()
