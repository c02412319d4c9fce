import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { addTicked, submitTicks } from '../start/ticks.ts'
import { assertAccessible, openPage, signIn } from './browser.ts'
import { setStage } from './stage.ts'

const { browser, stepwell } = await setStage()
let task: string
let delayed: string
before(async () => {
  const native = await stepwell.native()
  await addTicked(native, 'orders')
  const file = join(stepwell.data, 'ticks')
  ;({ id: task } = await submitTicks(native, { instance: 'orders', file, ticks: 100_000 }))
  const dueAt = new Date(Date.now() + 365 * 24 * 3_600_000).toISOString()
  ;({ id: delayed } = await submitTicks(native, { instance: 'orders', file, ticks: 10, dueAt }))
  await submitTicks(native, { instance: 'orders', file, ticks: 10 })
  await native.ask('POST', '/users', { name: 'lin', policies: [{ policy: 'StepwellReadOnly' }] })
})

const pages = (): readonly string[] => [
  '/tasks',
  `/tasks/${task}`,
  ...['logs', 'events', 'parameters', 'attempts', 'answer'].map(tab => `/tasks/${task}?tab=${tab}`),
  '/instances',
  '/instances/orders',
  '/operations',
  '/operations/redis.migrate',
  '/access/users',
  '/access/users/administrator',
  '/access/keys',
  '/access/projects',
  '/access/policies',
  '/access/policies/StepwellReadOnly',
  '/access/audit',
  '/account',
  '/nowhere',
]
const widths = [360, 1280, 2560]

/** Each dialogue: the page it is on, and the button that opens it. */
const dialogues = (): readonly (readonly [path: string, button: string])[] => [
  [`/tasks/${task}`, 'Cancel the task'],
  [`/tasks/${task}`, 'Pause'],
  [`/tasks/${delayed}`, 'Start at another time'],
  ['/tasks', 'Keyboard shortcuts'],
  ['/access/users', 'New user'],
  ['/access/users/lin', 'Set password'],
  ['/access/users/lin', 'Change'],
  ['/access/users/lin', 'Disable'],
  ['/access/users/lin', 'Delete'],
  ['/access/users/lin', 'Attach a policy'],
  ['/access/users/lin', 'New access key'],
  ['/access/projects', 'New project'],
]

/** Whether a page is wider than its window. */
const isWide = (page: Page): Promise<boolean> =>
  page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth')

for (const colorScheme of ['light', 'dark'] as const)
  for (const locale of ['en-US', 'zh-CN'])
    test(`a page keeps somebody from using it, or scrolls sideways: ${colorScheme}, ${locale}`, async () => {
      await using signedIn = await signIn(browser, stepwell, { colorScheme, locale })
      const { page, settled } = signedIn
      for (const path of pages()) {
        await page.goto(`${stepwell.url}/console${path}`)
        await settled()
        for (const width of widths) {
          await page.setViewportSize({ width, height: 900 })
          await assertAccessible(page, `${path} at ${width} px`)
          assert.equal(await isWide(page), false, `${path} at ${width} px`)
        }
      }
    })

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a dialogue keeps somebody from using it, or is wider than its window: ${colorScheme}`, async () => {
    await using signedIn = await signIn(browser, stepwell, { colorScheme })
    const { page, settled } = signedIn
    for (const [path, button] of dialogues()) {
      await page.setViewportSize({ width: 1280, height: 900 })
      await page.goto(`${stepwell.url}/console${path}`)
      await page.getByRole('button', { name: button, exact: true }).click()
      await page.getByRole('dialog').waitFor()
      await settled()
      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 900 })
        await assertAccessible(page, `${button} on ${path} at ${width} px`)
        assert.equal(await isWide(page), false, `${button} on ${path} at ${width} px`)
      }
    }
  })

  test(`who has not signed in yet cannot use the page: ${colorScheme}`, async () => {
    await using opened = await openPage(browser, { colorScheme })
    const { page } = opened
    await page.goto(`${stepwell.url}/console/`)
    for (const way of ['Access key', 'Password']) {
      await page.getByText(way, { exact: true }).first().click()
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 })
        await assertAccessible(page, `sign-in, ${way}, at ${width} px`)
        assert.equal(await isWide(page), false, `sign-in, ${way}, at ${width} px`)
      }
    }
  })
}
