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
  await submitTicks(native, { instance: 'orders', file, ticks: 10 })
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
          const isWide = await page.evaluate(
            'document.documentElement.scrollWidth > document.documentElement.clientWidth',
          )
          assert.equal(isWide, false, `${path} at ${width} px`)
        }
      }
    })
