import { startCluster, type RedisCluster } from '../servers/redis-cluster.ts'
import { startRedis, type RedisServer } from '../servers/redis-server.ts'
import type { TaskView } from '../../src/dialects/native/schema.ts'
import type { Native } from './native.ts'
import { seedKeys } from './seed.ts'
import { startStepwell, type ProgramOptions, type StepwellProcess } from './stepwell-process.ts'
import { startWriter, type Writer } from './writer.ts'

/** What a migration is prepared with. */
export interface MigrationSettings extends ProgramOptions {
  readonly keys: number
  readonly writesPerSecond: number
}

/** A filled source, an empty cluster of three, a Stepwell that knows both, and a client that writes. */
export interface PreparedMigration extends AsyncDisposable {
  readonly stepwell: StepwellProcess
  readonly source: RedisServer
  readonly target: RedisCluster
  readonly native: Native
  /** Ids of the registered instances. */
  readonly sourceInstance: string
  readonly targetInstance: string
  readonly writer: Writer
  /** Submits `redis.migrate`; gives the id of the task. */
  submit(input?: Readonly<Record<string, unknown>>): Promise<string>
}

/** Starts everything a migration needs; what has been started ends with `dispose`, or with a failure of this. */
export async function prepareMigration(settings: MigrationSettings): Promise<PreparedMigration> {
  await using started = new AsyncDisposableStack()
  const [stepwell, source, target] = await Promise.all([
    startStepwell(settings).then(each => started.use(each)),
    startRedis().then(each => started.use(each)),
    startCluster().then(each => started.use(each)),
  ])
  await seedKeys(source, settings.keys)
  const native = await stepwell.native()
  const sourceInstance = await register(native, 'source', source.port)
  const targetInstance = await register(native, 'target', target.nodes[0]!.port)
  const writer = started.use(
    await startWriter({
      url: stepwell.url,
      token: native.token,
      instance: sourceInstance,
      keys: settings.keys,
      ratePerSecond: settings.writesPerSecond,
    }),
  )
  const all = started.move()
  return {
    stepwell,
    source,
    target,
    native,
    sourceInstance,
    targetInstance,
    writer,
    async submit(input = {}) {
      const body = {
        operation: 'redis.migrate',
        instance: sourceInstance,
        input: { target: targetInstance, ...input },
      }
      return (await native.ask<TaskView>('POST', '/tasks', body)).id
    },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}

async function register(native: Native, name: string, port: number): Promise<string> {
  const body = { service: 'dcs', name, endpoints: [{ host: '127.0.0.1', port }] }
  return (await native.ask<{ readonly id: string }>('POST', '/instances', body)).id
}
