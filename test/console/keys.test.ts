import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { addTicked, submitTicks } from '../start/ticks.ts'
import { assertAccessible, signIn } from './browser.ts'
import { setStage } from './stage.ts'

const { browser, stepwell } = await setStage()
let task: string
before(async () => {
  const native = await stepwell.native()
  await addTicked(native, 'orders')
  const file = join(stepwell.data, 'ticks')
  ;({ id: task } = await submitTicks(native, { instance: 'orders', file, ticks: 100_000 }))
})

test('a key does not select what is marked, or does not stop what is shown', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  const row = page.locator(`[data-task="${task}"]`)
  await row.waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page.getByRole('toolbar').getByText('Selected: 1').waitFor()
  assert.equal(await row.getByRole('checkbox').isChecked(), true)
  await page.keyboard.press('x')
  await page.getByRole('toolbar').waitFor({ state: 'detached' })

  await page.keyboard.press('p')
  await page.getByRole('status').getByText('Standing still').waitFor()
  await page.keyboard.press('p')
  await page.getByRole('status').getByText('Live', { exact: true }).waitFor()
})

test('a key acts on the page behind an open menu', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  await page.locator(`[data-task="${task}"]`).waitFor()
  await page.getByRole('button', { name: 'administrator' }).click()
  await page.getByRole('menu').waitFor()
  await page.keyboard.press('p')
  await page.keyboard.press('j')
  await page.keyboard.press('Escape')
  await page.getByRole('menu').waitFor({ state: 'detached' })
  await page.getByRole('status').getByText('Live', { exact: true }).waitFor()
  assert.equal(await page.locator('[data-marked="true"]').count(), 0)
})

test('keys of one character cannot be switched off, or come back by themselves', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  const row = page.locator(`[data-task="${task}"]`)
  await row.waitFor()
  const shown = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click()
    await page.getByRole('dialog').waitFor()
  }
  const closed = async (): Promise<void> => {
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
  await shown()
  await assertAccessible(page, 'keyboard shortcuts')
  const keys = page.getByRole('switch', { name: 'Keys of one character' })
  await keys.uncheck()
  await closed()
  for (const key of ['j', '?', 'p']) await page.keyboard.press(key)
  await page.reload()
  await row.waitFor()
  await page.keyboard.press('j')
  assert.equal(await page.locator('[data-marked="true"]').count(), 0)
  assert.equal(await page.getByRole('dialog').count(), 0)

  await shown()
  assert.equal(await keys.isChecked(), false)
  await keys.check()
  await closed()
  await page.keyboard.press('j')
  await page.locator(`[data-task="${task}"][data-marked="true"]`).waitFor()
})
