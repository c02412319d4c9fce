import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { TaskView } from '../../src/dialects/native/schema.ts'
import { readExposition, type Exposed } from '../../src/telemetry/testing/read-exposition.ts'
import type { Native } from '../scenario/native.ts'
import { startStepwell, type StepwellProcess } from '../scenario/stepwell-process.ts'

/** A server with the odd recipe, an instance for each task, and what it tells of them. */
export interface Scene extends AsyncDisposable {
  readonly stepwell: StepwellProcess
  readonly native: Native
  /** Submits a task that does this. */
  submit(what: 'succeed' | 'fail' | 'throw' | 'die' | 'wait'): Promise<TaskView>
  /** Waits until a task is so. */
  until(task: TaskView, holds: (task: TaskView) => boolean): Promise<TaskView>
  /** Scrapes until what is told holds this. */
  scrape(holds: (series: Exposed) => boolean): Promise<Exposed>
  /** The lines of JSON with this text, once there are so many. */
  lines(text: string, count: number): Promise<readonly { readonly [field: string]: unknown }[]>
}

/** Starts a server. */
export async function setScene(environment: Readonly<Record<string, string>> = {}): Promise<Scene> {
  const operations = [fileURLToPath(new URL('./odd-operation.ts', import.meta.url))]
  const stepwell = await startStepwell({ operations, environment })
  const native = await stepwell.native()

  async function scrapeOnce(): Promise<Exposed> {
    const headers = { Authorization: `Bearer ${native.token}` }
    const answer = await fetch(new URL('/metrics', stepwell.url), { headers })
    if (!answer.ok) throw new Error(`/metrics: ${answer.status} ${await answer.text()}`)
    return readExposition(await answer.text())
  }

  return {
    stepwell,
    native,
    async submit(what) {
      const name = `i-${randomUUID()}`
      const endpoints = [{ host: '127.0.0.1', port: 1 }]
      await native.ask('POST', '/instances', { service: 'taurusdb', name, endpoints })
      const input = { what, file: join(stepwell.data, name) }
      return native.ask('POST', '/tasks', { operation: 'test.odd', instance: name, input })
    },
    async until(task, holds) {
      for (;;) {
        const found = await native.ask<TaskView>('GET', `/tasks/${task.id}`)
        if (holds(found)) return found
        await delay(10)
      }
    },
    async scrape(holds) {
      for (;;) {
        const series = await scrapeOnce()
        if (holds(series)) return series
        await delay(20)
      }
    },
    async lines(text, count) {
      for (;;) {
        const found = stepwell
          .lines()
          .filter(line => line.startsWith('{'))
          .map(line => JSON.parse(line) as { readonly [field: string]: unknown })
          .filter(({ msg }) => msg === text)
        if (found.length >= count) return found
        await delay(20)
      }
    },
    [Symbol.asyncDispose]: () => stepwell[Symbol.asyncDispose](),
  }
}

/** Whether a task has ended. */
export const hasEnded = ({ endedAt }: TaskView): boolean => endedAt !== null
