import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { addTicked, submitTicks } from '../start/ticks.ts'
import { signIn } from './browser.ts'
import { setStage } from './stage.ts'

const { browser, stepwell } = await setStage()
before(async () => {
  const native = await stepwell.native()
  for (const name of ['orders', 'billing']) await addTicked(native, name)
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

/** Answers that have not come: they come when told to, or never. */
interface Held {
  /** Lets them come as they are, or as refusals. */
  let(come: 'through' | 'refused'): void
}

const refusal = {
  error: {
    code: 'store_unavailable',
    message: 'The store does not answer.',
    remedy: 'Look at its disk.',
    requestId: 'r',
    translations: {},
  },
}

/** Holds back what a page asks for at some addresses. */
async function hold(page: Page, address: RegExp): Promise<Held> {
  const told = Promise.withResolvers<'through' | 'refused'>()
  await page.route(address, async route => {
    const come = await told.promise
    await (come === 'through' ? route.continue() : route.fulfill({ status: 409, json: refusal })).catch(
      () => {},
    )
  })
  return { let: told.resolve }
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

test('an instance seems free before it is known whether something holds it, or when that cannot be read', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  const native = await stepwell.native()
  await addTicked(native, 'ledger')
  for (const come of ['through', 'refused'] as const) {
    const held = await hold(page, /\/v1\/tasks\?/)
    await page.goto(`${stepwell.url}/console/instances`)
    const row = page.getByRole('row', { name: 'ledger' })
    await row.getByText('not known yet').nth(1).waitFor()
    assert.equal(await row.getByText('Nothing holds it').count(), 0)
    held.let(come)
    if (come === 'through') await row.getByText('Nothing holds it').waitFor()
    else {
      await page.getByRole('alert').getByText(refusal.error.message).first().waitFor()
      assert.equal(await row.getByText('not known yet').count(), 2)
    }
    await page.unrouteAll()
  }
})

test('a task that is due in a day holds a place in the queue of its instance', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  const native = await stepwell.native()
  await addTicked(native, 'archive')
  const ticks = { instance: 'archive', file: file(), ticks: 100_000 }
  const { id } = await submitTicks(native, ticks)
  await submitTicks(native, { ...ticks, dueAt: new Date(Date.now() + 86_400_000).toISOString() })
  await submitTicks(native, ticks)
  await page.goto(`${stepwell.url}/console/instances`)
  await page.getByRole('row', { name: 'archive' }).getByText('1 waiting').waitFor()
  await native.ask('POST', `/tasks/${id}/cancel`, {})
})

test('a log and a history that are not read yet, or cannot be, seem to be empty', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  const native = await stepwell.native()
  const { id } = await submitTicks(native, { instance: 'ledger', file: file(), ticks: 1 })
  for (const { tab, address, empty, read } of [
    { tab: 'logs', address: /\/logs\?/, empty: /Nothing was written|Lines: 0/, read: 'Lines: 1' },
    { tab: 'events', address: /\/events\?/, empty: /Events: 0/, read: 'Step Tick began' },
  ])
    for (const come of ['through', 'refused'] as const) {
      const held = await hold(page, address)
      await page.goto(`${stepwell.url}/console/tasks/${id}?tab=${tab}`)
      await page.getByRole('tabpanel').getByRole('status', { name: 'Loading' }).waitFor()
      assert.equal(await page.getByText(empty).count(), 0)
      held.let(come)
      await (come === 'through' ? page.getByText(read) : page.getByRole('alert')).first().waitFor()
      assert.equal(await page.getByText(empty).count(), 0)
      await page.unrouteAll()
    }
})

test('the course of a task that cannot be read seems to be empty', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  const { id } = await submitTicks(await stepwell.native(), { instance: 'ledger', file: file(), ticks: 1 })
  const held = await hold(page, /\/timeline/)
  held.let('refused')
  await page.goto(`${stepwell.url}/console/tasks/${id}`)
  await page.getByRole('tabpanel').getByRole('alert').getByText(refusal.error.message).waitFor()
})

test('tasks of other filters seem to fit these, and can be cancelled', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  const rows = page.locator('[data-task]')
  await rows.getByText('Running').first().waitFor()
  const held = await hold(page, /\/v1\/tasks\?.*status=failed/)
  await rows.first().getByRole('checkbox').check()
  await page.getByRole('search').locator('label', { hasText: 'Failed' }).click()
  await page.locator('[role="table"][aria-busy="true"]').waitFor()
  assert.equal(await rows.first().getByRole('checkbox').isDisabled(), true)
  assert.equal(await page.getByRole('toolbar').count(), 0)
  assert.equal(await page.getByText('No more tasks').count(), 0)
  held.let('through')
  await page.getByText('No task fits these filters').waitFor()
})
