import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { emptyCommit } from '../core/testing/samples.ts'
import { samples } from '../dialects/samples.ts'
import { createMemoryStore } from '../store/memory.ts'
import { serve, type Served } from './testing/serve.ts'

let server: Served
beforeEach(async () => {
  server = await serve(createMemoryStore())
})
afterEach(() => server.close())

const endpoints = [{ host: '127.0.0.1', port: 6379 }]
const addInstance = (name: string) =>
  server.ask({
    method: 'POST',
    path: '/v1/instances',
    body: { service: 'dcs', name, endpoints, access: { password: 'hush' } },
  })
const submit = (more: object = {}) =>
  server.ask({
    method: 'POST',
    path: '/v1/tasks',
    body: { operation: 'redis.sample', instance: 'orders', ...more },
  })

test('a task is submitted, shown, listed, asked to stop and remembered', async () => {
  await addInstance('orders')
  const { status, headers, json: task } = await submit({ reason: 'a try' })
  assert.deepEqual([status, headers['location']], [201, `/v1/tasks/${task.id}`])
  assert.equal(task.instance.name, 'orders')
  assert.deepEqual((await server.ask({ path: `/v1/tasks/${task.id}` })).json, task)
  assert.deepEqual((await server.ask({ path: '/v1/tasks' })).json, { tasks: [task], next: null })

  const cancel = { method: 'POST', path: `/v1/tasks/${task.id}/cancel` } as const
  const cancelled = await server.ask({ ...cancel, body: { reason: 'enough' } })
  assert.deepEqual([cancelled.status, cancelled.json.status], [200, 'cancelled'])
  assert.equal((await server.ask(cancel)).status, 200, 'and again, with no body')

  const { json } = await server.ask({ path: `/v1/tasks/${task.id}/events` })
  assert.deepEqual(
    json.events.map((event: { type: string; reason: string; by: string }) => [
      event.type,
      event.reason,
      event.by,
    ]),
    [
      ['submitted', 'a try', server.administrator.accessKey],
      ['cancelRequested', 'enough', server.administrator.accessKey],
    ],
  )
})

test('pages of tasks and events overlap, or leave one out', async () => {
  await addInstance('orders')
  const ids: string[] = []
  for (let index = 0; index < 5; index++) ids.unshift((await submit()).json.id)
  const seen: string[] = []
  for (let after: string | null = ''; after !== null;) {
    const page: { tasks: { id: string }[]; next: string | null } = (
      await server.ask({ path: `/v1/tasks?limit=2&instance=orders${after && `&after=${after}`}` })
    ).json
    seen.push(...page.tasks.map(task => task.id))
    after = page.next
  }
  assert.deepEqual(seen, ids)
  await server.ask({ method: 'POST', path: `/v1/tasks/${ids[0]}/cancel` })
  const first = (await server.ask({ path: `/v1/tasks/${ids[0]}/events?limit=1` })).json
  const second = (await server.ask({ path: `/v1/tasks/${ids[0]}/events?limit=1&after=${first.next}` })).json
  assert.deepEqual(
    [first.events[0].type, second.events[0].type, second.next],
    ['submitted', 'cancelRequested', null],
  )
})

test('what happened to all tasks is not in order, or not told of which', async () => {
  await addInstance('orders')
  const [one, other] = [(await submit()).json.id, (await submit()).json.id]
  await server.ask({ method: 'POST', path: `/v1/tasks/${one}/cancel` })
  const seen: (readonly [string, string])[] = []
  for (let after: number | null = 0; after !== null;) {
    const { json } = await server.ask({ path: `/v1/events?limit=2&after=${after}` })
    for (const { type, task } of json.events) seen.push([type, task])
    after = json.next
  }
  assert.deepEqual(seen, [
    ['submitted', one],
    ['submitted', other],
    ['cancelRequested', one],
  ])
  assert.equal((await server.ask({ path: '/v1/events' })).json.events.length, 3)
  const stranger = await server.keys.create({ project: 'b'.repeat(32), administrator: true })
  assert.deepEqual((await server.ask({ path: '/v1/events' }, stranger)).json, { events: [], next: null })
  assert.equal(
    (await server.send({ path: '/v1/events', headers: { accept: 'text/event-stream' } })).status,
    401,
  )
})

