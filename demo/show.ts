import { setTimeout as delay } from 'node:timers/promises'
import { table } from '../src/cli/text/table.ts'
import { formatNumber } from '../src/telling/format.ts'
import type { Language } from '../src/core/words.ts'
import type { InstanceView, TaskView } from '../src/dialects/native/schema.ts'
import type { Native } from '../test/scenario/native.ts'
import { seedKeys } from '../test/scenario/seed.ts'
import type { StepwellProcess } from '../test/scenario/stepwell-process.ts'
import { compareServers } from '../test/scenario/truth.ts'
import { startWriter } from '../test/scenario/writer.ts'
import type { RedisCluster } from '../test/servers/redis-cluster.ts'
import type { RedisServer } from '../test/servers/redis-server.ts'
import { documentLines, readDcsDocument } from './dcs-document.ts'
import type { Stage } from './stage.ts'
import type { Say } from './words.ts'

const keys = 400_000
const writesPerSecond = 2000
/** The copy lasts about half a minute. */
const throttledKeysPerSecond = 14_000
const killAtPercent = 50
const lookEveryMs = 200
/** How long the client goes on at the cluster before all is compared. */
const afterSwitchMs = 1500

/** What the demo plays with. */
export interface Cast {
  readonly source: RedisServer
  readonly cluster: RedisCluster
  readonly stepwell: StepwellProcess
}

/** Plays the whole scene; gives the task as it ended. Throws when something did not go as it should. */
export async function play(
  { source, cluster, stepwell }: Cast,
  stage: Stage,
  say: Say,
  { language, fast }: { readonly language: Language; readonly fast: boolean },
): Promise<TaskView> {
  const native = await stepwell.native()
  const number = (value: number): string => formatNumber(value, language)
  stage.tell(say('seeding', { keys: number(keys) }))
  await seedKeys(source, keys)
  const instance = await register(native, 'shop-cache', source.port)
  await register(native, 'shop-cluster', cluster.nodes[0]!.port)

  using writer = await startWriter({
    url: native.url,
    token: native.token,
    instance: instance.id,
    keys,
    ratePerSecond: writesPerSecond,
  })
  stage.tell(say('writing', { rate: number(writesPerSecond) }))
  const submitted = await native.ask<TaskView>('POST', '/tasks', {
    operation: 'redis.migrate',
    instance: 'shop-cache',
    input: { target: 'shop-cluster', ...(fast ? {} : { maximumKeysPerSecond: throttledKeysPerSecond }) },
    reason: 'npm run demo',
  })
  stage.tell(say('submitted', { task: submitted.id }))

  let kills = 0
  let fastest = 0
  const task = await watch(native, submitted.id, language, stage, async now => {
    fastest = Math.max(fastest, keysPerSecond(now))
    if (kills > 0 || now.percent < killAtPercent || now.endedAt !== null) return
    const [pid] = await stepwell.workerPids()
    if (pid === undefined) return
    kills++
    stage.tell(say('killing', { percent: now.percent, pid }), 'red')
    process.kill(pid, 'SIGKILL')
    stage.tell(say('resumed', { pid: await nextWorker(stepwell, pid) }), 'green')
  })
  stage.settle()
  if (task.status !== 'succeeded') throw new Error(task.failure?.message ?? task.statusText)

  await delay(afterSwitchMs)
  stage.tell('')
  stage.tell(say('comparing'))
  const report = await writer.stop()
  const truth = await compareServers(source.port, cluster.nodes[0]!.port)
  const credentials = await stepwell.credentials()
  for (const shown of ['en-us', 'zh-cn'] as const) {
    stage.tell(`\n${say('documentIn', { language: shown })}`)
    for (const line of documentLines(await readDcsDocument(native.url, credentials, task, shown)))
      stage.tell(line)
  }
  const rate = number(Math.round(fastest))
  const pause = writePause(task)
  const rows = [
    [say('keys'), number(truth.keys)],
    [say('rate'), fast ? rate : say('throttled', { rate })],
    [say('pause'), pause === null ? '-' : say('milliseconds', { milliseconds: pause })],
    [say('gap'), say('milliseconds', { milliseconds: report.longestGapMs })],
    [say('kills'), number(kills)],
    [say('written'), number(report.written)],
    [say('lost'), number(report.lost)],
    [say('differences'), number(truth.different + truth.missing + truth.extra)],
  ]
  stage.tell('')
  for (const line of table([say('what'), say('value')], rows)) stage.tell(line)
  if (report.lost > 0 || truth.examples.length > 0 || kills === 0)
    throw new Error(JSON.stringify({ ...truth, lost: report.lost, kills }))
  return task
}

function register(native: Native, name: string, port: number): Promise<InstanceView> {
  return native.ask('POST', '/instances', { service: 'dcs', name, endpoints: [{ host: '127.0.0.1', port }] })
}

async function watch(
  native: Native,
  id: string,
  language: Language,
  stage: Stage,
  look: (task: TaskView) => Promise<void>,
): Promise<TaskView> {
  for (;;) {
    const task = await native.ask<TaskView>('GET', `/tasks/${id}`, undefined, language)
    stage.show(task)
    await look(task)
    if (task.endedAt !== null) return task
    await delay(lookEveryMs)
  }
}

async function nextWorker(stepwell: StepwellProcess, killed: number): Promise<number> {
  for (;;) {
    const pid = (await stepwell.workerPids()).find(other => other !== killed)
    if (pid !== undefined) return pid
    await delay(lookEveryMs / 4)
  }
}

/** Keys per second of all nodes together, while they are copied. */
function keysPerSecond({ steps }: TaskView): number {
  const parts = steps.find(({ name }) => name === 'data_migration')?.subSteps ?? []
  return parts.reduce((sum, part) => sum + (part.ratePerSecond ?? 0), 0)
}

/** Milliseconds from the pause of writes to the committed switch; null: the task does not say. */
function writePause({ steps }: TaskView): number | null {
  const pause = steps.find(({ name }) => name === 'cut_over')?.detail?.['writePauseMilliseconds']
  return typeof pause === 'number' ? pause : null
}
