import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { createMemoryStore } from '../store/memory.ts'
import { serve, type Served } from './testing/serve.ts'

let server: Served
beforeEach(async () => {
  server = await serve(createMemoryStore())
  const endpoints = [{ host: '127.0.0.1', port: 6379 }]
  await server.ask({
    method: 'POST',
    path: '/v1/instances',
    body: { service: 'dcs', name: 'orders', endpoints },
  })
})
afterEach(() => server.close())

const submit = async (body: object): Promise<string> => {
  const sent = { operation: 'redis.sample', instance: 'orders', ...body }
  return (await server.ask({ method: 'POST', path: '/v1/tasks', body: sent })).json.id
}
const listed = async (query: string): Promise<readonly string[]> => {
  const { status, json } = await server.ask({ path: `/v1/tasks?${query}` })
  assert.equal(status, 200)
  return json.tasks.map(({ id }: { id: string }) => id)
}

test('who looks at a long queue has to sort it, or does not see who holds the instance', async () => {
  const at = (ms: number) => new Date(server.clock.now() + ms).toISOString()
  const late = await submit({ dueAt: at(7_200_000) })
  const early = await submit({ dueAt: at(3_600_000) })
  const normal = await submit({})
  const urgent = await submit({ priority: 'urgent' })
  assert.deepEqual(await listed('order=queue&uses=orders'), [urgent, normal, early, late])
  assert.deepEqual(await listed(`order=queue&limit=2&after=${normal}`), [early, late])
  assert.deepEqual(await listed('uses=orders&locked=true'), [])
  assert.deepEqual(await listed('uses=gone&locked=true'), [])
  assert.equal((await server.ask({ path: '/v1/tasks?locked=false' })).status, 400)
})
