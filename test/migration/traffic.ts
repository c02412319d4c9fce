import { setTimeout as delay } from 'node:timers/promises'
import { isReplyError, type Argument } from '../../src/drivers/redis/reply.ts'
import { openRoute, type RedisRoute } from '../../src/drivers/redis/route.ts'
import { slotOf } from '../../src/drivers/redis/slot.ts'
import { probeTopology } from '../../src/drivers/redis/topology.ts'
import type { Stage } from './stage.ts'
import { mixedWrite } from './mixed-writes.ts'

/** What a client has seen. */
export interface TrafficReport {
  readonly written: number
  /** How often it was refused or cut off, and asked the registry where to write now. */
  readonly asked: number
  /** Keys of its ledger, and those that lack a write it was told is done. */
  readonly ledger: number
  readonly lost: readonly string[]
}

/** A client that writes without pause to wherever the registry says the instance is. */
export interface Traffic {
  /** Resolves after so many more batches that were taken. */
  batches(count: number): Promise<void>
  /** Ends the writing, and compares the ledger with what is stored where the registry says. */
  stop(): Promise<TrafficReport>
}

const ledgerKeys = 200
const batchSize = 20
/** A pause of the writes holds an answer back for this long at most. */
const longestSilenceMs = 60_000

/**
 * Starts a client. Until the instance has moved it writes a mix to the `keys` seeded and to new ones; its ledger it writes
 * everywhere: numbered values, of which the last one it was told is done has to be there at the end.
 */
export async function startTraffic(stage: Stage, instance: string, keys: number): Promise<Traffic> {
  const written = new Map<string, number>()
  const told = new Map<string, number>()
  const first = (await stage.instance(instance)).endpoints
  const stopping = new AbortController()
  const seen = { asked: 0, taken: 0 }
  let number = 0
  let wake = (): void => {}

  async function place(): Promise<{
    readonly route: RedisRoute
    readonly moved: boolean
    readonly together: boolean
  }> {
    for (;;) {
      const { endpoints } = await stage.instance(instance)
      const moved = JSON.stringify(endpoints) !== JSON.stringify(first)
      try {
        const topology = await probeTopology(endpoints[0]!)
        const route = await openRoute(topology, { commandTimeoutMs: longestSilenceMs })
        return { route, moved, together: topology.mode === 'cluster' }
      } catch {
        seen.asked++
        await delay(5) // The server is being restarted.
      }
    }
  }

  function nextWrite(moved: boolean, together: boolean): readonly (readonly Argument[])[] {
    number++
    if (!moved && number % 4 !== 0) return mixedWrite(number, keys, together)
    const key = `ledger:${number % ledgerKeys}`
    written.set(key, number)
    return [['SET', key, number]]
  }

  /** Sends a batch; true: all of it was taken. */
  async function send({ route, moved, together }: Awaited<ReturnType<typeof place>>): Promise<boolean> {
    const batches = route.connections.map(() => [] as (readonly Argument[])[])
    for (let count = 0; count < batchSize; count++) {
      const commands = nextWrite(moved, together)
      const [named] = commands.length > 1 ? commands.slice(1) : commands
      const key = named![0] === 'EVAL' ? named![3] : named![1]
      batches[route.ownerOf(String(key))]!.push(...commands)
    }
    const refusals = await Promise.all(
      batches.map(async (commands, owner) => {
        const replies = await route.connections[owner]!.pipeline(commands)
        return replies.map((reply, index) => {
          const [name, key, value] = commands[index]!
          if (isReplyError(reply)) return reply.error
          if (String(key).startsWith('ledger:') && name === 'SET') told.set(String(key), Number(value))
          return null
        })
      }),
    )
    return !refusals
      .flat()
      .some(error => error !== null && /^(NOREPLICAS|EXECABORT|READONLY|MOVED)/.test(error))
  }

  async function run(): Promise<void> {
    let at = await place()
    while (!stopping.signal.aborted) {
      if (await send(at).catch(() => false)) {
        seen.taken++
        wake()
      } else {
        seen.asked++
        at.route.close()
        at = await place()
      }
      // Hardly more than a turn: the servers, the migration and this client share two cores.
      await delay(2)
    }
    at.route.close()
  }

  async function lost(): Promise<readonly string[]> {
    const { route } = await place()
    try {
      const missing: string[] = []
      for (const [key, least] of told) {
        const owner = route.connections[route.ownerOf(key)]!
        const stored = Number(await owner.command('GET', key))
        if (!(stored >= least && stored <= written.get(key)!))
          missing.push(`${key} (slot ${slotOf(key)}) is ${stored}, ${least} was told`)
      }
      return missing
    } finally {
      route.close()
    }
  }

  const ended = run()
  return {
    async batches(count) {
      const wanted = seen.taken + count
      while (seen.taken < wanted) await Promise.race([new Promise<void>(resolve => (wake = resolve)), ended])
    },
    async stop() {
      stopping.abort()
      await ended
      return { written: number, asked: seen.asked, ledger: told.size, lost: await lost() }
    },
  }
}