test('a list shows what its filter leaves out', async () => {
  await addInstance('orders')
  const { json: task } = await submit()
  const count = async (query: string) => (await server.ask({ path: `/v1/tasks?${query}` })).json.tasks.length
  assert.equal(await count(`instance=${task.instance.id}`), 1)
  assert.equal(await count('instance=nobody'), 0)
  assert.equal(await count('status=pending,running&service=dcs&operation=redis.sample'), 1)
  assert.equal(await count('status=failed'), 0)
})

test('an instance is registered, found by id and name, and removed when it is idle', async () => {
  const { status, headers, json: instance } = await addInstance('my orders/2')
  assert.deepEqual([status, headers['location']], [201, `/v1/instances/${instance.id}`])
  assert.doesNotMatch(JSON.stringify(instance), /hush|sealed/)
  for (const name of [instance.id, encodeURIComponent('my orders/2')])
    assert.deepEqual((await server.ask({ path: `/v1/instances/${name}` })).json, instance)
  assert.equal((await addInstance('my orders/2')).json.error.code, 'instance_exists')

  const { json: task } = await submit({ instance: 'my orders/2' })
  const remove = {
    method: 'DELETE',
    path: `/v1/instances/${instance.id}`,
    headers: { 'content-type': 'application/json' },
  } as const
  assert.equal((await server.ask(remove)).json.error.code, 'instance_in_use')
  await server.ask({ method: 'POST', path: `/v1/tasks/${task.id}/cancel` })
  assert.equal((await server.ask(remove)).status, 200)
  assert.deepEqual((await server.ask({ path: '/v1/instances?service=dcs' })).json, { instances: [] })
  assert.deepEqual((await server.ask({ path: '/v1/instances' })).json, { instances: [] })
  const gone = (await server.ask({ path: `/v1/tasks?instance=${instance.id}` })).json.tasks
  assert.deepEqual([gone[0].id, gone[0].instance.isRegistered], [task.id, false], 'its tasks stay')
  // Another may be given the id of one that is gone as its name.
  await addInstance(instance.id)
  assert.equal((await server.ask({ path: `/v1/tasks/${task.id}` })).json.instance.isRegistered, false)
})

test('somebody who is no administrator changes the server', async () => {
  const project = 'b'.repeat(32)
  await server.keys.create({ project, administrator: false })
  const { status, json: key } = await server.ask({ method: 'POST', path: '/v1/keys', body: { project } })
  assert.deepEqual([status, key.project, key.administrator], [201, project, false])
  const asked = [
    { method: 'POST', path: '/v1/keys', body: { project, administrator: true } },
    { method: 'POST', path: '/v1/instances', body: { service: 'dcs', endpoints } },
    { method: 'DELETE', path: '/v1/instances/orders' },
    { path: '/v1/workers' },
  ] as const
  for (const sending of asked) {
    const refused = await server.ask(sending, key)
    assert.deepEqual([refused.status, refused.json.error.code], [403, 'forbidden'], sending.path)
  }
  assert.equal((await server.ask({ path: '/v1/operations' }, key)).status, 200)
})

test('a task, an event or an instance of another project is seen', async () => {
  await addInstance('orders')
  const { json: task } = await submit()
  const other = await server.keys.create({ project: 'b'.repeat(32), administrator: true })
  for (const path of [`/v1/tasks/${task.id}`, `/v1/tasks/${task.id}/events`, '/v1/instances/orders'])
    assert.equal((await server.ask({ path }, other)).status, 404)
  assert.equal((await server.ask({ method: 'POST', path: `/v1/tasks/${task.id}/cancel` }, other)).status, 404)
  assert.deepEqual((await server.ask({ path: '/v1/tasks' }, other)).json.tasks, [])
  assert.equal(
    (
      await server.ask(
        { method: 'POST', path: '/v1/tasks', body: { operation: 'redis.sample', instance: 'orders' } },
        other,
      )
    ).json.error.code,
    'instance_not_found',
  )
})

