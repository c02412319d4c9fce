import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { TaskView } from '../../src/dialects/native/schema.ts'
import type { Ready } from '../../src/dialects/native/operating-schema.ts'
import { watchTask } from '../kill/task-watch.ts'
import { startStepwell } from '../scenario/stepwell-process.ts'
import { addTicked, operations, submitTicks } from './ticks.ts'

test('a server told to hold goes on with a task, or what was asked of it then comes too late', async () => {
  await using stepwell = await startStepwell({ operations })
  const file = join(stepwell.data, 'ticks')
  const before = await stepwell.native()
  await addTicked(before, 'ticked')
  const submission = { instance: 'ticked', file, ticks: 100 }
  const { id } = await submitTicks(before, submission)
  const next = await submitTicks(before, submission)
  await watchTask(before, id).until(({ percent }) => percent >= 3)
  await stepwell.kill()
  await stepwell.start('--hold') // It ends the worker that was left before it answers.
  const ticks = await readFile(file, 'utf8')
  const held = await stepwell.native()
  const ready = await fetch(`${stepwell.url}/v1/ready`)
  const { missing } = (await ready.json()) as Ready
  assert.deepEqual([ready.status, missing.map(({ part }) => part)], [503, ['hold']])
  const left = await held.ask<TaskView>('GET', `/tasks/${id}`)
  assert.deepEqual([left.worker, left.remainingSeconds], [null, null], 'nobody works on it')
  await held.ask('POST', `/tasks/${id}/pause`)
  await held.ask('POST', `/tasks/${next.id}/cancel`)
  await stepwell.stop()

  await stepwell.start()
  const after = await stepwell.native()
  for (const [task, status] of [
    [id, 'paused'],
    [next.id, 'cancelled'],
  ] as const)
    await watchTask(after, task).until(view => view.status === status)
  assert.equal(await readFile(file, 'utf8'), ticks)
})
