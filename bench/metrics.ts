/**
 * Measures what it costs to be scraped: how many reads a second the server answers with and without, what a scrape takes,
 * and what memory the first one brings. Exit status 1: a target is missed.
 *
 * STEPWELL_BENCH_ROUNDS (20), STEPWELL_BENCH_TASKS (1000) that wait meanwhile.
 */
import { loadavg } from 'node:os'
import { join } from 'node:path'
import type { TaskView } from '../src/dialects/native/schema.ts'
import { startStepwell } from '../test/scenario/stepwell-process.ts'
import { buildPackage } from './built-package.ts'
import { held, median, setting, statusOf, tableOf, told } from './figures.ts'
import { residentMegabytes } from './memory-at-rest.ts'
import { openReads } from './reads.ts'

const rounds = setting('ROUNDS', 20)
const tasks = setting('TASKS', 1000)
/** Prometheus asks every 15 s at most; this is more than any would. */
const scrapeEveryMs = 1000
const roundMs = 3000

await using built = await buildPackage()
await using stepwell = await startStepwell({
  program: built.program,
  operations: [join(import.meta.dirname, 'idle-operation.ts')],
})
const native = await stepwell.native()
const endpoints = [{ host: '127.0.0.1', port: 1 }]
await native.ask('POST', '/instances', { service: 'taurusdb', name: 'idle', endpoints })
const dueAt = new Date(Date.now() + 86_400_000).toISOString()
let last = ''
for (let nth = 0; nth < tasks; nth++)
  last = (
    await native.ask<TaskView>('POST', '/tasks', { operation: 'bench.nothing', instance: 'idle', dueAt })
  ).id

async function scrape(): Promise<{ readonly ms: number; readonly bytes: number }> {
  const since = performance.now()
  const headers = { Authorization: `Bearer ${native.token}` }
  const answer = await fetch(new URL('/metrics', stepwell.url), { headers })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`/metrics: ${answer.status} ${text}`)
  return { ms: performance.now() - since, bytes: text.length }
}

using reads = openReads(new URL(`/v1/tasks/${last}`, stepwell.url), native.token)
await reads.perSecond(roundMs)
const before = await residentMegabytes(stepwell.pid)
const first = await scrape()
const after = await residentMegabytes(stepwell.pid)

const measured: { readonly without: number; readonly scraped: number }[] = []
for (let nth = 0; nth < rounds; nth++) {
  const without = await reads.perSecond(roundMs)
  const timer = setInterval(() => void scrape(), scrapeEveryMs)
  const scraped = await reads.perSecond(roundMs)
  clearInterval(timer)
  measured.push({ without, scraped })
}
const quiet: number[] = []
for (let nth = 0; nth < rounds; nth++) quiet.push((await scrape()).ms)

const ratio = median(measured.map(({ without, scraped }) => scraped / without))
const perSecond = `${median(measured.map(({ scraped }) => scraped)).toFixed(0)} : ${median(measured.map(({ without }) => without)).toFixed(0)} a second`
const lines = [
  held(
    'reads while scraped every second : without',
    `${ratio.toFixed(3)} (${perSecond})`,
    '≥ 0.95',
    ratio >= 0.95,
  ),
  told(
    `a scrape with ${tasks} waiting tasks, median`,
    `${median(quiet).toFixed(1)} ms, ${first.bytes} bytes`,
  ),
  told('the first scrape', `${first.ms.toFixed(0)} ms, ${(after - before).toFixed(1)} MB more`),
]
console.log(`\nmedian of ${rounds} rounds, load ${loadavg()[0]!.toFixed(1)}\n\n${tableOf(lines)}`)
process.exitCode = statusOf(lines)
