import { setTimeout as delay } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import type { EventList, TaskView } from '../src/dialects/native/schema.ts'
import type { Native } from '../test/scenario/native.ts'
import type { StepwellProcess } from '../test/scenario/stepwell-process.ts'
import { openNoting, untilLive, type NotingPage, type SignedInState } from './console-page.ts'

/** From when an event was stored until it was on the screen, in milliseconds, one for each. */
export interface Latencies {
  readonly onList: readonly number[]
  readonly onTask: readonly number[]
}

/** Submits tasks that are not due for long; gives their ids. */
export async function submitWaiting(native: Native, count: number): Promise<readonly string[]> {
  const dueAt = new Date(Date.now() + 86_400_000).toISOString()
  const ids: string[] = []
  for (let nth = 0; nth < count; nth++) {
    const submission = { operation: 'bench.nothing', instance: 'idle', dueAt }
    ids.push((await native.ask<TaskView>('POST', '/tasks', submission)).id)
  }
  return ids
}

/** What is measured. */
interface LatencyOptions {
  /** So many tasks on each page. */
  readonly count: number
  /** So many milliseconds late every answer of the API comes, as over a long line; events come at once. */
  readonly lateMs: number
}

/** Cancels tasks one after the other while somebody looks at them: at the list, then at the page of each. */
export async function measureLatencies(
  browser: Browser,
  stepwell: StepwellProcess,
  state: SignedInState,
  { count, lateMs }: LatencyOptions,
): Promise<Latencies> {
  const native = await stepwell.native()
  await using noting = await openNoting(browser, state, { isTall: true })
  const { page } = noting
  if (lateMs > 0)
    await page.route('**/v1/**', async route => {
      await delay(lateMs)
      // What the page has given up meanwhile needs no answer.
      await route.continue().catch(() => {})
    })
  const ofTask = await submitWaiting(native, count)
  // Newest first: these are what the list shows.
  const ofList = await submitWaiting(native, count)

  const onList: number[] = []
  await page.goto(`${stepwell.url}/console/tasks?order=newest`)
  await page.locator(`[data-task="${ofList[0]}"]`).waitFor()
  await untilLive(page)
  for (const id of ofList) onList.push(await cancelSeen(native, noting, id, `[data-task="${id}"]`))

  const onTask: number[] = []
  for (const id of ofTask) {
    await page.goto(`${stepwell.url}/console/tasks/${id}`)
    await page.locator('article header').getByText('Waiting to start').waitFor()
    await untilLive(page)
    onTask.push(await cancelSeen(native, noting, id, 'article header'))
  }
  return { onList, onTask }
}

async function cancelSeen(native: Native, { read }: NotingPage, id: string, place: string): Promise<number> {
  await read(`void watch(${JSON.stringify(place)}, 'Cancelled')`)
  await native.ask('POST', `/tasks/${id}/cancel`)
  const seenAt = await read<number>('seenAt')
  const { events } = await native.ask<EventList>('GET', `/tasks/${id}/events`)
  return seenAt - Date.parse(events.find(({ type }) => type === 'cancelRequested')!.at)
}
