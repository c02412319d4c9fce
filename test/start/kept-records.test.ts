import assert from 'node:assert/strict'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import type { LogPage } from '../../src/dialects/native/log-schema.ts'
import type { TaskView } from '../../src/dialects/native/schema.ts'
import { isEnded, watchTask } from '../kill/task-watch.ts'
import { startStepwell, type StepwellProcess } from '../scenario/stepwell-process.ts'
import { addTicked, operations, submitTicks } from './ticks.ts'

/** Registers an instance and submits a task on it; gives how to ask about it. */
async function startTicking(stepwell: StepwellProcess, more: { readonly dueAt?: string } = {}) {
  const native = await stepwell.native()
  const { ask } = native
  await addTicked(native, 'ticked')
  const file = join(stepwell.data, 'ticks')
  const { id } = await submitTicks(native, { instance: 'ticked', file, ticks: 100, ...more })
  return {
    id,
    ask,
    task: () => ask<TaskView>('GET', `/tasks/${id}`),
    ended: () => watchTask(native, id).until(isEnded),
    lines: async () => (await ask<LogPage>('GET', `/tasks/${id}/logs`)).lines.map(({ text }) => text),
  }
}

test('what a step wrote cannot be read while it runs, or is lost with its server and worker', async () => {
  await using stepwell = await startStepwell({ operations })
  const { task, ended, lines } = await startTicking(stepwell)
  while ((await lines()).length === 0) await delay(10)
  assert.equal((await task()).status, 'running')
  await stepwell.kill()
  await stepwell.start()
  await ended()
  const [first, second, ...others] = await lines()
  assert.deepEqual([first, others], ['ticks from 0', []])
  assert.match(second ?? '', /^ticks from [1-9]\d*$/)
})

test('a server keeps for ever what it was told to remove', async () => {
  const environment = { STEPWELL_KEEP: 'cancelled:2d:all' }
  await using stepwell = await startStepwell({ operations, environment })
  const { ask, id, task } = await startTicking(stepwell, { dueAt: '2036-01-01T00:00:00Z' })
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
