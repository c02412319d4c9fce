import type { Browser } from 'playwright-core'
import { setTimeout as delay } from 'node:timers/promises'
import { openNoting, untilLive, type SignedInState } from './console-page.ts'
import type { ConsoleServer } from './console-server.ts'
import { tasksDuring, type PageTask } from './console-tasks.ts'
import { reportSteadily, runningTasks } from './console-updates.ts'

/** What it is like to look through a long list while its tasks go on and others come in. */
export interface ScrollFigures {
  /** What kept the page busy meanwhile. */
  readonly pageTasks: readonly PageTask[]
  readonly seconds: number
}

/** A turn of the wheel, in pixels of the page, and how often: as fast as anybody turns it. */
const turn = 400
const turnEveryMs = 25
/** A task comes in and ends: the list is read again, all its pages. */
const comesEveryMs = 1000
/** Longer than anybody scrolls. */
const longestSeconds = 600

/** Scrolls down the list, page after page, until a row so far down is drawn; 60 updates a second come meanwhile. */
export async function measureScroll(
  browser: Browser,
  server: ConsoleServer,
  state: SignedInState,
  rows: number,
): Promise<ScrollFigures> {
  await using noting = await openNoting(browser, state)
  const { page, read } = noting
  const running = await server.start(runningTasks)
  await page.goto(`${server.url}/console/tasks?order=newest`)
  await page.locator('[data-task]').first().waitFor()
  await untilLive(page)
  await page.mouse.move(700, 600)
  const began = performance.now()
  const enough = new AbortController()
  const scroll = async (): Promise<void> => {
    while ((await read<number>('lastRow()')) < rows) {
      await page.mouse.wheel(0, turn)
      await delay(turnEveryMs)
    }
    enough.abort()
  }
  const comeIn = async (): Promise<void> => {
    while (!enough.signal.aborted) {
      await server.fill(1)
      await delay(comesEveryMs)
    }
  }
  const pageTasks = await tasksDuring(browser, noting, () =>
    Promise.all([scroll(), comeIn(), reportSteadily(running, longestSeconds, enough)]),
  )
  const seconds = (performance.now() - began) / 1000
  return { pageTasks, seconds }
}
