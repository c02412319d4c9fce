import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { addTicked, submitTicks } from '../start/ticks.ts'
import { signIn } from './browser.ts'
import { setStage } from './stage.ts'

const { browser, stepwell } = await setStage()
before(async () => {
  await addTicked(await stepwell.native(), 'orders')
})

/** Submits a task that is not due for long. */
async function submitLater(): Promise<string> {
  const file = join(stepwell.data, 'ticks')
  const dueAt = new Date(Date.now() + 86_400_000).toISOString()
  const native = await stepwell.native()
  return (await submitTicks(native, { instance: 'orders', file, ticks: 1, dueAt })).id
}

test('an action that is never answered keeps its dialogue for ever, or seems not to be done', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  const id = await submitLater()
  await page.clock.install()
  await page.goto(`${stepwell.url}/console/tasks/${id}`)
  await page.getByRole('button', { name: 'Cancel the task', exact: true }).click()
  // It is done, and nobody hears of it.
  const done = Promise.withResolvers<unknown>()
  await page.route(`**/v1/tasks/${id}/cancel`, route => done.resolve(route.fetch()))
  const dialogue = page.getByRole('dialog')
  await dialogue.getByRole('button', { name: 'Cancel the task', exact: true }).click()
  await done.promise
  await page.clock.fastForward(20_000)
  await dialogue.getByRole('alert').getByText('Whether this was done is not known').waitFor()
  await page.keyboard.press('Escape')
  await dialogue.waitFor({ state: 'detached' })
  await page.locator('article header').getByText('Cancelled').waitFor()
})

test('a form that is never answered cannot be sent again, or makes two tasks', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  const native = await stepwell.native()
  await addTicked(native, 'billing')
  await page.clock.install()
  await page.goto(`${stepwell.url}/console/operations/test.tick?instance=billing`)
  const form = page.getByRole('form')
  await form.getByLabel('ticks').fill('1')
  await form.getByLabel('file').fill(join(stepwell.data, 'ticks'))
  const done = Promise.withResolvers<unknown>()
  await page.route('**/v1/tasks', route => done.resolve(route.fetch()))
  await form.getByRole('button', { name: 'Submit' }).click()
  await done.promise
  await page.clock.fastForward(20_000)
  await page.getByRole('alert').getByText('that makes one task only').waitFor()
  await page.unroute('**/v1/tasks')
  await form.getByRole('button', { name: 'Submit' }).click()
  await page.waitForURL(/\/console\/tasks\/[0-9a-f-]+$/)
  const { tasks } = await native.ask<{ readonly tasks: readonly unknown[] }>('GET', '/tasks?instance=billing')
  assert.equal(tasks.length, 1)
})

test('a moment that no clock tells is sent, or brings the page down', async () => {
  await using signedIn = await signIn(browser, stepwell, { timezoneId: 'America/New_York' })
  const { page } = signedIn
  await page.goto(`${stepwell.url}/console/operations/test.tick?instance=orders`)
  const form = page.getByRole('form')
  await form.getByLabel('ticks').fill('1')
  await form.getByLabel('file').fill(join(stepwell.data, 'ticks'))
  await form.getByLabel('Begin at').fill('275760-09-13T00:00')
  await form.getByRole('button', { name: 'Submit' }).click()
  await form.getByText('There is no such date.').waitFor()
})

test('what was cancelled from the list seems not to be, as long as the list stands still', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  const ids = await Promise.all(Array.from({ length: 6 }, submitLater))
  const rows = ids.map(id => page.locator(`[data-task="${id}"]`))
  for (const row of rows) await row.getByRole('checkbox').check()
  await page.getByTitle('Stop updating what is shown').click()
  await page.getByRole('button', { name: 'Cancel tasks (6)' }).click()
  // All but the first few wait until these are answered.
  const held = Promise.withResolvers<undefined>()
  await page.route('**/cancel', async route => {
    await held.promise
    await route.continue()
  })
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel tasks (6)' }).click()
  await page.getByRole('dialog').getByText('0 of 6 asked').waitFor()
  held.resolve(undefined)
  await Promise.all(rows.map(row => row.getByText('Cancelled').waitFor()))
  await page.getByText('Standing still').waitFor()
})

test('a session that is over while many are cancelled is told of each of them', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  const ids = await Promise.all(Array.from({ length: 6 }, submitLater))
  for (const id of ids) await page.locator(`[data-task="${id}"]`).getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Cancel tasks (6)' }).click()
  await page.context().clearCookies()
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel tasks (6)' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
})

test('a server that goes away while many are cancelled is asked for each of them', async () => {
  await using signedIn = await signIn(browser, stepwell, { provokes: ['server away'] })
  const { page } = signedIn
  const ids = await Promise.all(Array.from({ length: 6 }, submitLater))
  for (const id of ids) await page.locator(`[data-task="${id}"]`).getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Cancel tasks (6)' }).click()
  await page.route('**/cancel', route => route.abort())
  const dialogue = page.getByRole('dialog')
  await dialogue.getByRole('button', { name: 'Cancel tasks (6)' }).click()
  await dialogue.getByText('Not done, or not known: 6').waitFor()
  await dialogue.getByText('not asked any more: 2').waitFor()
  await page.unroute('**/cancel')
  await dialogue.getByRole('button', { name: 'Cancel tasks (6)' }).click()
  await dialogue.waitFor({ state: 'detached' })
})

test('an instance that is registered is not seen until the page is loaded again', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  await page.clock.install()
  await page.goto(`${stepwell.url}/console/instances`)
  await page.getByRole('link', { name: 'orders' }).waitFor()
  await addTicked(await stepwell.native(), 'registered-since')
  await page.clock.fastForward(10_000)
  await page.getByRole('link', { name: 'registered-since' }).waitFor()
})
