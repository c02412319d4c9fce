import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { startStepwell, type StepwellProcess } from '../scenario/stepwell-process.ts'
import { addTicked, operations, submitTicks } from '../start/ticks.ts'
import { signIn, startBrowser } from './browser.ts'

let browser: Browser
let stepwell: StepwellProcess
before(async () => {
  browser = await startBrowser()
  stepwell = await startStepwell({ operations })
  const native = await stepwell.native()
  for (const name of ['orders', 'billing']) await addTicked(native, name)
})
after(async () => {
  await browser?.close()
  await stepwell?.[Symbol.asyncDispose]()
})

const file = (): string => join(stepwell.data, 'ticks')

/** Lets what a page asks for at some addresses come so many milliseconds late, as over a long or narrow line. */
async function comeLate(page: Page, address: RegExp, ms: number): Promise<void> {
  await page.route(address, async route => {
    await delay(ms)
    // What the page has given up meanwhile needs no answer.
    await route.continue().catch(() => {})
  })
}

const isLive = (page: Page): Promise<void> =>
  page.getByRole('status').getByText('Live', { exact: true }).waitFor()

test('the page of a task stands still while its answers come late, and says it is live', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  const native = await stepwell.native()
  const { id } = await submitTicks(native, { instance: 'orders', file: file(), ticks: 1500 })
  await comeLate(page, new RegExp(`/v1/tasks/${id}`), 600)
  await page.goto(`${stepwell.url}/console/tasks/${id}`)
  await isLive(page)
  const running = page.locator('article header').filter({ hasText: 'Running' })
  for (const percent of [/\b\d %/, /\b[1-9]\d %/, /\b[3-9]\d %/])
    await running.getByText(percent).first().waitFor()
})

test('the list stands still while its answers come late and others begin and end', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  const native = await stepwell.native()
  await page.locator('[data-task]').first().waitFor()
  await comeLate(page, /\/v1\/tasks\?/, 1200)
  await isLive(page)
  const dueAt = new Date(Date.now() + 86_400_000).toISOString()
  const submit = (): Promise<{ readonly id: string }> =>
    submitTicks(native, { instance: 'billing', file: file(), ticks: 1, dueAt })
  const { id } = await submit()
  const over = new AbortController()
  const seen = page
    .locator(`[data-task="${id}"]`)
    .waitFor()
    .finally(() => over.abort())
  while (!over.signal.aborted) {
    const other = await submit()
    await native.ask('POST', `/tasks/${other.id}/cancel`, {})
    await native.ask('DELETE', `/tasks/${other.id}`)
  }
  await seen
})
