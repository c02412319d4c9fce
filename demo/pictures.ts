/**
 * `npm run pictures`: takes the pictures of the console that are in docs/, in both languages and themes, from a real run: a
 * migration into a cluster, one that waits behind it, and some that have ended. Needs Debian's chromium with its fonts.
 */
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import type { TaskView } from '../src/dialects/native/schema.ts'
import { signIn, startBrowser } from '../test/console/browser.ts'
import { watchTask } from '../test/kill/task-watch.ts'
import { seedKeys } from '../test/scenario/seed.ts'
import { startStepwell } from '../test/scenario/stepwell-process.ts'
import { startCluster } from '../test/servers/redis-cluster.ts'
import { startRedis } from '../test/servers/redis-server.ts'

const folder = fileURLToPath(new URL('../docs/', import.meta.url))
const keys = 150_000

await using source = await startRedis()
await using small = await startRedis()
await using spare = await startRedis()
await using cluster = await startCluster({ masters: 3 })
await using stepwell = await startStepwell()
await using browser = await startBrowser()
const native = await stepwell.native()

for (const [name, port] of [
  ['shop-cache', source.port],
  ['sessions', small.port],
  ['sessions-new', spare.port],
  ['shop-cluster', cluster.nodes[0]!.port],
] as const)
  await native.ask('POST', '/instances', { service: 'dcs', name, endpoints: [{ host: '127.0.0.1', port }] })
await seedKeys(source, keys)
await seedKeys(small, 2000)

const migrate = (instance: string, target: string, more: object = {}, reason?: string): Promise<TaskView> =>
  native.ask('POST', '/tasks', { operation: 'redis.migrate', instance, input: { target, ...more }, reason })

const refused = await migrate('sessions', 'shop-cache', {}, 'a slip of the hand')
await watchTask(native, refused.id).until(({ endedAt }) => endedAt !== null)
const done = await migrate('sessions', 'sessions-new')
await watchTask(native, done.id).until(({ endedAt }) => endedAt !== null)
const running = await migrate('shop-cache', 'shop-cluster', { maximumKeysPerSecond: 5000 }, 'larger machines')
await migrate('shop-cluster', 'sessions-new', { targetData: 'replace' })
await watchTask(native, running.id).until(({ percent }) => percent > 35)

/** Takes a picture in a language and a theme once the page shows something. */
async function take(name: string, path: string, locale: 'en-US' | 'zh-CN', colorScheme: 'light' | 'dark') {
  await using signedIn = await signIn(browser, stepwell, {
    locale,
    colorScheme,
    viewport: { width: 1280, height: 860 },
  })
  const { page } = signedIn
  await page.goto(`${stepwell.url}/console${path}`)
  await shown(page)
  await page.screenshot({ path: `${folder}console-${name}.png` })
}

/** Bars are drawn, and the stream of events is open. */
const shown = async (page: Page): Promise<void> => {
  await page.getByRole('progressbar').first().waitFor()
  await page.locator('[data-state="live"]').waitFor()
}

await take('tasks-light', '/tasks', 'en-US', 'light')
await take('task-dark', `/tasks/${running.id}`, 'en-US', 'dark')
await take('tasks-dark-zh', '/tasks', 'zh-CN', 'dark')
