/**
 * Measures what it costs to be looked at: open streams of events, an update to all of them, and polling. Server and
 * clients are processes of their own on this machine. Exit status 1: a target is missed.
 *
 * STEPWELL_BENCH_STREAMS (5000), STEPWELL_BENCH_UPDATES (20).
 */
import { readFile } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { startStepwell } from '../test/scenario/stepwell-process.ts'
import { buildPackage } from './built-package.ts'
import { held, type Line, median, setting, statusOf, tableOf, told } from './figures.ts'
import { measureStreams } from './open-streams.ts'
import { measurePolling, type PollFigures } from './poll.ts'

const streams = setting('STREAMS', 5000)
const updates = setting('UPDATES', 20)

const [, mostFiles = '0'] = /^Max open files +(\d+)/m.exec(await readFile('/proc/self/limits', 'utf8')) ?? []
if (Number(mostFiles) < streams + 200) {
  console.error(
    `${streams} streams need as many open files, and ${mostFiles} are allowed: ulimit -n ${streams + 200}`,
  )
  process.exit(1)
}

await using built = await buildPackage()
await using stepwell = await startStepwell({
  program: built.program,
  operations: [join(import.meta.dirname, 'idle-operation.ts')],
  environment: {
    NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, 'collect-garbage.ts')).href}`,
  },
})
const native = await stepwell.native()
const instance = { service: 'taurusdb', name: 'idle', endpoints: [{ host: '127.0.0.1', port: 1 }] }
await native.ask('POST', '/instances', instance)

const { toLastMs, spreadMs, kilobytesEach, openSeconds } = await measureStreams(stepwell, streams, updates)
const { tasks } = await native.ask<{ readonly tasks: readonly { readonly id: string }[] }>('GET', '/tasks')
const polled = [`/tasks/${tasks[0]!.id}`, '/tasks']

function polling(path: string, { wholeMs, unchangedMs, ratio, bytes }: PollFigures): Line {
  const measured = `${ratio.toFixed(2)} × (${unchangedMs.toFixed(3)} : ${wholeMs.toFixed(3)} ms, ${bytes} bytes)`
  return held(`304 : 200, ${path.replace(/[0-9a-f-]{36}/, '{id}')}`, measured, '≤ 1 ×', ratio <= 1)
}

const slowestMs = Math.max(...toLastMs)
const lines = [
  held('an update to the last stream, slowest', `${slowestMs.toFixed(0)} ms`, '≤ 1000 ms', slowestMs <= 1000),
  told(`an update to the last stream, median of ${updates}`, `${median(toLastMs).toFixed(0)} ms`),
  told('from the first stream to the last, median', `${median(spreadMs).toFixed(0)} ms`),
  held('memory of the server a stream', `${kilobytesEach.toFixed(1)} KB`, '≤ 30 KB', kilobytesEach <= 30),
  told('to open all', `${openSeconds.toFixed(1)} s`),
]
for (const path of polled) lines.push(polling(path, await measurePolling(native, path)))
console.log(`\n${streams} streams, load ${loadavg()[0]!.toFixed(1)}\n\n${tableOf(lines)}`)
process.exitCode = statusOf(lines)
