/**
 * Measures how soon a cancel is acknowledged and comes through, and how soon tasks go on after `kill -9` of their server.
 * Exit status 1: a target is missed.
 *
 * STEPWELL_BENCH_CANCELS (400), STEPWELL_BENCH_RESTARTS (20).
 */
import { loadavg } from 'node:os'
import { buildPackage } from './built-package.ts'
import { measureCancels } from './cancel-to-free.ts'
import { held, type Line, quantile, setting, statusOf, tableOf, told } from './figures.ts'
import { measureRestarts } from './restart-to-resume.ts'

const cancels = setting('CANCELS', 400)
const restarts = setting('RESTARTS', 20)
const running = 8
const cancelPointMs = 100
/** What is given to the undo and to four writes, each synced to the disk. */
const undoMs = 50

await using built = await buildPackage()
const cancel = await measureCancels(built.program, { cancels, running, cancelPointMs })
const restart = await measureRestarts(built.program, { restarts, running })

const atMost = (what: string, measured: readonly number[], limit: number): Line => {
  const milliseconds = quantile(measured, 0.99)
  return held(what, `${milliseconds.toFixed(1)} ms`, `≤ ${limit} ms`, milliseconds <= limit)
}
const middle = (what: string, measured: readonly number[]): Line =>
  told(`${what}, median of ${measured.length}`, `${quantile(measured, 0.5).toFixed(1)} ms`)

const lines = [
  atMost('cancel acknowledged, p99', cancel.acknowledgedMs, 50),
  middle('cancel acknowledged', cancel.acknowledgedMs),
  atMost(
    `cancel to free instance, p99; cancel points every ${cancelPointMs} ms`,
    cancel.freeMs,
    cancelPointMs + undoMs,
  ),
  middle('cancel to free instance', cancel.freeMs),
  atMost('server listens to first write of a resumed task, p99', restart.sinceListeningMs, 1000),
  middle('server listens to first write', restart.sinceListeningMs),
  atMost('start of the process to first write of a resumed task, p99', restart.sinceStartMs, 1000),
  middle('start of the process to first write', restart.sinceStartMs),
]
console.log(
  `${running} tasks running, ${cancels} cancels, ${restarts} restarts after kill -9, load ${loadavg()[0]!.toFixed(1)}\n\n${tableOf(lines)}`,
)
process.exitCode = statusOf(lines)
