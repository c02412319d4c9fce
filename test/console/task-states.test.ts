import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { TaskView } from '../../src/dialects/native/schema.ts'
import { watchTask } from '../kill/task-watch.ts'
import { addTicked, submitTicks } from '../start/ticks.ts'
import { assertAccessible, signIn } from './browser.ts'
import { setStage } from './stage.ts'

const { browser, stepwell } = await setStage('./last-words-operation.ts')

const file = (): string => join(stepwell.data, 'ticks')

/** A task that is to begin in a year. */
async function submitDelayed(instance: string): Promise<{ readonly id: string }> {
  const native = await stepwell.native()
  await addTicked(native, instance)
  const dueAt = new Date(Date.now() + 365 * 24 * 3_600_000).toISOString()
  return submitTicks(native, { instance, file: file(), ticks: 1, dueAt })
}

test('the last lines of a task are missing from its log', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  const native = await stepwell.native()
  await addTicked(native, 'orders')
  const said = join(stepwell.data, 'said')
  const { id } = await native.ask<{ readonly id: string }>('POST', '/tasks', {
    operation: 'test.last_words',
    instance: 'orders',
    input: { file: said },
  })
  await page.goto(`${stepwell.url}/console/tasks/${id}?tab=logs`)
  await page.getByText('the first line').waitFor()
  await writeFile(said, '')
  await page.getByText('the last line').waitFor()
  await page.getByText('Succeeded', { exact: true }).first().waitFor()
  assert.equal(await page.getByText('the first line').count(), 1)
  assert.equal(await page.title(), '100 % Last words · orders — Stepwell')
})

test('a task that is to begin later is said to have started, or not when it begins', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  const { id } = await submitDelayed('billing')
  const row = page.locator(`[data-task="${id}"]`)
  await row.getByText(/^not before .*20\d\d/).waitFor()
  // Neither its submission nor anything else: it has not started.
  assert.equal(await row.locator('time').count(), 0)
  assert.equal(await page.title(), 'Tasks — Stepwell')
  await assertAccessible(page, 'a delayed task')
})

test('a task that has neither begun nor ended is told to have, or not who submitted it', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  const { accessKey } = await stepwell.credentials()
  const { id } = await submitDelayed('ledger')
  await page.goto(`${stepwell.url}/console/tasks/${id}?tab=parameters`)
  const heading = page.getByRole('heading', { name: 'Submission and run' })
  const facts = page.locator('section', { has: heading }).getByRole('row')
  await facts.filter({ hasText: `administrator (${accessKey})` }).waitFor()
  const names = await facts.getByRole('rowheader').allInnerTexts()
  assert.deepEqual(names, ['submitted by', 'submitted', 'due', 'priority', 'operation and version'])
})

test('a key opens another task than the one that is marked or focused', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  await page.goto(`${stepwell.url}/console/tasks?order=newest`)
  const marked = await submitDelayed('shop')
  const top = page.locator('[data-task]').first()
  await page.locator(`[data-task="${marked.id}"]`).waitFor()
  await page.keyboard.press('j')
  await page.locator(`[data-task="${marked.id}"][data-marked="true"]`).waitFor()
  // Another comes in above; and a box that was ticked keeps no key to itself.
  const newer = await submitDelayed('stock')
  await page.locator(`[data-task="${newer.id}"]`).waitFor()
  assert.equal(await top.getAttribute('data-task'), newer.id)
  await page.locator(`[data-task="${marked.id}"][data-marked="true"]`).waitFor()
  await page.locator(`[data-task="${newer.id}"]`).getByRole('checkbox').check()
  await page.keyboard.press('k')
  await page.locator(`[data-task="${newer.id}"][data-marked="true"]`).waitFor()
  await page.locator(`[data-task="${marked.id}"]`).getByRole('link').first().focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(new RegExp(`/tasks/${marked.id}$`))
})

test('a search loses a space before a pause, or cannot be left by keyboard', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  await page.locator('[data-task]').first().waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('last ')
  await page.waitForURL(/search=last$/)
  await page.keyboard.type('words')
  await page.waitForURL(/search=last(?:\+|%20)words$/)
  await page.keyboard.press('Escape')
  await page.keyboard.press('g')
  await page.keyboard.press('i')
  await page.waitForURL(/\/instances$/)
})

test('the page of a task that was deleted looks as if it were there', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  const native = await stepwell.native()
  const { id } = await submitDelayed('mail')
  await native.ask('POST', `/tasks/${id}/cancel`, {})
  await page.goto(`${stepwell.url}/console/tasks/${id}`)
  await page.getByText('Cancelled', { exact: true }).first().waitFor()
  await native.ask('DELETE', `/tasks/${id}`)
  await page.getByRole('alert').getByText(id).first().waitFor()
})

test('a question that was overtaken comes back by itself', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  const native = await stepwell.native()
  await addTicked(native, 'search')
  const { id } = await submitTicks(native, { instance: 'search', file: file(), ticks: 100_000 })
  await page.goto(`${stepwell.url}/console/tasks/${id}`)
  const pause = page.getByRole('button', { name: 'Pause', exact: true })
  await pause.click()
  await page.getByRole('dialog').waitFor()
  await native.ask('POST', `/tasks/${id}/pause`, {})
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Resume', exact: true }).waitFor()
  await native.ask('POST', `/tasks/${id}/resume`, {})
  await pause.waitFor()
  assert.equal(await page.getByRole('dialog').count(), 0)
})

test('what a person has stopped to read in peace is read again', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  const native = await stepwell.native()
  await addTicked(native, 'still')
  const { id } = await submitTicks(native, { instance: 'still', file: file(), ticks: 100_000 })
  for (const tab of ['steps', 'logs']) {
    await page.goto(`${stepwell.url}/console/tasks/${id}?tab=${tab}`)
    await signedIn.settled()
    await page.locator('[data-state="live"]').click()
    await page.locator('[data-state="paused"]').waitFor()
    const ticks = (task: TaskView): number => task.steps[0]!.done ?? 0
    const ticked = async (more: number): Promise<void> => {
      const atFirst = ticks(await watchTask(native, id).until(() => true))
      await watchTask(native, id).until(task => ticks(task) >= atFirst + more)
    }
    // A tick takes 10 ms at least. What had happened before is still read; then the timeline, and the log, would be.
    await ticked(100)
    await signedIn.settled()
    const asked: string[] = []
    page.on('request', request => {
      if (request.url().includes(id)) asked.push(request.url())
    })
    await ticked(400)
    assert.deepEqual(asked, [], tab)
  }
  await native.ask('POST', `/tasks/${id}/cancel`)
})
