import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import type { NewKey } from '../dialects/question.ts'
import { createMemoryStore } from '../store/memory.ts'
import { serve, type Served } from './testing/serve.ts'

let server: Served
let key: NewKey
let orders: string
let stock: string
beforeEach(async () => {
  server = await serve(createMemoryStore())
  await server.ask({ method: 'POST', path: '/v1/users', body: { name: 'lin' } })
  key = await made('/v1/keys', { project: server.project, user: 'lin' })
  orders = (await made('/v1/instances', described('orders', 'ep1'))).id
  stock = (await made('/v1/instances', described('stock', 'ep2'))).id
  await made('/v1/tasks', { operation: 'redis.sample', instance: 'orders' })
  await made('/v1/tasks', { operation: 'redis.sample', instance: 'stock', input: { target: 'orders' } })
})
afterEach(() => server.close())

const described = (name: string, enterpriseProject: string) => ({
  service: 'dcs',
  name,
  enterpriseProject,
  endpoints: [{ host: '127.0.0.1', port: 6379 + name.length }],
})

async function made(path: string, body: object) {
  const { status, json } = await server.ask({ method: 'POST', path, body })
  assert.ok(status < 300, JSON.stringify(json))
  return json
}

const deny = (action: string, more: object = {}) => ({ Effect: 'Deny', Action: [action], ...more })
const allow = (action: string | readonly string[], more: object = {}) => ({
  Effect: 'Allow',
  Action: [action].flat(),
  ...more,
})

async function grant(...statements: readonly object[]): Promise<void> {
  const document = { Version: '5.0', Statement: statements }
  await made('/v1/policies', { name: 'test', document })
  await made('/v1/users/lin/policies', { policy: 'test', project: server.project })
}

async function outcome(path: string): Promise<readonly [status: number, tellsWhy?: string]> {
  const { status, json } = await server.askSigned({ path }, key)
  if (status !== 403) return [status]
  return [status, /(?:may not do|perform) ([\w:]+)/.exec(json.error?.message ?? json.error_msg)?.[1] ?? '']
}
const instancesIn = async (path: string): Promise<readonly string[]> => {
  const { status, json } = await server.askSigned({ path }, key)
  assert.equal(status, 200, JSON.stringify(json))
  return json.tasks.map(({ instance }: { readonly instance: { readonly name: string } }) => instance.name)
}

const onStock = () => ({ Resource: [`dcs:*:*:instance:${stock}`] })
const inProject2 = { Condition: { StringEquals: { 'g:EnterpriseProjectId': ['ep2'] } } }
const allTasks = ['/v1/tasks', '/v1/tasks?service=dcs', '/v1/task-counts', '/v1/events'] as const

test('a list or the events show what a Deny on one instance hides', async () => {
  await grant(allow('*'), deny('dcs:instance:getBackgroundTask', onStock()))
  for (const path of allTasks)
    assert.deepEqual(await outcome(path), [403, 'dcs:instance:getBackgroundTask'], path)
  const streamed = await server.askSigned(
    { path: '/v1/events', headers: { accept: 'text/event-stream' } },
    key,
  )
  assert.equal(streamed.status, 403)
  assert.match(
    (await server.askSigned({ path: '/v1/tasks' }, key)).json.error.problems[0].message,
    /on some instances.*ask for that of one instance/,
  )
  for (const path of ['/v1/tasks?instance=stock', '/v1/task-counts?instance=stock', '/v1/tasks?uses=stock'])
    assert.deepEqual(await outcome(path), [403, 'dcs:instance:getBackgroundTask'], path)
  assert.deepEqual(await outcome('/v1/tasks?service=dms'), [200])
  assert.deepEqual(await outcome('/v1/instances'), [200])
})

test('a list shows what a Deny hides by what an instance is', async () => {
  await grant(allow('*'), deny('dcs:*:*', inProject2))
  for (const path of [
    ...allTasks,
    '/v1/instances',
    `/v2/${server.project}/tasks`,
    `/v2/${server.project}/instances`,
  ])
    assert.equal((await outcome(path))[0], 403, path)
  assert.equal((await outcome('/v1/tasks?instance=stock'))[0], 403)
  assert.equal((await outcome('/v1/tasks?instance=orders'))[0], 200)
})

