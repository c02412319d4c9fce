import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Ready } from '../../src/dialects/native/operating-schema.ts'
import type { TaskView } from '../../src/dialects/native/schema.ts'
import { startStepwell } from '../scenario/stepwell-process.ts'

const operations = [fileURLToPath(new URL('./tick-operation.ts', import.meta.url))]

test('a server told to hold goes on with a task, or what was asked of it then comes too late', async () => {
  await using stepwell = await startStepwell({ operations })
  const file = join(stepwell.data, 'ticks')
  const before = await stepwell.native()
  const endpoints = [{ host: '127.0.0.1', port: 1 }]
  await before.ask('POST', '/instances', { service: 'taurusdb', name: 'ticked', endpoints })
  const submission = { operation: 'test.tick', instance: 'ticked', input: { file, ticks: 100 } }
  const { id } = await before.ask<TaskView>('POST', '/tasks', submission)
  const next = await before.ask<TaskView>('POST', '/tasks', submission)
  while ((await before.ask<TaskView>('GET', `/tasks/${id}`)).percent < 3) await delay(10)
  await stepwell.kill()
  await stepwell.start('--hold') // It ends the worker that was left before it answers.
  const ticks = await readFile(file, 'utf8')
  const held = await stepwell.native()
  const ready = await fetch(`${stepwell.url}/v1/ready`)
  const { missing } = (await ready.json()) as Ready
  assert.deepEqual([ready.status, missing.map(({ part }) => part)], [503, ['hold']])
  await held.ask('POST', `/tasks/${id}/pause`)
  await held.ask('POST', `/tasks/${next.id}/cancel`)
  await stepwell.stop()

  await stepwell.start()
  const after = await stepwell.native()
  for (const [task, status] of [
    [id, 'paused'],
    [next.id, 'cancelled'],
  ] as const)
    while ((await after.ask<TaskView>('GET', `/tasks/${task}`)).status !== status) await delay(10)
  assert.equal(await readFile(file, 'utf8'), ticks)
})
