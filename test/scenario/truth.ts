import { chooseComparison, comparePages, extraPages } from '../../src/drivers/redis/compare.ts'
import { openRoute } from '../../src/drivers/redis/route.ts'
import { probeTopology } from '../../src/drivers/redis/topology.ts'

/** How source and target differ, every key looked at. */
export interface Truth {
  readonly keys: number
  readonly different: number
  readonly missing: number
  readonly extra: number
  readonly examples: readonly string[]
}

/** Keys a writer goes on writing after the switch; what they have to be, its ledger says. */
const isLedger = (key: string): boolean => key.startsWith('ledger:')

/** Compares every key of the old source, which refuses writes, with the target, both ways. */
export async function compareServers(sourcePort: number, targetPort: number): Promise<Truth> {
  const [source, target] = await Promise.all(
    [sourcePort, targetPort].map(async port => openRoute(await probeTopology({ host: '127.0.0.1', port }))),
  )
  try {
    const method = await chooseComparison([...source!.connections, ...target!.connections])
    const found = { keys: 0, different: 0, missing: 0, extra: 0, examples: [] as string[] }
    const note = (kind: 'different' | 'missing' | 'extra', keys: readonly string[]): void => {
      const wrong = keys.filter(key => !isLedger(key))
      found[kind] += wrong.length
      found.examples.push(...wrong.slice(0, 3).map(key => `${kind} ${key}`))
    }
    for (const connection of source!.connections)
      for await (const page of comparePages(connection, target!, { method, count: 2000 })) {
        found.keys += page.keys
        note('different', page.different)
        note('missing', page.missing)
      }
    for (const connection of target!.connections)
      for await (const page of extraPages(connection, source!, { count: 2000 })) note('extra', page.extra)
    return { ...found, examples: found.examples.slice(0, 10) }
  } finally {
    source!.close()
    target!.close()
  }
}
