import assert from 'node:assert/strict'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { TaskView } from '../../src/dialects/native/schema.ts'
import { addTicked, submitTicks } from '../start/ticks.ts'
import { assertAccessible, signIn } from './browser.ts'
import { setStage } from './stage.ts'

const { browser, stepwell } = await setStage('./stuck-operation.ts')

test('the target of a task seems free, also when its undo has failed and keeps it locked', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  const native = await stepwell.native()
  for (const name of ['orders', 'orders-new']) await addTicked(native, name)
  const file = join(stepwell.data, 'goes-on')
  await writeFile(file, '')
  const input = { target: 'orders-new', file }
  const { id } = await native.ask<TaskView>('POST', '/tasks', {
    operation: 'test.stuck',
    instance: 'orders',
    input,
  })
  const ticks = { instance: 'orders-new', file: join(stepwell.data, 'ticks'), ticks: 1 }
  const dueAt = new Date(Date.now() + 3_600_000).toISOString()
  const later = await submitTicks(native, { ...ticks, dueAt })
  const next = await submitTicks(native, ticks)

  await page.goto(`${stepwell.url}/console/tasks/${id}`)
  const head = page.locator('header', { has: page.getByRole('heading', { name: 'Copy' }) })
  await head.getByRole('link', { name: 'orders-new' }).waitFor()
  assert.deepEqual(await head.getByRole('link', { name: /^orders/ }).allTextContents(), [
    'orders',
    'orders-new',
  ])
  await head.getByRole('link', { name: 'orders-new' }).click()
  await page.getByText('works on orders-new.').first().waitFor()
  const queue = page.getByRole('table', { name: 'Queue' })
  const shown = await queue
    .getByRole('link', { name: 'Tick' })
    .evaluateAll(links => links.map(link => link.getAttribute('href')))
  assert.deepEqual(
    shown.map(address => address?.split('/').at(-1)),
    [next.id, later.id],
  )

  await rm(file)
  await page.getByText('an administrator releases it').waitFor({ timeout: 60_000 })
  await page.getByText('an administrator has to release orders-new').first().waitFor()
  await assertAccessible(page, 'an instance that is to be released')
  await page.goto(`${stepwell.url}/console/instances`)
  await page.getByText('an administrator has to release it').first().waitFor()
})

test('the history of an instance does not tell where its data went, or why it did not', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  const native = await stepwell.native()
  for (const name of ['shop', 'shop-new']) await addTicked(native, name)
  const input = { target: 'shop-new', file: join(stepwell.data, 'shop') }
  const dueAt = new Date(Date.now() + 3_600_000).toISOString()
  const body = { operation: 'test.stuck', instance: 'shop', input, dueAt }
  const { id } = await native.ask<TaskView>('POST', '/tasks', body)
  await native.ask('POST', `/tasks/${id}/cancel`, { reason: 'wrong target' })
  await page.goto(`${stepwell.url}/console/instances/shop-new`)
  const line = page.getByRole('table', { name: 'History' }).getByRole('row').filter({ hasText: 'Copy' })
  await line.getByText('wrong target').waitFor()
  assert.deepEqual(await line.getByRole('link', { name: /^shop/ }).allTextContents(), ['shop', 'shop-new'])
  await assertAccessible(page, 'the history of an instance')
})
