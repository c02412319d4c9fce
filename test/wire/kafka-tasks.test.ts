import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { ProgressDocument, TasksDocument } from '../../src/dialects/dms/schema.ts'
import type { InstanceView, TaskView } from '../../src/dialects/native/schema.ts'
import { startStepwell, type StepwellProcess } from '../scenario/stepwell-process.ts'
import { signedClient } from './signed.ts'

const operations = [fileURLToPath(new URL('../clients/operations/kafka-expand-disks.ts', import.meta.url))]

/** A registered cluster, and how tasks are submitted on it and asked about as by an SDK. */
async function cluster(stepwell: StepwellProcess) {
  const native = await stepwell.native()
  const endpoints = [9092, 9093, 9094].map(port => ({ host: '127.0.0.1', port }))
  const { id } = await native.ask<InstanceView>('POST', '/instances', {
    service: 'dms',
    name: 'events',
    endpoints,
  })
  const ask = await signedClient(stepwell)
  const instance = `/v2/{project_id}/instances/${id}`

  async function submit(input: object, dueAt?: string): Promise<string> {
    const task = { operation: 'kafka.expand_disks', instance: 'events', input, dueAt }
    return (await native.ask<TaskView>('POST', '/tasks', task)).id
  }
  const shown = async (task: string) => {
    const { body } = await ask<TasksDocument>('GET', `${instance}/tasks/${task}`)
    return body.tasks[0]!
  }
  /** Polls as a waiter does, until the status is neither of those that it takes for "not yet". */
  async function ended(task: string): Promise<string> {
    for (;;) {
      const { status } = await shown(task)
      if (status !== 'CREATED' && status !== 'EXECUTING') return status
      await delay(20)
    }
  }
  const progress = async (task: string) =>
    (await ask<ProgressDocument>('GET', `${instance}/tasks/${task}/progress`)).body
  return { ask, instance, submit, shown, ended, progress }
}

test('who polls an expansion over the wire of DMS sees another thing than what happens', async () => {
  await using stepwell = await startStepwell({ operations })
  const { ask, instance, submit, shown, ended, progress } = await cluster(stepwell)
  const file = join(stepwell.data, 'go-on')
  const task = await submit({ new_storage_space: 600, waits_for: file })
  for (;;) {
    const { progress_percentage: percent, step_list: steps } = await progress(task)
    if (percent === 55) {
      assert.deepEqual(
        steps.map(({ name, statue }) => [name, statue]),
        [
          ['pre_check', 'COMPLETED'],
          ['disk_expansion', 'IN_PROGRESS'],
        ],
      )
      break
    }
    await delay(20)
  }
  const { body: busy } = await ask<{ task: { name: string } }>('GET', instance)
  assert.equal(busy.task.name, 'kafkaDiskExpansion')
  const early = await ask<{ error_code: string }>('DELETE', `${instance}/tasks/${task}`)
  assert.deepEqual([early.status, early.body.error_code], [400, 'DMS.00400017'])
  await writeFile(file, '')
  assert.equal(await ended(task), 'SUCCESS')
  const { name, params } = await shown(task)
  assert.deepEqual(
    [name, JSON.parse(params)],
    ['kafkaDiskExpansion', { new_storage_space: 600, waits_for: file }],
  )
  const over = await progress(task)
  assert.deepEqual([over.progress_percentage, over.remain_time], [100, 0])
  const { body: free } = await ask<object>('GET', instance)
  assert.ok(!('task' in free))

  const failing = await submit({ new_storage_space: 250 })
  assert.equal(await ended(failing), 'FAILED')
  assert.deepEqual(
    (await progress(failing)).step_list.map(({ statue }) => statue),
    ['FAILED', 'WAITING'],
  )
  const list = await ask<TasksDocument>('GET', `${instance}/tasks?start=1&limit=100`)
  assert.deepEqual([list.body.task_count, ...list.body.tasks.map(({ id }) => id)], ['2', failing, task])
  assert.equal((await ask('DELETE', `${instance}/tasks/${failing}`)).status, 204)
})

test('a scheduled expansion begins though it was called off, or does not when its time comes', async () => {
  await using stepwell = await startStepwell({ operations })
  const { ask, instance, submit, ended, shown } = await cluster(stepwell)
  const change = (task: string, query: string) =>
    ask('PUT', `${instance}/scheduled-tasks/${task}?${query}`).then(({ status }) => status)
  const first = await submit({ new_storage_space: 100 }, '2100-01-01T00:00:00Z')
  const second = await submit({ new_storage_space: 100 }, '2100-01-01T00:00:00Z')
  assert.equal((await shown(first)).status, 'CREATED')
  assert.equal(await change(first, 'status=CANCELLED'), 204)
  assert.equal(await change(second, 'execute_at=20240101000000'), 204, 'a time that is over: now')
  assert.deepEqual([await ended(first), await ended(second)], ['CANCELLED', 'SUCCESS'])
  assert.equal((await ask('DELETE', `${instance}/scheduled-tasks/${first}`)).status, 204)
  const { body } = await ask<{ job_count: number }>('GET', `${instance}/scheduled-tasks`)
  assert.equal(body.job_count, 1)
})
