import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { addTicked, submitTicks } from '../start/ticks.ts'
import { assertAccessible, signIn } from './browser.ts'
import { setStage } from './stage.ts'

const { browser, stepwell } = await setStage()
/** The first works on the instance, the second waits for it. */
let first: string
let second: string
before(async () => {
  const native = await stepwell.native()
  await addTicked(native, 'orders')
  const file = join(stepwell.data, 'ticks')
  ;({ id: first } = await submitTicks(native, { instance: 'orders', file, ticks: 100_000 }))
  ;({ id: second } = await submitTicks(native, { instance: 'orders', file, ticks: 10 }))
})

test('the task that one waits for is named, and cannot be gone to', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  await page.goto(`${stepwell.url}/console/tasks/${second}`)
  await page
    .getByText(/works on orders/)
    .getByRole('link', { name: first.slice(0, 8) })
    .click()
  await page.waitForURL(new RegExp(`/tasks/${first}$`))
  await page.getByText('Running', { exact: true }).first().waitFor()
})

test('what is selected outlives the filters under which it was seen', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  await page.locator(`[data-task="${second}"]`).getByRole('checkbox').check()
  const bar = page.getByRole('toolbar')
  await bar.waitFor()
  const pending = page.getByRole('search').locator('label', { hasText: 'Waiting to start' })
  await pending.click()
  await page.waitForURL(/status=pending/)
  await page.locator(`[data-task="${first}"]`).waitFor({ state: 'detached' })
  assert.equal(await bar.count(), 0)
  await pending.click()
  await page.locator(`[data-task="${first}"]`).waitFor()
  assert.equal(await bar.count(), 0)
  assert.equal(await page.getByRole('checkbox', { checked: true }).count(), 0)
})

test('a filter of a link is not to be seen, because it is not loaded or goes by name', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  await page.goto(`${stepwell.url}/console/tasks?operation=gone.away&instance=orders&order=newest`)
  await page.getByText('No task fits these filters').waitFor()
  const operation = page.getByRole('combobox', { name: 'Operation' })
  assert.equal(await operation.inputValue(), 'gone.away')
  assert.equal(await page.getByRole('combobox', { name: 'Instance' }).inputValue(), 'orders')
  await page.getByRole('button', { name: 'Clear Operation', includeHidden: true }).click()
  await page.locator(`[data-task="${first}"]`).waitFor()
  assert.equal(await page.locator(`[data-task="${second}"]`).getAttribute('aria-rowindex'), '2')
})

test('the page of a task that is not there has no heading and no name', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  await page.goto(`${stepwell.url}/console/tasks/0123456789`)
  await page.getByRole('alert').waitFor()
  await page.getByRole('heading', { level: 1, name: 'Task 01234567' }).waitFor()
  assert.equal(await page.title(), 'Task 01234567 — Stepwell')
  await assertAccessible(page, 'a task that is not there')
})

test('the search of a log is not where every other search is', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  await page.goto(`${stepwell.url}/console/tasks/${first}?tab=logs`)
  const search = page.getByRole('textbox', { name: 'Search in the log' })
  await search.waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('nothing like this')
  await page.getByText('No line holds this').waitFor()
  assert.equal(await search.inputValue(), 'nothing like this')
})
