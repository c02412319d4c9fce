import type { Browser } from 'playwright-core'
import { setTimeout as delay } from 'node:timers/promises'
import { openNoting, untilLive, type SignedInState } from './console-page.ts'
import type { ConsoleServer } from './console-server.ts'
import { tasksDuring, type PageTask } from './console-tasks.ts'

/** What it is like to look through a long list. */
export interface ScrollFigures {
  /** What kept the page busy meanwhile. */
  readonly pageTasks: readonly PageTask[]
  readonly seconds: number
}

/** A turn of the wheel, in pixels of the page, and how often: as fast as anybody turns it. */
const turn = 400
const turnEveryMs = 25

/** Scrolls down the list, page after page, until a row so far down is drawn. */
export async function measureScroll(
  browser: Browser,
  server: ConsoleServer,
  state: SignedInState,
  rows: number,
): Promise<ScrollFigures> {
  await using noting = await openNoting(browser, state)
  const { page, read } = noting
  await page.goto(`${server.url}/console/tasks`)
  await page.locator('[data-task]').first().waitFor()
  await untilLive(page)
  await page.mouse.move(700, 600)
  const began = performance.now()
  const pageTasks = await tasksDuring(browser, noting, async () => {
    while ((await read<number>('lastRow()')) < rows) {
      await page.mouse.wheel(0, turn)
      await delay(turnEveryMs)
    }
  })
  const seconds = (performance.now() - began) / 1000
  return { pageTasks, seconds }
}
