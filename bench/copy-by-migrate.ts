import { openConnection } from '../src/drivers/redis/connection.ts'
import { isReplyError, type Argument } from '../src/drivers/redis/reply.ts'
import { openRoute } from '../src/drivers/redis/route.ts'
import { probeTopology } from '../src/drivers/redis/topology.ts'
import type { PreparedMigration } from '../test/scenario/migration.ts'
import { watchSource, type CopyFigures } from './copy-figures.ts'

const pageKeys = 1500
const timeoutMs = 30_000

/**
 * Copies all keys by the server's own MIGRATE in batches: a page of keys, one command for each target node, and the next
 * page asked for in the same breath, so that the source never waits for us.
 */
export async function copyByMigrate(prepared: PreparedMigration): Promise<CopyFigures> {
  const { source, target } = prepared
  const connection = await openConnection(
    { host: '127.0.0.1', port: source.port },
    { commandTimeoutMs: timeoutMs },
  )
  const route = await openRoute(await probeTopology({ host: '127.0.0.1', port: target.nodes[0]!.port }))
  try {
    const ports = route.connections.map(({ endpoint }) => endpoint.port)
    const keys = Number(await connection.command('DBSIZE'))
    const watch = await watchSource(prepared)
    const beganAt = performance.now()
    let page = (await connection.command('SCAN', '0', 'COUNT', pageKeys)) as [string, string[]]
    for (;;) {
      const [cursor, found] = page
      const byOwner: string[][] = ports.map(() => [])
      for (const key of found) byOwner[route.ownerOf(key)]!.push(key)
      const commands = byOwner.flatMap((own, owner) =>
        own.length === 0 ? [] : [migrateCommand(ports[owner]!, own)],
      )
      const next = cursor === '0' ? [] : [['SCAN', cursor, 'COUNT', pageKeys]]
      const replies = await connection.pipeline([...commands, ...next])
      for (const reply of replies) if (isReplyError(reply)) throw new Error(reply.error)
      if (cursor === '0') break
      page = replies.at(-1) as [string, string[]]
    }
    return await watch.end(keys, (performance.now() - beganAt) / 1000)
  } finally {
    connection.close()
    route.close()
  }
}

function migrateCommand(port: number, keys: readonly string[]): readonly Argument[] {
  return ['MIGRATE', '127.0.0.1', port, '', 0, timeoutMs, 'COPY', 'REPLACE', 'KEYS', ...keys]
}
