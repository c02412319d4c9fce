import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { addTicked, operations, submitTicks } from '../start/ticks.ts'
import { startStepwell, type StepwellProcess } from '../scenario/stepwell-process.ts'
import { assertAccessible, signIn, startBrowser } from './browser.ts'

let browser: Browser
let stepwell: StepwellProcess
before(async () => {
  browser = await startBrowser()
  stepwell = await startStepwell({ operations })
})
after(async () => {
  await browser?.close()
  await stepwell?.[Symbol.asyncDispose]()
})

const file = (): string => join(stepwell.data, 'ticks')

test('somebody with a wrong secret gets in, or is not told what to do', async () => {
  const page = await browser.newPage({ locale: 'en-US' })
  const { accessKey } = await stepwell.credentials()
  await page.goto(`${stepwell.url}/console/tasks`)
  await page.getByRole('textbox', { name: 'Access key' }).fill(accessKey)
  await page.getByLabel('Secret key *').fill('wrong')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page
    .getByRole('alert')
    .getByText('The access key or user is not in use, or this is not its secret key or password.')
    .waitFor()
  assert.equal(await page.getByRole('navigation').count(), 0)
  await assertAccessible(page, 'sign-in')
  await page.close()
})

test('who has no task is not shown how to begin', async () => {
  await using signedIn = await signIn(browser, stepwell)
  await signedIn.page.getByText('stepwell submit redis.migrate').waitFor()
  await assertAccessible(signedIn.page, 'no task')
  assert.deepEqual(signedIn.errors, [])
})

test('a task that runs is not seen to run, and to come to its end', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page, errors } = signedIn
  const native = await stepwell.native()
  await addTicked(native, 'orders')
  const { id } = await submitTicks(native, { instance: 'orders', file: file(), ticks: 200 })
  const row = page.locator(`[data-task="${id}"]`)
  await row.getByText('Running').waitFor()
  await row.getByText('Succeeded').waitFor()
  await row.getByText('100 %').waitFor()
  await assertAccessible(page, 'tasks')
  assert.deepEqual(errors, [])
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
  await page.getByRole('button', { name: 'Cancel (1)' }).click()
  await page.getByLabel('Reason').fill('wrong instance')
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel (1)' }).click()
  await row.getByText('Cancelled').waitFor()
  await page.goto(`${stepwell.url}/console/tasks/${id}?tab=events`)
  await page.getByRole('cell', { name: 'wrong instance' }).waitFor()
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
  assert.equal(await page.locator('[data-task]').getByText('Cancelled', { exact: true }).count(), 1)
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
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  const native = await stepwell.native()
  await addTicked(native, 'shop')
  const { id } = await submitTicks(native, { instance: 'shop', file: file(), ticks: 400 })
  await page.goto(`${stepwell.url}/console/tasks/${id}?tab=events`)
  await page.getByText('Step Tick began').waitFor()
  await stepwell.kill()
  await page.getByText('Server away, trying').waitFor()
  await stepwell.start()
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
