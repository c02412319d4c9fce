import type { Browser } from 'playwright-core'
import type { Origin } from '../test/console/browser.ts'
import { openNoting, type SignedInState } from './console-page.ts'

/** One load of the list by a browser with nothing in its cache. */
export interface Load {
  /** Scripts and styles until the list was there, as they were sent. */
  readonly bytes: number
  /** From the start of the navigation until the first rows were drawn. */
  readonly rowsMs: number
  /** Until a key that was pressed had shown on the screen. */
  readonly answeredMs: number
}

const sentBytes = `performance.getEntriesByType('resource')
  .filter(({ name }) => /\\.(js|css)$/.test(new URL(name).pathname))
  .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)`

/** Loads the list so often, each time as if for the first time. */
export async function measureLoads(
  browser: Browser,
  origin: Origin,
  state: SignedInState,
  count: number,
): Promise<readonly Load[]> {
  const loads: Load[] = []
  for (let nth = 0; nth < count; nth++) {
    await using noting = await openNoting(browser, state, { first: 'pressUntilAnswered()' })
    await noting.page.goto(`${origin.url}/console/tasks`)
    await noting.read('until(() => noted.answeredMs !== null)')
    loads.push({
      bytes: await noting.read(sentBytes),
      rowsMs: await noting.read('noted.rowsMs'),
      answeredMs: await noting.read('noted.answeredMs'),
    })
  }
  return loads
}