test('a client token makes two tasks of one request, or one of two', async () => {
  await addInstance('orders')
  const first = await submit({ token: 'once' })
  assert.equal((await submit({ token: 'once' })).json.id, first.json.id)
  const conflict = await submit({ token: 'once', input: { target: 'orders' } })
  assert.deepEqual([conflict.status, conflict.json.error.code], [409, 'token_conflict'])
})

test('an input that the operation refuses does not say where', async () => {
  await addInstance('orders')
  const { status, json } = await submit({ input: { target: 7 } })
  assert.deepEqual([status, json.error.code], [422, 'invalid_input'])
  assert.deepEqual(json.error.problems, [{ path: '/target', message: 'must be string' }])
  assert.match(json.error.message, /redis\.sample.*\/target must be string/)
})

test('operations and workers are told, and whether there is a worker', async () => {
  const { json } = await server.ask({ path: '/v1/operations' })
  assert.deepEqual((await server.ask({ path: '/v1/operations/redis.sample' })).json, json.operations[0])
  assert.equal(
    (await server.ask({ path: '/v1/operations/redis.other' })).json.error.code,
    'operation_not_found',
  )
  assert.deepEqual(
    await server.send({ path: '/v1/health' }).then(({ status, json: body }) => [status, body]),
    [200, { status: 'ok' }],
  )
  const ready = async (language = 'en-us') => {
    const answer = await server.send({ path: '/v1/ready', headers: { 'x-language': language } })
    return [answer.status, answer.json.missing.map(({ part }: { readonly part: string }) => part)]
  }
  assert.deepEqual(await ready(), [503, ['worker']])
  const told = await server.ask({ path: '/v1/server' })
  assert.deepEqual([told.status, told.json.ready, told.json.missing[0].part], [200, false, 'worker'])
  assert.equal((await server.send({ path: '/v1/server' })).status, 401)
  const worker = { id: 'w1', pid: 7, processStartedAt: '1', startedAt: 1, heartbeatAt: 2 }
  await server.store.putWorker({ ...worker, leaseExpiresAt: 3 })
  assert.deepEqual(await ready('zh-cn'), [503, ['worker']], 'its lease is over')
  await server.store.putWorker({ ...worker, leaseExpiresAt: Date.now() + 60_000 })
  assert.deepEqual(await ready(), [200, []])
  assert.deepEqual((await server.ask({ path: '/v1/workers' })).json.workers[0].tasks, [])
})

test('a worker is shown with a task of another project', async () => {
  const worker = { id: 'w1', pid: 7, processStartedAt: '1', startedAt: 1, heartbeatAt: 2, leaseExpiresAt: 3 }
  await server.store.putWorker(worker)
  for (const [id, project] of [
    ['own', server.project],
    ['foreign', 'b'.repeat(32)],
  ] as const)
    await server.store.commit({
      ...emptyCommit,
      task: { ...samples.half.task, id, project, worker: 'w1', revision: 1 },
    })
  assert.deepEqual((await server.ask({ path: '/v1/workers' })).json.workers[0].tasks, ['own'])
})

test('the figures of all projects are given to anybody but an administrator, who is not told why', async () => {
  const { token } = server.administrator
  const told = await server.http.inject({ url: '/metrics', headers: { authorization: `Bearer ${token}` } })
  assert.deepEqual(
    [told.statusCode, told.headers['content-type'], told.body],
    [200, 'text/plain; version=0.0.4; charset=utf-8', 'stepwell_build_info 1\n'],
  )
  const other = await server.keys.create({ project: server.project, administrator: false })
  const { status, json } = await server.ask({ path: '/metrics', headers: { 'x-language': 'zh-cn' } }, other)
  assert.deepEqual([status, json.error.code], [403, 'forbidden'])
  assert.match(json.error.message, /stepwell:metrics:get/)
  assert.match(json.error.problems[0].message, /所有项目/)
})

test('the documents need a key', async () => {
  for (const [path, title] of [
    ['/v1/openapi.json', 'Stepwell'],
    ['/openapi/dcs.json', 'Distributed Cache Service v2, as Stepwell answers it'],
  ] as const) {
    const { status, json } = await server.send({ path })
    assert.deepEqual([status, json.openapi, json.info], [200, '3.1.0', { title, version: '1.2.3' }])
  }
})
