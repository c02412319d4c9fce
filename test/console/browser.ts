import assert from 'node:assert/strict'
import axe from 'axe-core'
import { chromium, type Browser, type BrowserContextOptions, type Page, type Request } from 'playwright-core'
import type { KeptCredentials } from '../scenario/stepwell-process.ts'

/** Debian's Chromium. */
const program = '/usr/bin/chromium'

/** Starts a browser without a window. */
export const startBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: program, args: ['--no-sandbox'] })

/** What a page tells its console because of what a test does to it, and not because of a fault of its own. */
const provoked = {
  /** Its server is stopped, its network cut, or its requests are taken away. */
  'server away': /^Failed to load resource: net::ERR_/,
} as const

/** What is opened with a page. */
export interface PageOptions extends BrowserContextOptions {
  /** What it may tell its console; nothing else. */
  readonly provokes?: readonly (keyof typeof provoked)[]
}

/** A page, and those that are opened beside it; an error in the console of any of them fails the test that closes it. */
export interface Opened extends AsyncDisposable {
  readonly page: Page
}

/** A page of somebody who has signed in at a server. */
export interface SignedIn extends Opened {
  /** Resolves when nothing is on its way to the page but the stream of events, and what came is drawn. */
  settled(): Promise<void>
}

/** A server that serves the console, and the key of who signs in. */
export interface Origin {
  readonly url: string
  credentials(): Promise<Pick<KeptCredentials, 'accessKey' | 'secretKey'>>
}

/** Opens an empty page; nothing fades in, so that colours are what they are. */
export async function openPage(
  browser: Browser,
  { provokes = [], ...options }: PageOptions = {},
): Promise<Opened> {
  const context = await browser.newContext({ locale: 'en-US', reducedMotion: 'reduce', ...options })
  const errors: string[] = []
  context.on('console', message => {
    const text = message.text()
    // That a request was refused the browser tells by itself; whether the page shows it is for the test to see.
    const isRefusal = /responded with a status of 4\d\d/.test(text)
    if (message.type() === 'error' && !isRefusal && !provokes.some(name => provoked[name].test(text)))
      errors.push(text)
  })
  context.on('weberror', error => errors.push(error.error().message))
  return {
    page: await context.newPage(),
    async [Symbol.asyncDispose]() {
      await context.close()
      assert.deepEqual(errors, [], 'errors in the console')
    },
  }
}

/** Opens the console and signs in, with the first administrator's key unless `enter` does it otherwise. */
export async function signIn(
  browser: Browser,
  stepwell: Origin,
  options: PageOptions = {},
  enter: (page: Page) => Promise<void> = page => enterKey(page, stepwell),
): Promise<SignedIn> {
  const opened = await openPage(browser, options)
  const { page } = opened
  const onTheirWay = new Set<Request>()
  page.on('request', request => {
    if (!isOfStream(request.url())) onTheirWay.add(request)
  })
  page.on('requestfinished', request => onTheirWay.delete(request))
  page.on('requestfailed', request => onTheirWay.delete(request))
  async function settled(): Promise<void> {
    await page.getByRole('heading', { level: 1 }).waitFor()
    do await page.evaluate('new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))')
    while (onTheirWay.size > 0)
  }
  await page.goto(`${stepwell.url}/console/`)
  await enter(page)
  return { page, settled, [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose]() }
}

/** A stream does not end, and that the script of a worker has come is told to no page. */
const isOfStream = (url: string): boolean => url.endsWith('/v1/events') || url.includes('/stream-worker-')

/** Signs in on the page that asks for it, with the first administrator's key. */
export async function enterKey(page: Page, stepwell: Origin): Promise<void> {
  const { accessKey, secretKey } = await stepwell.credentials()
  await page.getByRole('textbox').first().fill(accessKey)
  await page.locator('input[type=password]').fill(secretKey)
  await page.locator('button[type=submit]').click()
  await page.getByRole('navigation').waitFor()
}

/** Signs in on the page that asks for it, in English, with a user's password. */
export async function enterPassword(page: Page, user: string, password: string): Promise<void> {
  await page.getByText('Password', { exact: true }).first().click()
  await page.getByRole('textbox', { name: 'User' }).fill(user)
  await page.locator('input[type=password]').fill(password)
  await page.locator('button[type=submit]').click()
  await page.getByRole('navigation').waitFor()
}

/** Fails for whatever axe finds that keeps somebody from using the page as it is now. */
export async function assertAccessible(page: Page, what: string): Promise<void> {
  // Not as a script of the page: its policy allows none.
  await page.evaluate(axe.source)
  const violations = await page.evaluate(async () => {
    const inPage = globalThis as unknown as { readonly axe: typeof axe }
    return (await inPage.axe.run()).violations
  })
  const told = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => `${id}: ${String(target)} ${failureSummary}`),
  )
  assert.deepEqual(told, [], what)
}
