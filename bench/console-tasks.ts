import { setTimeout as delay } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import type { NotingPage } from './console-page.ts'

/** A task of a page's main thread: while it runs, nobody is answered. In milliseconds. */
export interface PageTask {
  /** What it took of a processor: the page's own part, however busy the machine is. */
  readonly ownMs: number
  /** What it took by the clock. */
  readonly wholeMs: number
}

/** An event of Chromium's trace; times in microseconds. */
interface TraceEvent {
  readonly name: string
  readonly pid: number
  readonly tid: number
  readonly ts: number
  readonly dur?: number
  readonly tdur?: number
}

/** What a trace itself takes at its start is over after this. */
const settleMs = 500

/** Every task of a page while something happens. */
export async function tasksDuring(
  browser: Browser,
  { page, read }: NotingPage,
  happen: () => Promise<unknown>,
): Promise<readonly PageTask[]> {
  await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing'] })
  await delay(settleMs)
  await read(`void performance.mark('began')`)
  await happen()
  await read(`void performance.mark('over')`)
  const trace = JSON.parse((await browser.stopTracing()).toString()) as {
    readonly traceEvents: readonly TraceEvent[]
  }
  const marked = (mark: string): TraceEvent => trace.traceEvents.find(({ name }) => name === mark)!
  const { pid, tid, ts: since } = marked('began')
  const until = marked('over').ts
  const tasks = trace.traceEvents
    .filter(event => event.name.endsWith('RunTask') && event.pid === pid && event.tid === tid)
    .filter(({ ts }) => ts > since && ts < until)
    .map(({ dur = 0, tdur = 0 }) => ({ ownMs: tdur / 1000, wholeMs: dur / 1000 }))
  if (tasks.every(({ ownMs }) => ownMs === 0)) throw new Error('the trace tells nothing of the page')
  return tasks
}
