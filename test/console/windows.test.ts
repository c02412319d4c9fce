import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { isEnded, watchTask } from '../kill/task-watch.ts'
import { addTicked, submitTicks } from '../start/ticks.ts'
import { signIn } from './browser.ts'
import { setStage } from './stage.ts'

const { browser, stepwell } = await setStage()
before(async () => {
  await addTicked(await stepwell.native(), 'orders')
})

const isLive = (page: Page): Promise<void> =>
  page.getByRole('status').getByText('Live', { exact: true }).waitFor()

/** How many streams of events the server has open. */
async function openStreams(): Promise<number> {
  const { token } = await stepwell.native()
  const answer = await fetch(`${stepwell.url}/metrics`, { headers: { Authorization: `Bearer ${token}` } })
  return Number(/^stepwell_event_streams (\d+)$/m.exec(await answer.text())?.[1])
}

async function untilStreams(count: number): Promise<void> {
  while ((await openStreams()) !== count);
}

async function run(ticks: number): Promise<string> {
  const native = await stepwell.native()
  const { id } = await submitTicks(native, { instance: 'orders', file: join(stepwell.data, 'ticks'), ticks })
  return id
}

/** Changes whether somebody sees a window, as far as the window is told. */
const show = (page: Page, visibility: 'hidden' | 'visible'): Promise<unknown> =>
  page.evaluate(`Object.defineProperty(document, 'visibilityState', { value: '${visibility}', configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))`)

test('seven windows take all the connections of the browser, and none of them shows anything', async () => {
  await using signedIn = await signIn(browser, stepwell, { provokes: ['server away'] })
  const { page } = signedIn
  const context = page.context()
  const pages = [page, ...(await Promise.all(Array.from({ length: 6 }, () => context.newPage())))]
  for (const each of pages) {
    await each.goto(`${stepwell.url}/console/tasks`)
    await isLive(each)
  }
  await untilStreams(1)
  const id = await run(3)
  await Promise.all(pages.map(each => each.locator(`[data-task="${id}"]`).getByText('Succeeded').waitFor()))

  // It goes on when the window is closed that was the first to follow, and when the server was away.
  await page.close()
  await stepwell.kill()
  const left = pages.slice(1)
  await Promise.all(left.map(each => each.getByText('Server away, trying').waitFor()))
  await stepwell.start()
  await Promise.all(left.map(isLive))
  const next = await run(3)
  await Promise.all(left.map(each => each.locator(`[data-task="${next}"]`).getByText('Succeeded').waitFor()))
  await untilStreams(1)
})

test('a window that nobody sees keeps a stream, or has missed something when it is looked at again', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  const other = await page.context().newPage()
  await other.goto(`${stepwell.url}/console/tasks`)
  await Promise.all([page, other].map(isLive))
  // Once it follows it reads anew what was read before.
  await signedIn.settled()
  await show(page, 'hidden')
  const id = await run(3)
  await other.locator(`[data-task="${id}"]`).getByText('Succeeded').waitFor()
  assert.equal(await page.locator(`[data-task="${id}"]`).count(), 0)
  await show(other, 'hidden')
  await untilStreams(0)
  await show(page, 'visible')
  await page.locator(`[data-task="${id}"]`).getByText('Succeeded').waitFor()
})

test('windows in two languages are told in one', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  const other = await page.context().newPage()
  await other.goto(`${stepwell.url}/console/tasks`)
  await isLive(other)
  await other.getByText('中文', { exact: true }).click()
  await other.getByRole('status').getByText('实时', { exact: true }).waitFor()
  const id = await run(3)
  await other.locator(`[data-task="${id}"]`).getByText('成功').waitFor()
  await page.locator(`[data-task="${id}"]`).getByText('Succeeded').waitFor()
})

