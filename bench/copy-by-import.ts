import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { openConnection } from '../src/drivers/redis/connection.ts'
import type { PreparedMigration } from '../test/scenario/migration.ts'
import { obtainRedis } from '../test/servers/obtain-redis.ts'
import { watchSource, type CopyFigures } from './copy-figures.ts'

/** Copies all keys by `redis-cli --cluster import`. */
export async function copyByImport(prepared: PreparedMigration): Promise<CopyFigures> {
  const { source, target } = prepared
  const { cli, environment } = await obtainRedis()
  const connection = await openConnection({ host: '127.0.0.1', port: source.port })
  const keys = Number(await connection.command('DBSIZE'))
  connection.close()
  const to = `127.0.0.1:${target.nodes[0]!.port}`
  const from = ['--cluster-from', `127.0.0.1:${source.port}`, '--cluster-copy', '--cluster-replace']
  const watch = await watchSource(prepared)
  const beganAt = performance.now()
  const child = spawn(cli, ['--cluster', 'import', to, ...from], {
    // It tells of every single key.
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...environment },
  })
  const [status] = (await once(child, 'exit')) as [number | null]
  if (status !== 0) throw new Error(`redis-cli --cluster import ended with status ${status}`)
  return watch.end(keys, (performance.now() - beganAt) / 1000)
}
