import assert from 'node:assert/strict'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Locator } from 'playwright-core'
import { isEnded, watchTask } from '../kill/task-watch.ts'
import { addTicked } from '../start/ticks.ts'
import { assertAccessible, signIn } from './browser.ts'
import { setStage } from './stage.ts'

const { browser, stepwell } = await setStage('./halting-operation.ts')

/** Where the bars of a row begin and end, in pixels of the page. */
async function bars(row: Locator): Promise<readonly { readonly left: number; readonly right: number }[]> {
  const boxes = await Promise.all((await row.locator('[data-bar]').all()).map(bar => bar.boundingBox()))
  return boxes.map(box => ({ left: box!.x, right: box!.x + box!.width }))
}

test('a step looks as if it had worked through its pauses, or a bar can only be seen', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  const native = await stepwell.native()
  await addTicked(native, 'orders')
  const gate = join(stepwell.data, 'gate')
  const obstacle = join(stepwell.data, 'obstacle')
  await writeFile(obstacle, '')
  const submission = { operation: 'test.halting', instance: 'orders', input: { gate, obstacle } }
  const { id } = await native.ask<{ readonly id: string }>('POST', '/tasks', submission)
  const watch = watchTask(native, id)
  const works = (): Promise<unknown> =>
    watch.until(({ status, steps, worker }) => {
      return status === 'running' && worker !== null && steps[0]!.status === 'running'
    })
  await works()
  for (let pause = 0; pause < 2; pause++) {
    await native.ask('POST', `/tasks/${id}/pause`, {})
    await watch.until(({ status }) => status === 'paused')
    await native.ask('POST', `/tasks/${id}/resume`, {})
    await works()
  }
  await writeFile(gate, '')
  await watch.until(isEnded)
  await rm(obstacle)
  await native.ask('POST', `/tasks/${id}/retry`, { reason: 'it is gone' })
  await watch.until(({ status }) => status === 'succeeded')

  await page.goto(`${stepwell.url}/console/tasks/${id}`)
  const walk = page.getByRole('row').filter({ has: page.getByRole('button', { name: 'Walk' }) })
  await walk.locator('[data-bar="run"]').nth(2).waitFor()
  const cut = await bars(walk)
  assert.equal(cut.length, 3, 'it worked three times')
  assert.ok(cut[0]!.left < cut[1]!.left && cut[1]!.left < cut[2]!.left)
  const cross = page.getByRole('row').filter({ has: page.getByRole('button', { name: 'Cross' }) })
  const texts = await cross.getByText(/:\d\d, .* of work/).allInnerTexts()
  assert.match(texts.join(), /^Failed: \d\d:.* to \d\d:.*Succeeded: /s)
  assert.match(await walk.innerText(), /Succeeded: \d\d:\d\d:\d\d to \d\d:\d\d:\d\d, [\dms ]+ of work/)
  const whole = page.getByRole('row').filter({ hasText: 'Whole task' })
  assert.equal(await whole.getByText(/^paused: /).count(), 2)
  await page.getByText(/^Times in \S+ \(GMT.*\)$/).waitFor()
  await assertAccessible(page, 'a task that paused, failed and was retried')
})
