import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { isEnded, watchTask } from '../kill/task-watch.ts'
import { addTicked, submitTicks } from '../start/ticks.ts'
import { assertAccessible, signIn } from './browser.ts'
import { setStage } from './stage.ts'

const { browser, stepwell } = await setStage()
before(async () => {
  const native = await stepwell.native()
  await addTicked(native, 'done')
  const { id: done } = await submitTicks(native, { instance: 'done', file: file(), ticks: 1 })
  await watchTask(native, done).until(isEnded)
  const { id: cancelled } = await submitTicks(native, { instance: 'done', file: file(), ticks: 100_000 })
  await native.ask('POST', `/tasks/${cancelled}/cancel`, {})
  await watchTask(native, cancelled).until(isEnded)
})

const file = (): string => join(stepwell.data, 'ticks')

test('a task that runs is not seen to run, and to come to its end', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  const native = await stepwell.native()
  await addTicked(native, 'orders')
  const { id } = await submitTicks(native, { instance: 'orders', file: file(), ticks: 200 })
  const row = page.locator(`[data-task="${id}"]`)
  await row.getByText('Running').waitFor()
  await row.getByText('Succeeded').waitFor()
  await row.getByText('100 %').waitFor()
  await assertAccessible(page, 'tasks')
})

test('a selected task cannot be cancelled from the list, or its reason is lost', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  const native = await stepwell.native()
  await addTicked(native, 'billing')
  const { id } = await submitTicks(native, { instance: 'billing', file: file(), ticks: 100_000 })
  const row = page.locator(`[data-task="${id}"]`)
  await row.getByText('Running').waitFor()
  await row.getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Cancel tasks (1)' }).click()
  await page.getByLabel('Reason').fill('wrong instance')
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel tasks (1)' }).click()
  await row.getByText('Cancelled').waitFor()
  await page.goto(`${stepwell.url}/console/tasks/${id}?tab=events`)
  await page.getByRole('cell', { name: 'wrong instance' }).waitFor()
})

test('why a selected task was not cancelled is not told, because it has left the list', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  const native = await stepwell.native()
  await addTicked(native, 'ledger')
  const { id } = await submitTicks(native, { instance: 'ledger', file: file(), ticks: 100_000 })
  await page.goto(`${stepwell.url}/console/tasks?status=running`)
  const row = page.locator(`[data-task="${id}"]`)
  await row.getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Cancel tasks (1)' }).click()
  await native.ask('POST', `/tasks/${id}/cancel`, {})
  await watchTask(native, id).until(isEnded)
  await native.ask('DELETE', `/tasks/${id}`)
  await row.waitFor({ state: 'detached' })
  const dialogue = page.getByRole('dialog')
  await dialogue.getByRole('button', { name: 'Cancel tasks (1)' }).click()
  await dialogue.getByText('Not done: 1').waitFor()
  await dialogue.getByText(new RegExp(`${id.slice(0, 8)}: There is no task`)).waitFor()
  await page.keyboard.press('Escape')
  await dialogue.waitFor({ state: 'detached' })
})

test('a filter is lost on a reload, or the list does not narrow', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  await page.getByText('Succeeded', { exact: true }).first().waitFor()
  await page.getByRole('search').locator('label', { hasText: 'Cancelled' }).click()
  await page.waitForURL(/status=cancelled/)
  await page.reload()
  await page.locator('[data-task]').first().waitFor()
  assert.deepEqual(await page.locator('[data-task]').getByText('Succeeded', { exact: true }).count(), 0)
  const cancelled = page.locator('[data-task]').getByText('Cancelled', { exact: true })
  assert.equal(await cancelled.count(), await page.locator('[data-task]').count())
})

test('a narrow window hides something of a task, or cannot select all of them', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  const native = await stepwell.native()
  await addTicked(native, 'narrow')
  const submitted = () => submitTicks(native, { instance: 'narrow', file: file(), ticks: 100_000 })
  const ids = [await submitted(), await submitted()].map(({ id }) => id)
  const [running, waiting] = ids.map(id => page.locator(`[data-task="${id}"]`))
  await running!.getByText('Running').waitFor()
  for (const width of [360, 700, 1000, 1280]) {
    await page.setViewportSize({ width, height: 900 })
    await running!.getByText('administrator').waitFor()
    await running!.locator('time').waitFor()
    await running!.getByText('Tick', { exact: true }).nth(1).waitFor()
    await waiting!.getByText('1st in the queue').waitFor()
    await page.getByRole('checkbox', { name: 'Select all that are shown' }).waitFor()
  }
  for (const id of ids.toReversed()) await native.ask('POST', `/tasks/${id}/cancel`, {})
})

test('another language needs a reload, or leaves words behind', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  await page.getByText('Succeeded', { exact: true }).first().waitFor()
  await page.getByText('中文').click()
  await page.getByRole('heading', { name: '任务' }).waitFor()
  await page.locator('[data-task]').getByText('成功').first().waitFor()
  assert.equal(await page.locator('html').getAttribute('lang'), 'zh-CN')
  const text = await page.locator('body').innerText()
  assert.doesNotMatch(text, /Succeeded|Cancelled|Tasks|Progress/)
})

test('the dark theme cannot be read, or is forgotten', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  await page.locator('[data-task]').first().waitFor()
  await page.getByText('Dark', { exact: true }).click()
  await page.reload()
  await page.locator('[data-task]').first().waitFor()
  assert.equal(await page.locator('html').getAttribute('data-mantine-color-scheme'), 'dark')
  await assertAccessible(page, 'tasks, dark')
})

test('a server that goes away is not seen to, or what happened meanwhile is missing', async () => {
  await using signedIn = await signIn(browser, stepwell, { provokes: ['server away'] })
  const { page } = signedIn
  const native = await stepwell.native()
  await addTicked(native, 'shop')
  const { id } = await submitTicks(native, { instance: 'shop', file: file(), ticks: 400 })
  await page.goto(`${stepwell.url}/console/tasks/${id}?tab=events`)
  await page.getByText('Step Tick began').waitFor()
  await stepwell.kill()
  await page.getByText('Server away, trying').waitFor()
  await page.getByRole('link', { name: 'Instances' }).click()
  await page.getByRole('status', { name: 'Loading' }).waitFor()
  await stepwell.start()
  await page.locator('[data-instance]').first().waitFor()
  await page.goBack()
  await page.getByRole('status').getByText('Live', { exact: true }).waitFor()
  await page.getByText('Succeeded', { exact: true }).first().waitFor()
  await page.getByRole('cell', { name: /^Worker .* was lost/ }).waitFor()
  await page.getByRole('cell', { name: 'All steps are done' }).waitFor()
})

test('everything can be done by mouse only', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  await page.locator('[data-task]').first().waitFor()
  await page.keyboard.press('?')
  await page.getByRole('dialog').getByText('Go to the tasks').waitFor()
  await assertAccessible(page, 'keyboard shortcuts')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByRole('list', { name: 'What may be done now' }).waitFor()
  await page.keyboard.press('1')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.keyboard.press('g')
  await page.keyboard.press('t')
  await page.waitForURL(/\/tasks$/)
})