test('a browser without workers that windows share follows nothing', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  await page.context().addInitScript('delete globalThis.SharedWorker')
  await page.reload()
  await isLive(page)
  const closed = page.waitForEvent('requestfailed', request => request.url().endsWith('/v1/events'))
  const id = await run(3)
  await page.locator(`[data-task="${id}"]`).getByText('Succeeded').waitFor()
  await show(page, 'hidden')
  await closed
  const native = await stepwell.native()
  await watchTask(native, id).until(isEnded)
})

test('a page of an earlier version, whose worker is gone from the server, follows nothing', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  await page.context().route(/\/stream-worker-/, route => route.fulfill({ status: 404, body: 'Gone' }))
  await page.goto(`${stepwell.url}/console/tasks`)
  await isLive(page)
  const following = page.waitForRequest(request => request.url().endsWith('/v1/events'))
  await page.reload()
  await following
  await isLive(page)
})

test('a window that is loaded again or closed leaves a stream that nobody reads', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  const other = await page.context().newPage()
  await other.goto(`${stepwell.url}/console/tasks`)
  await Promise.all([page, other].map(isLive))
  await other.getByText('中文', { exact: true }).click()
  await other.getByRole('status').getByText('实时', { exact: true }).waitFor()
  await untilStreams(2)
  await other.reload()
  await other.getByRole('status').getByText('实时', { exact: true }).waitFor()
  await untilStreams(2)
  await other.goto('about:blank')
  await untilStreams(1)
})

test('a window that is looked at again says it is live before it is', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  await page.context().addInitScript('delete globalThis.SharedWorker')
  await page.reload()
  await isLive(page)
  // Another stream is never opened.
  await page.route('**/v1/events', () => {})
  await show(page, 'hidden')
  await page.getByRole('status').getByText('Connecting').waitFor()
  await show(page, 'visible')
  await page.getByRole('status').getByText('Connecting').waitFor()
  await page.unrouteAll()
})

test('a server that refuses to tell what happens seems to be away', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  await page.context().addInitScript('delete globalThis.SharedWorker')
  const words = { message: 'You may not see events.', remedy: 'Ask an administrator.' }
  const translations = { 'zh-cn': { message: '您无权查看事件。', remedy: '请联系管理员。' } }
  const error = { code: 'forbidden', ...words, requestId: 'r', translations }
  await page.route('**/v1/events', route => route.fulfill({ status: 403, json: { error } }))
  await page.reload()
  const told = page.getByRole('status').filter({ hasText: words.message })
  await told.getByText(words.remedy).waitFor()
  await told.getByText('read again every few seconds').waitFor()
  await page.getByRole('status').getByText('Not followed', { exact: true }).waitFor()
  assert.equal(await page.getByText('The server does not answer').count(), 0)
  const native = await stepwell.native()
  await addTicked(native, 'unfollowed')
  const file = join(stepwell.data, 'unfollowed')
  const { id } = await submitTicks(native, { instance: 'unfollowed', file, ticks: 1 })
  await page.locator(`[data-task="${id}"]`).getByText('Succeeded').waitFor()
  // Once it may be told, it is.
  await page.unroute('**/v1/events')
  await isLive(page)
  await told.waitFor({ state: 'detached' })
})

test('somebody else signs in, and another window shows them what the one before could see', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  const other = await page.context().newPage()
  await run(1)
  await other.goto(`${stepwell.url}/console/tasks`)
  await other.locator('[data-task]').first().waitFor()
  await other.route('**/v1/session', async route => {
    const answer = await route.fetch()
    await route.fulfill({
      response: answer,
      json: { ...(await answer.json()), accessKey: 'SOMEBODYELSE', user: 'SOMEBODYELSE' },
    })
  })
  await other.route(/\/v1\/tasks\?/, () => {})
  await page.evaluate(`localStorage.setItem('stepwell-signed-in', 'true as somebody else')`)
  await other.getByRole('button', { name: 'SOMEBODY' }).waitFor()
  assert.equal(await other.locator('[data-task]').count(), 0)
})
