import type { RedisConnection } from '../src/drivers/redis/connection.ts'
import { openConnection } from '../src/drivers/redis/connection.ts'
import { readFacts } from '../src/drivers/redis/server-facts.ts'
import type { PreparedMigration } from '../test/scenario/migration.ts'

/** What a full copy gave and cost. */
export interface CopyFigures {
  readonly keys: number
  readonly seconds: number
  readonly keysPerSecond: number
  /** What the source's process used of a core, writes of clients included; 1 is a whole core. */
  readonly sourceCores: number
  /** CPU time of the source for 100,000 keys, in seconds. */
  readonly sourceSecondsPer100kKeys: number
  /** Of a client's batches of 20 writes, meanwhile. */
  readonly clientP99Ms: number
}

/** Looks at the source and its clients while something copies it. */
export interface SourceWatch {
  /** Gives the figures since the watch began, for a copy that took so long. */
  end(keys: number, seconds: number): Promise<CopyFigures>
}

/** Begins to watch: what clients saw before is forgotten. */
export async function watchSource({ source, writer }: PreparedMigration): Promise<SourceWatch> {
  const connection = await openConnection({ host: '127.0.0.1', port: source.port })
  const before = await cpuSeconds(connection)
  const beganAt = performance.now()
  writer.forget()
  return {
    async end(keys, seconds) {
      const cores = ((await cpuSeconds(connection)) - before) / ((performance.now() - beganAt) / 1000)
      const { p99Ms } = await writer.stats()
      connection.close()
      return {
        keys,
        seconds,
        keysPerSecond: keys / seconds,
        sourceCores: cores,
        sourceSecondsPer100kKeys: (cores * seconds * 100_000) / keys,
        clientP99Ms: p99Ms,
      }
    },
  }
}

async function cpuSeconds(connection: RedisConnection): Promise<number> {
  const facts = await readFacts(connection, 'cpu')
  return Number(facts.get('used_cpu_sys')) + Number(facts.get('used_cpu_user'))
}
