import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import type { TaskView } from '../../src/dialects/native/schema.ts'
import { watchTask } from '../kill/task-watch.ts'
import { addTicked, submitTicks } from '../start/ticks.ts'
import { assertAccessible, signIn } from './browser.ts'
import { setStage } from './stage.ts'

const { browser, stepwell } = await setStage()

/** A task that ticks for long on an instance of its own. */
async function submitLong(instance: string, dueAt?: string): Promise<string> {
  const native = await stepwell.native()
  await addTicked(native, instance)
  const when = dueAt === undefined ? {} : { dueAt }
  const file = join(stepwell.data, 'ticks')
  const { id } = await submitTicks(native, { instance, file, ticks: 100_000, ...when })
  return id
}

/** Opens the page of a task and the dialogue of an action. */
async function ask(page: Page, task: string, action: string): Promise<ReturnType<Page['getByRole']>> {
  await page.goto(`${stepwell.url}/console/tasks/${task}`)
  await page.getByRole('button', { name: action, exact: true }).click()
  return page.getByRole('dialog')
}

const inAYear = (): Date => new Date(Date.now() + 365 * 24 * 3_600_000)

/** A moment as a field of the browser takes it, in the time of this machine, on the minute. */
function localMinute(at: Date): string {
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 16)
}

test('a task is not cancelled from its own page, or why is lost', async () => {
  const native = await stepwell.native()
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  const id = await submitLong('orders')
  const dialogue = await ask(page, id, 'Cancel the task')
  await assertAccessible(page, 'dialogue of a cancel')
  await dialogue.getByLabel('Reason').fill('wrong instance')
  await dialogue.getByRole('button', { name: 'Cancel the task' }).click()
  await dialogue.waitFor({ state: 'detached' })
  await page.getByText('Cancelled', { exact: true }).first().waitFor()
  const { status } = await native.ask<TaskView>('GET', `/tasks/${id}`)
  assert.equal(status, 'cancelled')
  await page.getByRole('tab', { name: 'Events' }).click()
  await page.getByRole('cell', { name: 'wrong instance' }).waitFor()
})

test('a reason that is too long is cut, or refused without a word', async () => {
  const native = await stepwell.native()
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  const id = await submitLong('letters')
  const dialogue = await ask(page, id, 'Cancel the task')
  await dialogue.getByLabel('Reason').fill('why '.repeat(300))
  await dialogue.getByRole('button', { name: 'Cancel the task' }).click()
  await dialogue.getByRole('alert').getByText(/1000/).waitFor()
  const { cancelRequestedAt } = await native.ask<TaskView>('GET', `/tasks/${id}`)
  assert.equal(cancelRequestedAt, null)
  await native.ask('POST', `/tasks/${id}/cancel`)
})

test('the end of a pause, or what is to come then, is lost', async () => {
  const native = await stepwell.native()
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  const id = await submitLong('billing')
  const dialogue = await ask(page, id, 'Pause')
  assert.equal(await dialogue.getByLabel('Then').count(), 0, 'nothing follows a pause without an end')
  const until = localMinute(inAYear())
  await dialogue.getByLabel(/^Pause until/).fill(until)
  await dialogue.getByLabel('Then').selectOption('be cancelled')
  await assertAccessible(page, 'dialogue of a pause')
  await dialogue.getByRole('button', { name: 'Pause' }).click()
  await page.getByText(/It is cancelled at .* unless somebody resumes it/).waitFor()
  const { pauseLimit } = await watchTask(native, id).until(({ status }) => status === 'paused')
  assert.deepEqual(pauseLimit, { until: new Date(until).toISOString(), afterwards: 'cancel' })
})

test('a task that has not begun gets no other time, or one that nobody gave', async () => {
  const native = await stepwell.native()
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  const id = await submitLong('shop', inAYear().toISOString())
  const dialogue = await ask(page, id, 'Start at another time')
  const submit = dialogue.getByRole('button', { name: 'Start at another time' })
  await submit.click()
  await dialogue.getByText('This is needed.').waitFor()
  const at = localMinute(new Date(inAYear().getTime() + 24 * 3_600_000))
  await dialogue.getByLabel(/^Begin at/).fill(at)
  await submit.click()
  await dialogue.waitFor({ state: 'detached' })
  const { dueAt } = await native.ask<TaskView>('GET', `/tasks/${id}`)
  assert.equal(dueAt, new Date(at).toISOString())
})

test('a task that is over cannot be deleted from its page, or its page stays', async () => {
  const native = await stepwell.native()
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  const id = await submitLong('mail', inAYear().toISOString())
  await native.ask('POST', `/tasks/${id}/cancel`)
  const dialogue = await ask(page, id, 'Delete')
  await dialogue.getByRole('button', { name: 'Delete' }).click()
  await page.waitForURL(/\/tasks$/)
  await page.getByRole('heading', { name: 'Tasks' }).waitFor()
  await page.goto(`${stepwell.url}/console/tasks/${id}`)
  await page.getByRole('alert').getByText(id).first().waitFor()
})
