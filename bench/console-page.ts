import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { signIn, type Origin } from '../test/console/browser.ts'

/** What a browser keeps of somebody who has signed in. */
export type SignedInState = Awaited<ReturnType<BrowserContext['storageState']>>

/** A page that notes what `console-in-page.js` does. */
export interface NotingPage extends AsyncDisposable {
  readonly page: Page
  /** The value of an expression within the page. */
  read<Value>(expression: string): Promise<Value>
}

/** Fifty rows of the list fit on it. */
const viewport = { width: 1440, height: 3200 }

/** Signs in once, so that the pages that are measured need not. */
export async function signedInState(browser: Browser, origin: Origin): Promise<SignedInState> {
  await using signedIn = await signIn(browser, origin)
  return await signedIn.page.context().storageState()
}

/** Opens an empty page of a browser that has signed in and has nothing in its cache; `first`: what it does at every start. */
export async function openNoting(
  browser: Browser,
  storageState: SignedInState,
  first = '',
): Promise<NotingPage> {
  const context = await browser.newContext({ locale: 'en-US', viewport, storageState })
  const page = await context.newPage()
  await page.addInitScript({ path: join(import.meta.dirname, 'console-in-page.js') })
  if (first !== '') await page.addInitScript({ content: first })
  return {
    page,
    read: expression => page.evaluate(expression),
    [Symbol.asyncDispose]: () => context.close(),
  }
}

/** What the mark says once events come. */
export async function untilLive(page: Page): Promise<void> {
  await page.getByRole('status').getByText('Live', { exact: true }).waitFor()
}
