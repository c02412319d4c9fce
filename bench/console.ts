/**
 * Measures what the console is like to use: how much of it is loaded and how soon it answers, how soon an event is on the
 * screen, and what many updates, and many tasks, do to it. Debian's Chromium, the server and this process are on one
 * machine. Exit status 1: a target is missed.
 *
 * STEPWELL_BENCH_LOADS (20), STEPWELL_BENCH_EVENTS (50), STEPWELL_BENCH_SECONDS (20) of steady updates,
 * STEPWELL_BENCH_UPDATES (100000), STEPWELL_BENCH_TASKS (100000), STEPWELL_BENCH_ROWS (2000),
 * STEPWELL_BENCH_HISTORY (10000) events of one task, STEPWELL_BENCH_PARTS (1000) of one step.
 */
import { loadavg } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { startBrowser } from '../test/console/browser.ts'
import { startStepwell } from '../test/scenario/stepwell-process.ts'
import { measureLatencies, submitWaiting } from './console-latency.ts'
import { measureEvents, measureParts } from './console-large.ts'
import { measureLoads } from './console-loads.ts'
import { signedInState } from './console-page.ts'
import { measureScroll } from './console-scroll.ts'
import { startConsoleServer } from './console-server.ts'
import type { PageTask } from './console-tasks.ts'
import { measureUpdates } from './console-updates.ts'
import { held, type Line, median, quantile, setting, statusOf, tableOf, told } from './figures.ts'

const loads = setting('LOADS', 20)
const events = setting('EVENTS', 50)
const seconds = setting('SECONDS', 20)
const updates = setting('UPDATES', 100_000)
const tasks = setting('TASKS', 100_000)
const rows = setting('ROWS', 2000)
const history = setting('HISTORY', 10_000)
const parts = setting('PARTS', 1000)

/** Answers over a long line come so late. */
const lateMs = 200
/** An event that is longer on its way to the screen has to be waited for. */
const mostMs = 500

/** A task that is longer is felt. */
const longMs = 50

const load = (): string => `load ${loadavg()[0]!.toFixed(1)}`
const ms = (milliseconds: number): string => `${milliseconds.toFixed(0)} ms`

/** Lines about what keeps a page from answering; what others on the machine did meanwhile is not its own. */
function calm(when: string, pageTasks: readonly PageTask[]): readonly Line[] {
  const longest = Math.max(0, ...pageTasks.map(({ ownMs }) => ownMs))
  const whole = pageTasks.map(({ wholeMs }) => wholeMs).filter(wholeMs => wholeMs > longMs)
  const clocked = whole.length === 0 ? 'none' : `${whole.length}, longest ${ms(Math.max(...whole))}`
  return [
    held(`longest task of the page, ${when}`, ms(longest), `≤ ${longMs} ms`, longest <= longMs),
    told(`tasks over ${longMs} ms by the clock`, `${clocked}, ${load()}`),
  ]
}

/** A server as a user runs it. */
async function usualServer(browser: Browser): Promise<readonly Line[]> {
  await using stepwell = await startStepwell({ operations: [join(import.meta.dirname, 'idle-operation.ts')] })
  const native = await stepwell.native()
  const endpoints = [{ host: '127.0.0.1', port: 1 }]
  await native.ask('POST', '/instances', { service: 'taurusdb', name: 'idle', endpoints })
  await submitWaiting(native, 50)
  const state = await signedInState(browser, stepwell)

  const measured = await measureLoads(browser, stepwell, state, loads)
  const kilobytes = Math.max(...measured.map(({ bytes }) => bytes)) / 1024
  const answeredMs = measured.map(each => each.answeredMs)
  const p95Ms = quantile(answeredMs, 0.95)
  const interactive = `${ms(p95Ms)} (median ${ms(median(answeredMs))}), ${load()}`
  const atOnce = await measureLatencies(browser, stepwell, state, { count: events, lateMs: 0 })
  const late = await measureLatencies(browser, stepwell, state, { count: events, lateMs })
  const seen = (what: string, latencies: readonly number[], targetMs: number): Line => {
    const p99Ms = quantile(latencies, 0.99)
    const found = `${ms(p99Ms)} (median ${ms(median(latencies))}), ${load()}`
    return held(
      `an event on the screen, ${what}, p99 of ${events}`,
      found,
      `≤ ${targetMs} ms`,
      p99Ms <= targetMs,
    )
  }
  return [
    held('script and style of the first load', `${kilobytes.toFixed(0)} KB`, '≤ 250 KB', kilobytes <= 250),
    held(`interactive, nothing cached, p95 of ${loads}`, interactive, '≤ 1000 ms', p95Ms <= 1000),
    seen('list', atOnce.onList, mostMs),
    seen('task', atOnce.onTask, mostMs),
    seen(`list, answers ${ms(lateMs)} late`, late.onList, mostMs + lateMs),
    seen(`task, answers ${ms(lateMs)} late`, late.onTask, mostMs + lateMs),
  ]
}

/** A list of many running tasks. */
async function manyUpdates(browser: Browser): Promise<readonly Line[]> {
  await using server = await startConsoleServer()
  const state = await signedInState(browser, server)
  const { pageTasks, megabytes, perSecond } = await measureUpdates(browser, server, state, {
    seconds,
    updates,
  })
  const [early, late] = megabytes
  const growth = 100 * (late / early - 1)
  const grown = `${growth.toFixed(1)} % (${early.toFixed(1)} to ${late.toFixed(1)} MB)`
  return [
    ...calm(`${seconds} s of 60 updates a second`, pageTasks),
    held(`memory after ${updates} updates : after a tenth`, grown, '≤ 10 %', growth <= 10),
    told('updates it takes', `${perSecond.toFixed(0)} a second`),
  ]
}

/** A list of many tasks. */
async function manyTasks(browser: Browser): Promise<readonly Line[]> {
  await using server = await startConsoleServer()
  await server.fill(tasks)
  const state = await signedInState(browser, server)
  const measured = await measureLoads(browser, server, state, loads)
  const rowsMs = measured.map(each => each.rowsMs)
  const first = `${ms(quantile(rowsMs, 0.95))} (median ${ms(median(rowsMs))}), ${load()}`
  const { pageTasks, seconds: scrolled } = await measureScroll(browser, server, state, rows)
  return [
    told(`first rows of ${tasks} tasks, p95 of ${loads}`, first),
    ...calm(`${rows} rows in ${scrolled.toFixed(0)} s of 60 updates a second`, pageTasks),
  ]
}

/** Tasks of which there is much to be shown. */
async function largeTasks(browser: Browser): Promise<readonly Line[]> {
  await using server = await startConsoleServer()
  const state = await signedInState(browser, server)
  const ofEvents = await measureEvents(browser, server, state, history)
  const ofParts = await measureParts(browser, server, state, { parts, seconds })
  return [
    ...calm(`${history} events opened and scrolled`, ofEvents.pageTasks),
    told('rows of these in the page', String(ofEvents.rows)),
    ...calm(`${parts} sub-steps, ${seconds} s of 60 updates a second`, ofParts.pageTasks),
    told('rows of these in the page', String(ofParts.rows)),
  ]
}

await using browser = await startBrowser()
const lines = [
  ...(await usualServer(browser)),
  ...(await manyUpdates(browser)),
  ...(await manyTasks(browser)),
  ...(await largeTasks(browser)),
]
console.log(`\n${tableOf(lines)}`)
process.exitCode = statusOf(lines)
