import type { MigrateInput } from '../../src/operations/redis/migrate/input.ts'
import type { Store } from '../../src/core/store.ts'
import { openConnection } from '../../src/drivers/redis/connection.ts'
import { copyKeys } from '../../src/drivers/redis/copy.ts'
import type { Argument, Reply } from '../../src/drivers/redis/reply.ts'
import { openRoute } from '../../src/drivers/redis/route.ts'
import { scanPages } from '../../src/drivers/redis/scan.ts'
import { probeTopology } from '../../src/drivers/redis/topology.ts'
import { seedKeys } from '../scenario/seed.ts'
import { startCluster } from '../servers/redis-cluster.ts'
import { startRedis, type RedisOptions, type RedisServer } from '../servers/redis-server.ts'
import { createStage, type Stage } from './stage.ts'
import { startTraffic, type Traffic } from './traffic.ts'

/** The servers of one side of a migration, as an instance. */
export interface Side {
  /** Id of the instance. */
  readonly id: string
  readonly servers: readonly RedisServer[]
  /** All settings of each server when the scene began. */
  readonly settings: readonly (readonly Reply[])[]
}

/** Real servers of a source with keys and of an empty target, registered on a stage. */
export interface Scene extends AsyncDisposable {
  readonly stage: Stage
  readonly source: Side
  readonly target: Side
  /** Submits the migration, with clients' writes going on where asked. */
  submit(input?: Omit<MigrateInput, 'target'>): Promise<void>
  traffic(): Promise<Traffic>
}

/** How many masters a side has; 0: it stands alone. */
export interface SceneOptions {
  readonly source?: number
  readonly target?: number
  readonly keys?: number
  readonly sourceOptions?: RedisOptions
  readonly targetOptions?: RedisOptions
  readonly store?: Store
}

/** Sets a scene: by default two servers that stand alone, and 2,000 keys. */
export async function setScene({
  source: sourceMasters = 0,
  target: targetMasters = 0,
  keys = 2000,
  sourceOptions = {},
  targetOptions = {},
  store,
}: SceneOptions = {}): Promise<Scene> {
  const stack = new AsyncDisposableStack()
  const stage = stack.use(createStage(store))
  try {
    const register = async (name: string, servers: readonly RedisServer[]): Promise<Side> => {
      const endpoints = servers.map(({ port }) => ({ host: '127.0.0.1', port }))
      const settings = await Promise.all(servers.map(settingsOf))
      const access = { password: servers[0]!.password }
      return { id: await stage.register(name, endpoints, { access }), servers, settings }
    }
    const start = async (masters: number, options: RedisOptions): Promise<readonly RedisServer[]> =>
      masters === 0
        ? [stack.use(await startRedis(options))]
        : stack.use(await startCluster({ ...options, masters })).nodes
    const source = await register('source', await start(sourceMasters, sourceOptions))
    const target = await register('target', await start(targetMasters, targetOptions))
    if (keys > 0) await (sourceMasters === 0 ? seedKeys(source.servers[0]!, keys) : seedCluster(source, keys))
    return {
      stage,
      source,
      target,
      submit: input => stage.submit(source.id, { ...input, target: target.id }),
      traffic: () => startTraffic(stage, source.id, keys),
      // The stage last: its workers' connections end with the servers.
      [Symbol.asyncDispose]: () => stack.disposeAsync(),
    }
  } catch (error) {
    await stack.disposeAsync()
    throw error
  }
}

/** Every setting of a server. */
export async function settingsOf(server: RedisServer): Promise<readonly Reply[]> {
  return (await ask(server, 'CONFIG', 'GET', '*')) as readonly Reply[]
}

/** One command on a connection of its own; a write that is held back for longer than 2 s is an error. */
export async function ask(server: RedisServer, ...command: readonly Argument[]): Promise<Reply> {
  const access = server.password === null ? {} : { password: server.password }
  const endpoint = { host: '127.0.0.1', port: server.port, ...access }
  const connection = await openConnection(endpoint, { commandTimeoutMs: 2000 })
  try {
    const [reply] = await connection.pipeline([command])
    return reply!
  } finally {
    connection.close()
  }
}

/** Fills a cluster from a server that stands alone and is gone afterwards. */
async function seedCluster(side: Side, keys: number): Promise<void> {
  await using seeded = await startRedis()
  await seedKeys(seeded, keys)
  const from = await openConnection({ host: '127.0.0.1', port: seeded.port })
  const to = await openRoute(await probeTopology({ host: '127.0.0.1', port: side.servers[0]!.port }))
  for await (const page of scanPages(from)) await copyKeys({ source: from, target: to, keys: page.keys })
  from.close()
  to.close()
}
