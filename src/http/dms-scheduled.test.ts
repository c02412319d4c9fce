import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { bound, kafkaInstance } from '../dialects/dms/testing/kafka-samples.ts'
import { samples } from '../dialects/samples.ts'
import { id, scheduledAt, serveKafka, type ServedKafka } from './testing/serve-kafka.ts'
import { refusedAs } from './testing/serve.ts'

let kafka: ServedKafka
beforeEach(async () => {
  kafka = await serveKafka()
})
afterEach(() => kafka.server.close())

test('a scheduled task is not put off, or is begun though it was called off', async () => {
  const task = await kafka.waiting(1)
  const path = `${kafka.scheduledTasks}/${task.id}`
  const change = (query: string) => kafka.ask({ method: 'PUT', path: `${path}?${query}` })
  const shown = async () => (await kafka.ask({ path: kafka.scheduledTasks })).json.jobs[0]
  assert.deepEqual(
    [(await shown()).status, (await shown()).schedule_at],
    ['CREATED', new Date(scheduledAt).toISOString()],
  )
  const put = await change('execute_at=20270101000000')
  assert.deepEqual([put.status, put.json], [204, null])
  assert.equal((await shown()).schedule_at, '2027-01-01T00:00:00.000Z')
  const before = await shown()
  assert.equal((await change('status=null')).status, 204)
  assert.deepEqual(await shown(), before, 'as it is')
  assert.equal((await change('status=CANCELLED')).status, 204)
  assert.equal((await shown()).status, 'CANCELLED')
  for (const query of ['status=CANCELLED', 'status=null', 'execute_at=20270101000000'])
    assert.deepEqual(refusedAs(await change(query)), [400, 'DMS.00400062'], 'it has ended')
  const told = async (query: string): Promise<string> => (await change(query)).json.error_msg
  assert.match(await told('execute_at=20270101000000'), /is cancelled, and its time cannot be changed/)
  assert.match(await told('status=CANCELLED'), /is cancelled\. Nothing was changed/)
  assert.match(await told(''), /execute_at is missing, and so is status/)
})

test('a task that nobody asked a time for is a scheduled one', async () => {
  const task = await kafka.stored(bound.task)
  const path = `${kafka.scheduledTasks}/${task.id}`
  assert.deepEqual((await kafka.ask({ path: kafka.scheduledTasks })).json, { job_count: 0, jobs: [] })
  for (const method of ['PUT', 'DELETE'] as const)
    assert.deepEqual(refusedAs(await kafka.ask({ method, path: `${path}?status=CANCELLED` })), [
      404,
      'DMS.00404001',
    ])
})

test('a scheduled task that waits or has failed is deleted, or one that was cancelled is not', async () => {
  const task = await kafka.waiting(1)
  const scheduled = { requestedDueAt: scheduledAt, service: 'dms', instance: kafkaInstance.id } as const
  await kafka.stored(samples.oneStepFailed.task, { id: id(2), ...scheduled })
  const remove = (which: string) => kafka.ask({ method: 'DELETE', path: `${kafka.scheduledTasks}/${which}` })
  assert.deepEqual(refusedAs(await remove(task.id)), [400, 'DMS.00400062'])
  const refused = await remove(id(2))
  assert.deepEqual(refusedAs(refused), [400, 'DMS.00400062'])
  assert.match(refused.json.error_msg, /is failed\. Only one that has succeeded or was cancelled/)
  await kafka.ask({ method: 'PUT', path: `${kafka.scheduledTasks}/${task.id}?status=CANCELLED` })
  assert.equal((await remove(task.id)).status, 204)
  assert.equal((await kafka.ask({ path: kafka.scheduledTasks })).json.job_count, 1)
  assert.equal((await kafka.ask({ method: 'DELETE', path: `${kafka.tasks}/${id(2)}` })).status, 204)
})

test('a scheduled task is deleted by another action than the service takes', async () => {
  const { server } = kafka
  await kafka.stored(bound.task)
  const scheduled = await kafka.stored(bound.task, { id: id(3), requestedDueAt: scheduledAt })
  const Statement = [{ Effect: 'Deny', Action: ['dms:instance:deleteScheduledTask'] }]
  const body = { name: 'limits', document: { Version: '5.0', Statement } }
  await server.ask({ method: 'POST', path: '/v1/policies', body })
  await server.ask({ method: 'POST', path: '/v1/users/administrator/policies', body: { policy: 'limits' } })
  const remove = async (task: string) =>
    (await server.ask({ method: 'DELETE', path: `/v1/tasks/${task}` })).status
  assert.equal((await kafka.ask({ method: 'DELETE', path: `${kafka.scheduledTasks}/${id(3)}` })).status, 403)
  assert.deepEqual([await remove(scheduled.id), await remove(bound.task.id)], [403, 200])
})
