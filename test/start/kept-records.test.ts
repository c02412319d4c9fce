import assert from 'node:assert/strict'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { LogPage } from '../../src/dialects/native/log-schema.ts'
import type { TaskView } from '../../src/dialects/native/schema.ts'
import { startStepwell, type StepwellProcess } from '../scenario/stepwell-process.ts'

const operations = [fileURLToPath(new URL('./tick-operation.ts', import.meta.url))]

/** Registers an instance and submits a task on it; gives how to ask about it. */
async function submitTicks({ data, native }: StepwellProcess, more: object = {}) {
  const { ask } = await native()
  const body = { service: 'taurusdb', name: 'ticked', endpoints: [{ host: '127.0.0.1', port: 1 }] }
  await ask('POST', '/instances', body)
  const input = { file: join(data, 'ticks'), ticks: 100 }
  const submission = { operation: 'test.tick', instance: 'ticked', input, ...more }
  const { id } = await ask<TaskView>('POST', '/tasks', submission)
  return {
    id,
    ask,
    task: () => ask<TaskView>('GET', `/tasks/${id}`),
    lines: async () => (await ask<LogPage>('GET', `/tasks/${id}/logs`)).lines.map(({ text }) => text),
  }
}

test('what a step wrote cannot be read while it runs, or is lost with its server and worker', async () => {
  await using stepwell = await startStepwell({ operations })
  const { task, lines } = await submitTicks(stepwell)
  while ((await lines()).length === 0) await delay(10)
  assert.equal((await task()).status, 'running')
  await stepwell.kill()
  await stepwell.start()
  while ((await task()).endedAt === null) await delay(20)
  const [first, second, ...others] = await lines()
  assert.deepEqual([first, others], ['ticks from 0', []])
  assert.match(second ?? '', /^ticks from [1-9]\d*$/)
})

test('a server keeps for ever what it was told to remove', async () => {
  const environment = { STEPWELL_KEEP: 'cancelled:2d:all' }
  await using stepwell = await startStepwell({ operations, environment })
  const { ask, id, task } = await submitTicks(stepwell, { dueAt: '2036-01-01T00:00:00Z' })
  await ask('POST', `/tasks/${id}/cancel`)
  await stepwell.stop()
  await stepwell.start()
  assert.equal((await task()).status, 'cancelled', 'it has ended just now')
  await stepwell.stop()
  const database = new DatabaseSync(join(stepwell.data, 'stepwell.db'))
  database.exec(`UPDATE task SET free_since = free_since - ${3 * 24 * 60 * 60 * 1000}`)
  database.close()
  await stepwell.start()
  const isGone = async (): Promise<boolean> =>
    task().then(
      () => false,
      (error: unknown) => String(error).includes('task_not_found'),
    )
  while (!(await isGone())) await delay(20)
})