test('the list of one instance shows the task of another that is hidden', async () => {
  await grant(allow('*'), deny('dcs:instance:getBackgroundTask', onStock()))
  assert.deepEqual(await instancesIn('/v1/tasks?instance=orders'), ['orders'])
  assert.deepEqual(await instancesIn('/v1/tasks?uses=orders'), ['orders'])
  const { json } = await server.askSigned({ path: '/v1/task-counts?instance=orders' }, key)
  assert.equal(json.statuses.pending, 1)
})

test('who may see all sees no task that only names the instance', async () => {
  await grant(allow('*'), deny('dcs:instance:delete'))
  assert.deepEqual(await instancesIn('/v1/tasks?instance=orders'), ['stock', 'orders'])
})

test('who may see one instance sees not even its list, or that of another', async () => {
  await grant(allow(['dcs:*:*', 'stepwell:*:*'], { Resource: [`dcs:*:*:instance:${orders}`] }))
  assert.deepEqual(await instancesIn('/v1/tasks?instance=orders'), ['orders'])
  assert.deepEqual(await outcome('/v1/tasks?instance=stock'), [403, 'dcs:instance:getBackgroundTask'])
  assert.deepEqual(await outcome('/v1/tasks'), [403, 'stepwell:task:list'])
})

/** What the refusal of a path says beside the action that is missing. */
async function advice(path: string): Promise<readonly string[]> {
  const { json } = await server.askSigned({ path }, key)
  return json.error.problems.slice(1).map(({ message }: { readonly message: string }) => message)
}

test('who may list a part is not told which, or what is no narrower is offered', async () => {
  await grant(allow(['dcs:*:*', 'dms:instance:get', 'dms:instance:list']))
  const ofService = ['of these services alone the list is answered: dcs; ask with ?service= (--service)']
  for (const path of ['/v1/tasks', '/v1/task-counts']) assert.deepEqual(await advice(path), ofService)
  assert.match((await advice('/v1/instances'))[0] ?? '', /: dcs, dms;/)
  assert.equal((await server.askSigned({ path: '/v1/tasks?service=dcs' }, key)).status, 200)
  for (const path of ['/v1/events', '/v1/tasks?service=dms']) assert.deepEqual(await advice(path), [])
})

test('who may see one instance is not told to ask for its tasks', async () => {
  await grant(allow(['dcs:*:*'], { Resource: [`dcs:*:*:instance:${orders}`] }))
  assert.match((await advice('/v1/tasks'))[0] ?? '', /one instance.*\?instance=/)
  assert.deepEqual(await advice('/v1/instances'), [])
})

test('a list of an instance that is not registered escapes a Deny on its service, or on itself', async () => {
  await grant(allow('*'), deny('dcs:task:list'))
  for (const path of ['/v1/tasks?instance=gone', '/v1/tasks?uses=gone', '/v1/task-counts?instance=gone'])
    assert.deepEqual(await outcome(path), [403, 'dcs:task:list'], path)
  assert.deepEqual(await outcome('/v1/tasks?instance=gone&service=dms'), [200])
})

test('the tasks of an instance that was removed are shown to whom it was denied', async () => {
  await grant(allow('*'), deny('dcs:*:*', onStock()))
  const { json } = await server.ask({ path: '/v1/tasks?instance=stock' })
  await made(`/v1/tasks/${json.tasks[0].id}/cancel`, {})
  assert.equal((await server.ask({ method: 'DELETE', path: `/v1/instances/${stock}` })).status, 200)
  for (const path of [
    `/v1/tasks?instance=${stock}`,
    '/v1/tasks',
    `/v2/${server.project}/instances/${stock}/tasks`,
  ])
    assert.equal((await outcome(path))[0], 403, path)
})

test('events are read by who may not read a history', async () => {
  await grant(allow('*'), deny('stepwell:task:getHistory'))
  assert.deepEqual(await outcome('/v1/events'), [403, 'stepwell:task:getHistory'])
  assert.deepEqual(await outcome('/v1/tasks'), [200])
})

test('TaurusDB lists a task by its id to whom its instance is denied', async () => {
  const { json } = await server.ask({ path: '/v1/tasks?instance=stock' })
  await grant(allow('*'), deny('gaussdbformysql:task:list', inProject2))
  const path = `/v3/${server.project}/immediate-jobs`
  assert.equal((await server.askSigned({ path }, key)).status, 403)
  assert.equal((await server.askSigned({ path: `${path}?job_id=${json.tasks[0].id}` }, key)).status, 403)
  assert.equal((await server.askSigned({ path: `${path}?job_id=none` }, key)).status, 200)
})
