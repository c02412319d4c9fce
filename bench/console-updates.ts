import { setTimeout as delay } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import { openNoting, untilLive, type NotingPage, type SignedInState } from './console-page.ts'
import type { ConsoleServer, RunningTask } from './console-server.ts'
import { tasksDuring, type PageTask } from './console-tasks.ts'

/** What the list did while its tasks were running. */
export interface UpdateFigures {
  /** What kept the page busy at a steady pace. */
  readonly pageTasks: readonly PageTask[]
  /** Megabytes (1024 × 1024) that live in the page after a tenth of all updates, and after all of them. */
  readonly megabytes: readonly [early: number, late: number]
  /** How many updates a second it took when it was sent as many as it takes. */
  readonly perSecond: number
}

/** So many run while somebody looks. */
export const runningTasks = 50
const updatesPerSecond = 60
/** Of tasks of which only the first step is done. */
const begunPercent = 10
/** What was drawn last has settled after this. */
const settleMs = 1000

/** Opens the list of fifty running tasks: updates at a steady pace first, then so many as fast as it takes them. */
export async function measureUpdates(
  browser: Browser,
  server: ConsoleServer,
  state: SignedInState,
  { seconds, updates }: { readonly seconds: number; readonly updates: number },
): Promise<UpdateFigures> {
  await using noting = await openNoting(browser, state, { isTall: true })
  const { page, read } = noting
  const steady = await server.start(runningTasks)
  await page.goto(`${server.url}/console/tasks?status=running`)
  await read(`until(() => percents().length === ${runningTasks})`)
  await untilLive(page)
  const pageTasks = await tasksDuring(browser, noting, () => reportSteadily(steady, seconds))
  const lowest = await read<number>('Math.min(...percents())')
  if (lowest <= begunPercent) throw new Error(`the list shows ${lowest} % of a task that has gone on`)

  const rounds = updates / runningTasks
  const began = performance.now()
  await reportRounds(noting, server, steady, { from: 1, to: rounds / 10, of: rounds })
  const spentMs = performance.now() - began
  const early = await liveMegabytes(noting)
  const again = performance.now()
  await reportRounds(noting, server, steady, { from: rounds / 10 + 1, to: rounds, of: rounds })
  const perSecond = (1000 * updates) / (spentMs + performance.now() - again)
  return { pageTasks, megabytes: [early, await liveMegabytes(noting)], perSecond }
}

/** Each task in its turn, evenly, for so long or until it is enough; none gets beyond the first tenth of what there is to do. */
export async function reportSteadily(
  tasks: readonly RunningTask[],
  seconds: number,
  { signal }: AbortController = new AbortController(),
): Promise<void> {
  const began = performance.now()
  const count = seconds * updatesPerSecond
  for (let nth = 0; nth < count && !signal.aborted; nth++) {
    await delay(Math.max(0, began + (nth * 1000) / updatesPerSecond - performance.now()))
    await tasks[nth % tasks.length]!.report(nth, count * 10)
  }
}

/** All tasks together, round by round, each sent before the next is stored: a later report would make one old. */
async function reportRounds(
  { read }: NotingPage,
  server: ConsoleServer,
  tasks: readonly RunningTask[],
  { from, to, of }: { readonly from: number; readonly to: number; readonly of: number },
): Promise<void> {
  let percent = 0
  for (let round = from; round <= to; round++) {
    const told = await Promise.all(tasks.map(task => task.report(round, of)))
    percent = told[0]!
    await server.sent()
  }
  await read(`until(() => percents().every(percent => percent === '${percent}'))`)
}

async function liveMegabytes({ page }: NotingPage): Promise<number> {
  await delay(settleMs)
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  await session.send('Performance.enable')
  const { metrics } = await session.send('Performance.getMetrics')
  await session.detach()
  return metrics.find(({ name }) => name === 'JSHeapUsedSize')!.value / 1024 ** 2
}
