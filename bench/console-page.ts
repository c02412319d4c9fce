import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
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

const viewport = { width: 1440, height: 900 }
/** Fifty rows of the list fit on it. */
const tall = { width: 1440, height: 3200 }
/** A new window, and a page that was opened, have come to rest after this. */
const settleMs = 1000

/** Signs in once, so that the pages that are measured need not. */
export async function signedInState(browser: Browser, origin: Origin): Promise<SignedInState> {
  await using signedIn = await signIn(browser, origin)
  return await signedIn.page.context().storageState()
}

/** What a page may be opened with. */
interface NotingOptions {
  /** Whether it shows fifty rows of the list at once. */
  readonly isTall?: boolean
  /** What it does at every start. */
  readonly first?: string
}

/** Opens an empty page of a browser that has signed in and has nothing in its cache. */
export async function openNoting(
  browser: Browser,
  storageState: SignedInState,
  { isTall = false, first = '' }: NotingOptions = {},
): Promise<NotingPage> {
  const context = await browser.newContext({
    locale: 'en-US',
    viewport: isTall ? tall : viewport,
    storageState,
  })
  const page = await context.newPage()
  await page.addInitScript({ path: join(import.meta.dirname, 'console-in-page.js') })
  if (first !== '') await page.addInitScript({ content: first })
  await delay(settleMs)
  return {
    page,
    read: expression => page.evaluate(expression),
    [Symbol.asyncDispose]: () => context.close(),
  }
}

/** Resolves once events come and the page has come to rest. */
export async function untilLive(page: Page): Promise<void> {
  await page.getByRole('status').getByText('Live', { exact: true }).waitFor()
  await delay(settleMs)
}
