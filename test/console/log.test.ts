import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { LogPage } from '../../src/dialects/native/log-schema.ts'
import { watchTask } from '../kill/task-watch.ts'
import { addTicked } from '../start/ticks.ts'
import { assertAccessible, signIn } from './browser.ts'
import { setStage } from './stage.ts'

const { browser, stepwell } = await setStage('./talkative-operation.ts')

test('who reads a long log is pulled away, does not get back to its end, or does not see what is missing', async () => {
  const native = await stepwell.native()
  await addTicked(native, 'orders')
  const file = join(stepwell.data, 'heard')
  const { id } = await native.ask<{ readonly id: string }>('POST', '/tasks', {
    operation: 'test.talkative',
    instance: 'orders',
    input: { file },
  })
  await watchTask(native, id).until(({ status }) => status === 'failed')
  await native.ask('POST', `/tasks/${id}/retry`, {})
  await watchTask(native, id).until(({ status }) => status === 'running')

  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  await page.goto(`${stepwell.url}/console/tasks/${id}?tab=logs`)
  const log = page.getByRole('group', { name: 'Logs' })
  const newest = log.getByText(/^waited \d+$/).last()
  const toTheEnd = page.getByRole('button', { name: 'To the end' })
  await page.getByText('· following').waitFor()
  await newest.waitFor()
  assert.equal(await toTheEnd.count(), 0)
  await assertAccessible(page, 'log')

  await log.hover()
  await page.mouse.wheel(0, -3000)
  await toTheEnd.waitFor()
  assert.equal(await page.getByText('· following').count(), 0)
  const place = (): Promise<unknown> => log.evaluate(box => box.scrollTop)
  const stoodAt = await place()
  const { lines } = await native.ask<LogPage>('GET', `/tasks/${id}/logs?step=wait&limit=1000`)
  const later = page.waitForResponse(async response => {
    const isLog = response.url().includes('/logs')
    return isLog && ((await response.json()) as LogPage).lines.some(({ number }) => number > lines.length + 5)
  })
  await later
  await signedIn.settled()
  assert.equal(await place(), stoodAt)
  await assertAccessible(page, 'log, scrolled')

  await toTheEnd.click()
  await page.getByText('· following').waitFor()
  await newest.waitFor()
  const [, number] = /(\d+)$/.exec(await newest.innerText()) ?? []
  assert.ok(Number(number) > lines.length, `${number} lines after ${lines.length}`)

  await log.evaluate(box => box.scrollTo(0, 0))
  await log.getByText('… 200 lines of Talk 1 are missing').waitFor()
  await page.getByLabel('Search in the log').fill(': LINE 1200')
  await page.getByText(/^Lines: 20(?: |$)/).waitFor()
  assert.equal(await log.getByText('missing').count(), 0)
  assert.equal(await log.getByRole('heading').count(), 0)
  await page.getByLabel('Search in the log').fill('somebody')
  await log.getByRole('heading', { name: 'Attempt 2:' }).waitFor()
  await log.getByText('now somebody listens').waitFor()
  await writeFile(file, '')
})
