import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createMemoryStore } from '../store/memory.ts'
import { serve } from './testing/serve.ts'

test('a task and its history name a key whose user nobody knows, or go on with the name when the key is gone', async t => {
  const server = await serve(createMemoryStore())
  t.after(() => server.close())
  const post = async (path: string, body: object = {}, by = server.administrator) =>
    (await server.ask({ method: 'POST', path, body }, by)).json
  const endpoints = [{ host: '127.0.0.1', port: 6379 }]
  await post('/v1/instances', { service: 'dcs', name: 'orders', endpoints })
  const policies = [{ policy: 'StepwellFullAccess', project: server.project }]
  await post('/v1/users', { name: 'lin', policies })
  const key = await post('/v1/keys', { project: server.project, user: 'lin' })
  const { id } = await post('/v1/tasks', { operation: 'redis.sample', instance: 'orders' }, key)
  await post(`/v1/tasks/${id}/reschedule`, { dueAt: new Date(Date.now() + 3_600_000).toISOString() }, key)

  const path = `/v1/tasks/${id}`
  const names = ({ json }: Awaited<ReturnType<typeof server.ask>>) => [
    json.submittedBy,
    json.submittedByName,
    json.rescheduled.byName,
  ]
  const seen = await server.ask({ path })
  assert.deepEqual(names(seen), [key.accessKey, 'lin', 'lin'])
  const { tasks } = (await server.ask({ path: '/v1/tasks' })).json
  assert.equal(tasks[0].submittedByName, 'lin')
  const { events } = (await server.ask({ path: `${path}/events` })).json
  assert.deepEqual(
    events.map(({ by, byName }: { by: string; byName: string }) => [by, byName]),
    events.map(() => [key.accessKey, 'lin']),
  )

  await server.ask({ method: 'DELETE', path: `/v1/keys/${key.accessKey}` })
  const headers = { 'if-none-match': String(seen.headers['etag']) }
  const later = await server.ask({ path, headers })
  assert.deepEqual(names(later), [key.accessKey, null, null], 'it was not looked at again')
})
