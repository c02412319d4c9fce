import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { createMemoryStore } from '../store/memory.ts'
import { serve, type Served } from './testing/serve.ts'

let server: Served
const ids: string[] = []
beforeEach(async () => {
  server = await serve(createMemoryStore())
  ids.length = 0
  for (const name of ['Orders', 'sessions', 'reorders']) {
    const endpoints = [{ host: '127.0.0.1', port: 6379 }]
    await server.ask({ method: 'POST', path: '/v1/instances', body: { service: 'dcs', name, endpoints } })
    const body = { operation: 'redis.sample', instance: name }
    ids.push((await server.ask({ method: 'POST', path: '/v1/tasks', body })).json.id)
  }
})
afterEach(() => server.close())

/** Places of the tasks that are listed, in the order of submission from 0. */
async function listed(query: string, key = server.administrator): Promise<readonly number[]> {
  const { status, json } = await server.ask({ path: `/v1/tasks?${query}` }, key)
  assert.equal(status, 200)
  return json.tasks.map(({ id }: { id: string }) => ids.indexOf(id))
}

test('a search finds too little by an id, a name or a title, or a task of another project', async () => {
  assert.deepEqual(await listed('search=ORDER'), [2, 0])
  assert.deepEqual(await listed('search=sess'), [1])
  assert.deepEqual(await listed('search=redis.SAM'), [2, 1, 0])
  const { title } = (await server.ask({ path: '/v1/operations/redis.sample' })).json
  const inChinese = { path: '/v1/operations/redis.sample', headers: { 'x-language': 'zh-cn' } }
  const chinese = (await server.ask(inChinese)).json.title
  for (const text of [title.slice(1), chinese.slice(1)])
    assert.deepEqual(await listed(`search=${encodeURIComponent(text)}`), [2, 1, 0], text)
  assert.deepEqual(await listed(`search=${ids[1]!.slice(0, 13).toUpperCase()}`), [1])
  assert.deepEqual(await listed('search=nothing'), [])
  const other = await server.keys.create({ project: 'b'.repeat(32), administrator: true })
  assert.deepEqual(await listed('search=order', other), [])
})

test('a search forgets the other filters, the order or its page', async () => {
  assert.deepEqual(await listed('search=order&order=oldest'), [0, 2])
  assert.deepEqual(await listed('search=redis&instance=sessions'), [1])
  assert.deepEqual(await listed('search=redis&status=failed'), [])
  const first = (await server.ask({ path: '/v1/tasks?search=redis&order=oldest&limit=2' })).json
  assert.equal(first.next, ids[1])
  assert.deepEqual(await listed(`search=redis&order=oldest&limit=2&after=${first.next}`), [2])
  assert.deepEqual(await listed('order=oldest&limit=2'), [0, 1])
  assert.deepEqual(await listed('order=newest&limit=2'), [2, 1])
  for (const wrong of ['search=', 'order=up', `search=${'x'.repeat(257)}`])
    assert.equal((await server.ask({ path: `/v1/tasks?${wrong}` })).status, 400, wrong)
})
