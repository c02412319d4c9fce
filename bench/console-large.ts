import { setTimeout as delay } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import { openNoting, untilLive, type NotingPage, type SignedInState } from './console-page.ts'
import type { ConsoleServer, RunningTask } from './console-server.ts'
import { tasksDuring, type PageTask } from './console-tasks.ts'

/** What kept the page of a large task busy, and how many rows it has drawn at most. */
export interface LargeFigures {
  readonly pageTasks: readonly PageTask[]
  readonly rows: number
}

const updatesPerSecond = 60
/** A turn of the wheel, in pixels of the page, and how often: as fast as anybody turns it. */
const turn = 400
const turnEveryMs = 25

/** Opens the history of a running task of so many events, and looks through it to its end. */
export async function measureEvents(
  browser: Browser,
  server: ConsoleServer,
  state: SignedInState,
  events: number,
): Promise<LargeFigures> {
  await using noting = await openNoting(browser, state)
  const { page, read } = noting
  const { id } = await server.startLarge({ parts: 0, events })
  await page.goto(`${server.url}/console/tasks/${id}`)
  await untilLive(page)
  let rows = 0
  const pageTasks = await tasksDuring(browser, noting, async () => {
    await page.getByRole('tab', { name: 'Events' }).click()
    await read(`until(() => rowCount() > ${events})`)
    rows = await scrollThrough(noting)
  })
  return { pageTasks, rows }
}

/** Opens a task whose running step has so many parts, which report in turn; then looks through them while they do. */
export async function measureParts(
  browser: Browser,
  server: ConsoleServer,
  state: SignedInState,
  { parts, seconds }: { readonly parts: number; readonly seconds: number },
): Promise<LargeFigures> {
  await using noting = await openNoting(browser, state)
  const { page, read } = noting
  const task = await server.startLarge({ parts, events: 0 })
  await page.goto(`${server.url}/console/tasks/${task.id}`)
  await read(`until(() => rowCount() > ${parts})`)
  await untilLive(page)
  let rows = 0
  const pageTasks = await tasksDuring(browser, noting, async () => {
    const reported = reportFor(task, seconds)
    rows = await scrollThrough(noting)
    await reported
  })
  return { pageTasks, rows }
}

/** Turns the wheel until the end of the page; gives how many rows there were in the page at most. */
async function scrollThrough({ page, read }: NotingPage): Promise<number> {
  await page.mouse.move(700, 600)
  let most = 0
  while (!(await read<boolean>('isAtEnd()'))) {
    most = Math.max(most, await read<number>('rowsDrawn()'))
    await page.mouse.wheel(0, turn)
    await delay(turnEveryMs)
  }
  return most
}

async function reportFor(task: RunningTask, seconds: number): Promise<void> {
  const began = performance.now()
  const count = seconds * updatesPerSecond
  for (let nth = 0; nth < count; nth++) {
    await delay(Math.max(0, began + (nth * 1000) / updatesPerSecond - performance.now()))
    await task.report(nth, count * 10)
  }
}
