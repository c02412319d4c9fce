import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { readinessWords } from '../../src/words/readiness.ts'
import { startStepwell } from '../scenario/stepwell-process.ts'
import { addTicked, submitTicks } from '../start/ticks.ts'
import { enterKey, signIn } from './browser.ts'
import { setStage } from './stage.ts'

const { browser, stepwell } = await setStage()
before(async () => {
  await addTicked(await stepwell.native(), 'orders')
})

test('who signs out still sees the page, also in another window', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  const other = await page.context().newPage()
  await other.goto(`${stepwell.url}/console/instances`)
  await other.getByRole('link', { name: 'orders' }).waitFor()
  await page.locator('header').getByRole('button').last().click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await other.getByRole('heading', { name: 'Sign in' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
})

test('a session that was ended elsewhere goes on in an open page, or its reader loses the place', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  await page.goto(`${stepwell.url}/console/instances?search=ord`)
  await page.getByRole('link', { name: 'orders' }).waitFor()
  await page.getByRole('status').getByText('Live', { exact: true }).waitFor()
  const [cookie] = await page.context().cookies(`${stepwell.url}/v1/session`)
  const ended = await fetch(`${stepwell.url}/v1/session`, {
    method: 'DELETE',
    headers: { cookie: `${cookie!.name}=${cookie!.value}`, origin: stepwell.url },
  })
  assert.equal(ended.status, 200)
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await enterKey(page, stepwell)
  await page.getByRole('link', { name: 'orders' }).waitFor()
  assert.equal(new URL(page.url()).pathname, '/console/instances')
  await page.getByRole('status').getByText('Live', { exact: true }).waitFor()
})

test('two servers on one host sign each other out', async () => {
  await using other = await startStepwell()
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  const beside = await page.context().newPage()
  await beside.goto(`${other.url}/console/`)
  await enterKey(beside, other)
  await page.reload()
  await page.getByRole('navigation').waitFor()
})

test('a server that takes no work is a fault to the browser, or not seen on the page', async () => {
  await using held = await startStepwell()
  await held.stop()
  await held.start('--hold')
  await using signedIn = await signIn(browser, held)
  const { page, settled } = signedIn
  await page.locator('main').getByRole('status').getByText(readinessWords.hold['en-us']).waitFor()
  await settled()
  assert.equal((await fetch(`${held.url}/v1/ready`)).status, 503, 'a load balancer sends nobody here')
})

test('who could not sign out believes to be signed out', async () => {
  await using signedIn = await signIn(browser, stepwell, { provokes: ['server away'] })
  const { page } = signedIn
  await page.route('**/v1/session', route => route.abort())
  await page.locator('header').getByRole('button').last().click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('alert').getByText('The server does not answer').waitFor()
  assert.equal(await page.getByRole('navigation').count(), 1)
})

test('a session that is over is not noticed by what is asked for next', async () => {
  await using signedIn = await signIn(browser, stepwell)
  const { page } = signedIn
  // The stream that is open goes on; only questions are refused.
  await page.getByRole('status').getByText('Live', { exact: true }).waitFor()
  await page.context().clearCookies()
  await page.getByRole('link', { name: 'Instances', exact: true }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  assert.equal(await page.evaluate("localStorage.getItem('stepwell-signed-in')"), null)
})

test('an action that was given up while the network was away is done later', async () => {
  await using signedIn = await signIn(browser, stepwell, { provokes: ['server away'] })
  const { page } = signedIn
  const native = await stepwell.native()
  const file = join(stepwell.data, 'ticks')
  const { id } = await submitTicks(native, { instance: 'orders', file, ticks: 100_000 })
  await page.goto(`${stepwell.url}/console/tasks/${id}`)
  await page.getByRole('button', { name: 'Cancel the task', exact: true }).click()
  await page.context().setOffline(true)
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the task', exact: true }).click()
  await page.getByRole('dialog').getByRole('alert').getByText('The server does not answer').waitFor()
  await page.getByRole('button', { name: 'Do nothing' }).click()
  await page.context().setOffline(false)
  await page.getByRole('status').getByText('Live', { exact: true }).waitFor()
  const { cancelRequestedAt, status } = await native.ask<{
    cancelRequestedAt: string | null
    status: string
  }>('GET', `/tasks/${id}`)
  assert.deepEqual({ cancelRequestedAt, status }, { cancelRequestedAt: null, status: 'running' })
})
