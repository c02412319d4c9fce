import assert from 'node:assert/strict'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { seedKeys } from '../scenario/seed.ts'
import { compareServers } from '../scenario/truth.ts'
import { startRedis } from '../servers/redis-server.ts'
import { addTicked } from '../start/ticks.ts'
import { assertAccessible, signIn } from './browser.ts'
import { setStage } from './stage.ts'

const { browser, stepwell } = await setStage('./fragile-operation.ts')

test('a migration cannot be submitted from its form, watched, and looked at afterwards', async () => {
  await using source = await startRedis()
  await using target = await startRedis()
  await seedKeys(source, 200_000)
  const { ask } = await stepwell.native()
  for (const [name, { port }] of [
    ['shop-cache', source],
    ['shop-new', target],
  ] as const)
    await ask('POST', '/instances', { service: 'dcs', name, endpoints: [{ host: '127.0.0.1', port }] })

  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  await page.getByRole('link', { name: 'Instances' }).click()
  await page.getByRole('link', { name: 'shop-cache' }).first().click()
  await page.getByRole('heading', { name: 'shop-cache' }).waitFor()
  await assertAccessible(page, 'instance')
  await page.getByRole('link', { name: 'Submit a task' }).first().click()
  await page
    .getByRole('link', { name: /migration/i })
    .first()
    .click()
  const form = page.locator('form')
  await form.waitFor()
  await assertAccessible(page, 'form of an operation')
  await form.getByRole('button', { name: 'Submit' }).click()
  assert.match(page.url(), /operations\/redis\.migrate/, 'nothing is submitted without a target')
  await form
    .getByRole('combobox', { name: /^Target\b/ })
    .first()
    .click()
  await page.getByRole('option', { name: 'shop-new' }).click()
  await form.getByRole('button', { name: 'Submit' }).click()
  await page.waitForURL(/\/tasks\/[0-9a-f-]{36}/)
  const head = page.locator('header', { has: page.getByRole('heading', { level: 1 }) })
  await head.getByText(/^[1-9]\d? %$/).waitFor()
  await head.getByText('Succeeded', { exact: true }).waitFor({ timeout: 60_000 })
  await head.getByText('100 %', { exact: true }).waitFor()
  assert.equal((await compareServers(source.port, target.port)).different, 0)

  await page.getByRole('button', { name: /Data migration/ }).click()
  await page.waitForURL(/step=data_migration/)
  for (const tab of ['Logs', 'Events', 'Parameters', 'Attempts', 'API answer', 'Steps']) {
    await page.getByRole('tab', { name: tab }).click()
    await page.getByRole('tabpanel', { name: tab }).waitFor()
    await assertAccessible(page, tab)
  }
  await page.getByRole('tab', { name: 'API answer' }).click()
  await page.getByText(/^Content-Type: application\/json/).waitFor()
})

test('a task that failed does not say why, or cannot be retried from the step that failed', async () => {
  const native = await stepwell.native()
  await addTicked(native, 'ledger')
  const obstacle = join(stepwell.data, 'obstacle')
  await writeFile(obstacle, '')
  await using signedIn = await signIn(browser, stepwell, { colorScheme: 'dark' })
  const { page } = signedIn
  const submission = { operation: 'test.fragile', instance: 'ledger', input: { obstacle } }
  const { id } = await native.ask<{ readonly id: string }>('POST', '/tasks', submission)
  await page.goto(`${stepwell.url}/console/tasks/${id}`)
  const failure = page.getByRole('alert')
  await failure.getByText(/DBS\.1001 in step Cross: The obstacle .* is in the way/).waitFor()
  await failure.getByText('Take it away and retry.').waitFor()
  await assertAccessible(page, 'failed task, dark')

  await rm(obstacle)
  await page.getByRole('button', { name: 'Retry' }).click()
  await page.getByLabel('Reason').fill('it is gone')
  await page.getByRole('dialog').getByRole('button', { name: 'Retry' }).click()
  await page.getByText('Succeeded', { exact: true }).first().waitFor()
  await page.getByText('attempt 2').first().waitFor()
  await page.getByRole('tab', { name: 'Events' }).click()
  await page.getByRole('cell', { name: 'it is gone' }).waitFor()
  assert.equal(
    await page.getByRole('cell', { name: 'Step Prepare began' }).count(),
    1,
    'it did not begin anew',
  )
  await page.goto(`${stepwell.url}/console/instances/ledger`)
  await page.getByRole('cell', { name: /in all attempts/ }).waitFor()
})
