import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { isEnded, watchTask } from '../kill/task-watch.ts'
import { addTicked } from '../start/ticks.ts'
import { assertAccessible, signIn } from './browser.ts'
import { setStage } from './stage.ts'

/** Each begins and ends by an event of its own. */
const parts = 1100
/** More than a window, and what is drawn beyond its edges, holds. */
const mostDrawn = 120

const { browser, stepwell } = await setStage('./parts-operation.ts')
let task: string
before(async () => {
  const native = await stepwell.native()
  await addTicked(native, 'orders')
  const submission = { operation: 'test.parts', instance: 'orders', input: { parts, gate: gate() } }
  ;({ id: task } = await native.ask<{ readonly id: string }>('POST', '/tasks', submission))
  await watchTask(native, task).until(({ steps }) => {
    const all = steps[0]!.subSteps
    return (
      all.filter(({ status }) => status === 'succeeded').length === parts - 1 &&
      all.at(-1)!.status === 'running'
    )
  })
})

const gate = (): string => join(stepwell.data, 'gate')

/** How many rows a table says it has, and how many of them are in the page. */
async function rowsOf(table: Locator): Promise<{ readonly told: number; readonly drawn: number }> {
  const told = Number(await table.getAttribute('aria-rowcount'))
  return { told, drawn: await table.getByRole('row').count() }
}

async function openEvents(page: Page): Promise<Locator> {
  await page.goto(`${stepwell.url}/console/tasks/${task}?tab=events`)
  const table = page.getByRole('table', { name: 'Events' })
  await table.locator('[aria-rowindex="2"]').waitFor()
  return table
}

test('thousands of events are all put into the page, or the oldest cannot be reached', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  const table = await openEvents(page)
  const { told, drawn } = await rowsOf(table)
  assert.ok(told > 2 * parts, `${told} rows`)
  assert.ok(drawn < mostDrawn, `${drawn} of them are drawn`)
  await assertAccessible(page, 'many events')

  await page.keyboard.press('End')
  const last = table.locator(`[aria-rowindex="${told}"]`)
  await last.waitFor()
  assert.match(await last.innerText(), /Submitted/)
  assert.ok((await rowsOf(table)).drawn < mostDrawn)
})

test('an event among thousands cannot be searched for', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  const table = await openEvents(page)
  await page.keyboard.press('/')
  await page.keyboard.type(`part ${parts - 7}`)
  await page.getByRole('status').getByText('Events: 2').waitFor()
  assert.equal((await rowsOf(table)).told, 3)
  await table
    .getByRole('cell', { name: new RegExp(`Part ${parts - 7}\\b`) })
    .first()
    .waitFor()
})

test('what somebody reads moves away when something happens', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  const native = await stepwell.native()
  const table = await openEvents(page)
  const { told } = await rowsOf(table)
  await page.mouse.move(600, 400)
  await page.mouse.wheel(0, 6000)
  await page.waitForFunction('scrollY >= 6000')
  const read = table
    .locator('[aria-rowindex]')
    .filter({ hasText: /Part \d+/ })
    .nth(20)
  await signedIn.settled()
  const text = await read.innerText()
  const again = table.getByRole('row').filter({ hasText: text.split('\n')[1]! })
  const place = (await again.first().boundingBox())!.y
  await native.ask('POST', `/tasks/${task}/pause`, { reason: 'to see' })
  await watchTask(native, task).until(({ status }) => status === 'paused')
  await native.ask('POST', `/tasks/${task}/resume`, {})
  await watchTask(native, task).until(({ status, worker }) => status === 'running' && worker !== null)
  do await signedIn.settled()
  while ((await rowsOf(table)).told < told + 4)
  await signedIn.settled()
  assert.ok(Math.abs((await again.first().boundingBox())!.y - place) < 2, `${place}`)
  await page.keyboard.press('Home')
  await table.getByRole('cell', { name: 'to see' }).waitFor()
})

test('what runs is lost among a thousand parts, or a link to one of them does not lead there', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  await page.goto(`${stepwell.url}/console/tasks/${task}`)
  const table = page.getByRole('table', { name: 'Steps' })
  await table.getByText(`${parts} sub-steps`).waitFor()
  await table.getByRole('button', { name: `Part ${parts}`, exact: true }).waitFor()
  assert.ok((await rowsOf(table)).told < 10, 'only what runs is shown')

  await table.getByRole('button', { name: 'Show all' }).click()
  await table.getByRole('button', { name: 'Part 1', exact: true }).waitFor()
  const { told, drawn } = await rowsOf(table)
  assert.ok(told > parts, `${told} rows`)
  assert.ok(drawn < mostDrawn, `${drawn} of them are drawn`)
  await assertAccessible(page, 'many parts')
  await page.keyboard.press('End')
  await table.getByRole('button', { name: `Part ${parts - 1}`, exact: true }).click()
  await page.waitForURL(new RegExp(`part=part-${parts - 1}$`))

  for (const part of [700, parts - 1]) {
    await page.goto(`${stepwell.url}/console/tasks/${task}?step=spread&part=part-${part}`)
    await page.reload()
    const linked = table
      .locator('[data-chosen="true"]')
      .getByRole('button', { name: `Part ${part}`, exact: true })
    await linked.waitFor()
    const top = async (): Promise<number> => (await linked.boundingBox())!.y
    while ((await top()) < 0 || (await top()) > page.viewportSize()!.height) await signedIn.settled()
  }
})

test('a task of many parts does not come to its end on its page', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  await page.goto(`${stepwell.url}/console/tasks/${task}`)
  await page.getByRole('table', { name: 'Steps' }).waitFor()
  await writeFile(gate(), '')
  await page.getByText('Succeeded', { exact: true }).first().waitFor()
  await watchTask(await stepwell.native(), task).until(isEnded)
})
