import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import type { TaskList, TaskView } from '../../src/dialects/native/schema.ts'
import { watchTask } from '../kill/task-watch.ts'
import { addTicked, submitTicks } from '../start/ticks.ts'
import { assertAccessible, openPage, signIn } from './browser.ts'
import { setStage } from './stage.ts'

const { browser, stepwell } = await setStage()
before(async () => {
  const native = await stepwell.native()
  for (const name of ['orders', 'billing', 'shop']) await addTicked(native, name)
})

const file = (): string => join(stepwell.data, 'ticks')

/** Lets the next request of a method go through, and loses its answer. */
const loseAnswer = (page: Page, path: string): Promise<unknown> =>
  page.route(
    path,
    async route => {
      await route.fetch()
      await route.abort()
    },
    { times: 1 },
  )

test('a form whose answer was lost and that was corrected since can be sent no more, or hides the task it made', async () => {
  await using signedIn = await signIn(browser, stepwell, { provokes: ['server away'] })
  const { page } = signedIn
  await page.goto(`${stepwell.url}/console/operations/test.tick?instance=orders`)
  const form = page.getByRole('form')
  const submit = form.getByRole('button', { name: 'Submit' })
  await form.getByLabel('file').fill(file())
  await form.getByLabel('ticks').fill('100000')
  await loseAnswer(page, '**/v1/tasks')
  await submit.click()
  await form.getByRole('alert').getByText('The server does not answer').waitFor()
  await form.getByLabel('ticks').fill('3')
  await submit.click()
  const made = form.getByRole('alert').getByRole('link', { name: /^Look at task / })
  await made.waitFor()
  await assertAccessible(page, 'form, made before')
  const native = await stepwell.native()
  const { tasks } = await native.ask<TaskList>('GET', '/tasks?operation=test.tick')
  assert.deepEqual(
    tasks.map(({ input }) => input),
    [{ file: file(), ticks: 100_000 }],
  )
  assert.match((await made.getAttribute('href')) ?? '', new RegExp(`/tasks/${tasks[0]!.id}$`))
  await native.ask('POST', `/tasks/${tasks[0]!.id}/cancel`, {})
  await submit.click()
  await page.waitForURL(/\/tasks\/[0-9a-f-]{36}$/)
  assert.doesNotMatch(page.url(), new RegExp(tasks[0]!.id))
})

test('what is wrong with a field stays in the language that was left, or what was filled in is gone', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  await page.goto(`${stepwell.url}/console/operations/test.tick?instance=orders`)
  await page.getByRole('form').getByRole('button', { name: 'Submit' }).click()
  await page.getByText('is missing').first().waitFor()
  await page.getByLabel('Reason').fill('for the night')
  await page.getByText('中文').click()
  await page.getByText('缺失').first().waitFor()
  assert.equal(await page.getByText('is missing').count(), 0)
  assert.equal(await page.getByLabel('原因').inputValue(), 'for the night', 'what was filled in')
})

test('a date that is half filled in counts as none, and the task begins at once', async () => {
  await using signedIn = await signIn(browser, stepwell, { locale: 'zh-CN' })
  const { page } = signedIn
  await page.goto(`${stepwell.url}/console/operations/test.tick?instance=shop`)
  const form = page.getByRole('form')
  await form.getByLabel('file').fill(file())
  await form.getByLabel('ticks').fill('3')
  await form.getByLabel('开始时间').click()
  await page.keyboard.type('2031')
  await form.getByRole('button', { name: '提交' }).click()
  await form.getByText('日期或时间不完整。').waitFor()
  await form.getByLabel('开始时间').fill('2031-01-01T00:00')
  await form.getByText('日期或时间不完整。').waitFor({ state: 'detached' })
  await form.getByRole('button', { name: '提交' }).click()
  await page.waitForURL(/\/tasks\/[0-9a-f-]{36}$/)
})

test('who leaves a field empty is told so in the language of the browser', async () => {
  await using opened = await openPage(browser, { locale: 'zh-CN' })
  const { page } = opened
  await page.goto(`${stepwell.url}/console/tasks`)
  await page.getByText('EN', { exact: true }).click()
  await page.getByRole('button', { name: 'Sign in' }).click()
  assert.equal(await page.getByText('This is needed.').count(), 2)
  await assertAccessible(page, 'sign-in, empty')
  await page.getByText('中文').click()
  assert.equal(await page.getByText('此项必填。').count(), 2)
  await page.getByRole('textbox', { name: '访问密钥' }).fill('STWLA')
  assert.equal(await page.getByText('此项必填。').count(), 1)
})

test('a refusal is lost because the dialogue was closed, or because the action may not be done any more', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  const native = await stepwell.native()
  const { id } = await submitTicks(native, { instance: 'billing', file: file(), ticks: 100_000 })
  await watchTask(native, id).until(({ status }) => status === 'running')
  await page.goto(`${stepwell.url}/console/tasks/${id}`)
  const asked = Promise.withResolvers<undefined>()
  const answered = Promise.withResolvers<undefined>()
  await page.route('**/pause', async route => {
    asked.resolve(undefined)
    await answered.promise
    await route.continue()
  })
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  const dialogue = page.getByRole('dialog')
  await dialogue.getByRole('button', { name: 'Pause', exact: true }).click()
  await asked.promise
  await page.keyboard.press('Escape')
  assert.equal(await dialogue.getByRole('button', { name: 'Do nothing' }).isDisabled(), true)
  // Somebody else cancels it first.
  await native.ask('POST', `/tasks/${id}/cancel`, {})
  await watchTask(native, id).until(({ endedAt }: TaskView) => endedAt !== null)
  await page.getByText('Cancelled', { exact: true }).first().waitFor()
  await page.getByRole('button', { name: 'Pause', exact: true }).nth(1).waitFor({ state: 'detached' })
  answered.resolve(undefined)
  await dialogue.getByRole('alert').waitFor()
  await dialogue.getByRole('button', { name: 'Do nothing' }).click()
  await dialogue.waitFor({ state: 'detached' })
})

test('a browser that may keep nothing shows an empty page', async () => {
  await using opened = await openPage(browser)
  const { page } = opened
  await page.addInitScript(`Object.defineProperty(window, 'localStorage', {
    get() { throw new DOMException('Access is denied for this document.', 'SecurityError') },
  })`)
  const { accessKey, secretKey } = await stepwell.credentials()
  await page.goto(`${stepwell.url}/console/tasks`)
  await page.getByRole('textbox', { name: 'Access key' }).fill(accessKey)
  await page.getByLabel('Secret key *').fill(secretKey)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Tasks' }).waitFor()
  await page.getByText('Dark', { exact: true }).click()
  await page.getByText('中文').click()
  await page.getByRole('heading', { name: '任务' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Tasks' }).waitFor()
})
