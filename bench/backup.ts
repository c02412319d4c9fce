/**
 * Measures a backup of a large store while its server answers: how long it takes, and what it costs those who read and
 * submit meanwhile, against the same without a backup, in turn. Exit status 1: a target is missed.
 *
 * STEPWELL_BENCH_TASKS (100000), STEPWELL_BENCH_ROUNDS (5).
 */
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { change, claim, submit, succeeding } from '../src/store/conformance/samples.ts'
import { openSqliteStore } from '../src/store/sqlite/open.ts'
import type { Native } from '../test/scenario/native.ts'
import { launcher, startStepwell } from '../test/scenario/stepwell-process.ts'
import { held, median, quantile, setting, statusOf, tableOf, told } from './figures.ts'

const tasks = setting('TASKS', 100_000)
const rounds = setting('ROUNDS', 5)
/** The tasks are of 1970: a usual server would remove them meanwhile. */
const environment = { STEPWELL_KEEP: 'succeeded:forever:all' }
const operations = [join(import.meta.dirname, 'idle-operation.ts')]

/** Latencies of the two kinds of request, in milliseconds. */
interface Latencies {
  readonly read: number[]
  readonly submit: number[]
}

/** Ended tasks with their history, as servers leave them. */
async function fill(data: string, project: string): Promise<void> {
  const store = await openSqliteStore(data, { writer: 'inline' })
  for (let done = 0; done < tasks; done += 500)
    await Promise.all(
      Array.from({ length: Math.min(500, tasks - done) }, async (_, nth) => {
        const id = `task-${done + nth}`
        const running = await claim(store, await submit(store, id, { project, instance: `i-${id}` }))
        await change(store, running, succeeding(running))
      }),
    )
  await store.close()
}

/** Reads one task after the other, and submits one after every tenth, until it is told to stop. */
async function ask(native: Native, into: Latencies, stop: AbortSignal): Promise<void> {
  const timed = async (kept: number[], act: () => Promise<unknown>): Promise<void> => {
    const began = performance.now()
    await act()
    kept.push(performance.now() - began)
  }
  for (let nth = 0; !stop.aborted; nth = (nth + 7919) % tasks) {
    await timed(into.read, () => native.ask('GET', `/tasks/task-${nth}`))
    if (nth % 10 === 0)
      await timed(into.submit, () =>
        native.ask('POST', '/tasks', { operation: 'bench.nothing', instance: 'idle' }),
      )
  }
}

const folder = await mkdtemp(join(tmpdir(), 'stepwell-bench-'))
await using stepwell = await startStepwell({ operations, environment })
const file = join(folder, 'copy.db')
try {
  const { project } = await stepwell.credentials()
  await stepwell.stop()
  await fill(stepwell.data, project)
  await stepwell.start()
  const native = await stepwell.native()
  await native.ask('POST', '/instances', {
    service: 'taurusdb',
    name: 'idle',
    endpoints: [{ host: '127.0.0.1', port: 1 }],
  })

  const backUp = async (): Promise<void> => {
    const words = [launcher, 'backup', file, '--force', '--data', stepwell.data]
    const [status] = await once(execFile(process.execPath, words), 'exit')
    if (status !== 0) throw new Error(`the backup ended with ${status}`)
  }
  /** Asks for as long as an act takes; gives its seconds. */
  const during = async (act: () => Promise<void>, into: Latencies): Promise<number> => {
    const stop = new AbortController()
    const asking = ask(native, into, stop.signal)
    const began = performance.now()
    await act()
    const seconds = (performance.now() - began) / 1000
    stop.abort()
    await asking
    return seconds
  }

  const without: Latencies = { read: [], submit: [] }
  const beside: Latencies = { read: [], submit: [] }
  const seconds: number[] = []
  await during(backUp, { read: [], submit: [] })
  for (let round = 0; round < rounds; round += 1) {
    const lasted = await during(backUp, beside)
    seconds.push(lasted)
    await during(() => new Promise(resolve => setTimeout(resolve, lasted * 1000)), without)
    console.log(`backup in ${lasted.toFixed(2)} s, load ${loadavg()[0]!.toFixed(1)}`)
  }
  const { size } = await stat(file)
  const p = (kept: readonly number[], share: number): string => `${quantile(kept, share).toFixed(1)} ms`
  const ratio = quantile(beside.read, 0.99) / quantile(without.read, 0.99)
  const lines = [
    told('store', `${tasks} tasks, ${(size / 1e6).toFixed(0)} MB`),
    told('backup, the command as a whole', `${median(seconds).toFixed(2)} s`),
    told('read p50, without / beside', `${p(without.read, 0.5)} / ${p(beside.read, 0.5)}`),
    told('read p99, without / beside', `${p(without.read, 0.99)} / ${p(beside.read, 0.99)}`),
    told('submit p50, without / beside', `${p(without.submit, 0.5)} / ${p(beside.submit, 0.5)}`),
    told('submit p99, without / beside', `${p(without.submit, 0.99)} / ${p(beside.submit, 0.99)}`),
    held('read p99, ratio', ratio.toFixed(2), '≤ 3', ratio <= 3),
  ]
  console.log(tableOf(lines))
  process.exitCode = statusOf(lines)
} finally {
  await rm(folder, { recursive: true, force: true })
}
