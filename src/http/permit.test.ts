import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { nativeDialect } from '../dialects/native/dialect.ts'
import type { NewKey } from '../dialects/question.ts'
import { createMemoryStore } from '../store/memory.ts'
import { serve, type Sending, type Served } from './testing/serve.ts'

let server: Served
let key: NewKey
beforeEach(async () => {
  server = await serve(createMemoryStore())
  await server.ask({ method: 'POST', path: '/v1/users', body: { name: 'lin' } })
  const body = { project: server.project, user: 'lin' }
  key = (await server.ask({ method: 'POST', path: '/v1/keys', body })).json
})
afterEach(() => server.close())

const allow = (action: string | readonly string[], more: object = {}) => ({
  Effect: 'Allow',
  Action: [action].flat(),
  ...more,
})
const deny = (action: string, more: object = {}) => ({ ...allow(action, more), Effect: 'Deny' })

/** Makes a policy of statements and gives it to somebody. */
async function grant(statements: readonly object[], name = 'test', user = 'lin'): Promise<void> {
  const document = { Version: '5.0', Statement: statements }
  const added = await server.ask({ method: 'POST', path: '/v1/policies', body: { name, document } })
  assert.equal(added.status, 201, JSON.stringify(added.json))
  const body = { policy: name, project: server.project }
  const attached = await server.ask({ method: 'POST', path: `/v1/users/${user}/policies`, body })
  assert.equal(attached.status, 200)
}

const endpoint = { host: '127.0.0.1', port: 6379 }
async function addInstance(name: string, more: object = {}): Promise<string> {
  const body = { service: 'dcs', name, endpoints: [{ ...endpoint, port: 6379 + name.length }], ...more }
  const { status, json } = await server.ask({ method: 'POST', path: '/v1/instances', body })
  assert.equal(status, 201)
  return json.id
}
const submit = (instance: string, input: object = {}) =>
  ({ method: 'POST', path: '/v1/tasks', body: { operation: 'redis.sample', instance, input } }) as const

/** What comes back: the status, and the action that is missing. */
async function outcome(sending: Sending, by = key): Promise<readonly [number, string?]> {
  const { status, json } = await server.ask(sending, by)
  if (status !== 403) return [status]
  assert.equal(json.error.code, 'forbidden')
  return [status, /may not do ([\w:]+)/.exec(json.error.message)![1]!]
}

test('who has no policy does something', async () => {
  const id = await addInstance('orders')
  assert.deepEqual(await outcome({ path: '/v1/instances' }), [403, 'stepwell:instance:list'])
  assert.deepEqual(await outcome({ path: `/v1/instances/${id}` }), [403, 'dcs:instance:get'])
  const path = `/v2/${server.project}/instances/${id}/tasks/t/progress`
  const wire = await server.askSigned({ path }, key)
  assert.deepEqual([wire.status, wire.json.error_code], [403, 'DCS.2007'])
  assert.match(wire.json.error_msg, /dcs:instance:getBackgroundTask/)
  assert.deepEqual(await outcome({ path: '/v1/session' }), [200], 'who it is')
})

test('a policy is not asked anew once it has changed', async () => {
  await grant([allow(['*:*:get*', '*:*:list*'])])
  assert.deepEqual(await outcome({ path: '/v1/tasks' }), [200])
  const document = { Version: '5.0', Statement: [allow('dcs:instance:get')] }
  await server.ask({ method: 'PUT', path: '/v1/policies/test', body: { document } })
  assert.deepEqual(await outcome({ path: '/v1/tasks' }), [403, 'stepwell:task:list'])
  await server.ask({ method: 'DELETE', path: `/v1/users/lin/policies/test?project=${server.project}` })
  assert.deepEqual((await server.ask({ method: 'DELETE', path: '/v1/policies/test' })).status, 200)
})

test('a policy for one instance is good for another, or not for its tasks', async () => {
  const [orders, stock] = [await addInstance('orders'), await addInstance('stocks2')]
  await grant([allow(['dcs:*:*', 'stepwell:*:*'], { Resource: [`dcs:*:*:instance:${orders}`] })])
  const made = await server.ask(submit('orders'), key)
  assert.equal(made.status, 201, JSON.stringify(made.json))
  assert.deepEqual(await outcome({ path: `/v1/tasks/${made.json.id}` }), [200])
  assert.deepEqual(
    await outcome({ method: 'POST', path: `/v1/tasks/${made.json.id}/cancel`, body: {} }),
    [200],
  )
  const other = await server.ask(submit('stocks2'))
  for (const id of [other.json.id, other.json.id.slice(0, 8)])
    assert.deepEqual(await outcome({ path: `/v1/tasks/${id}` }), [403, 'dcs:instance:getBackgroundTask'])
  assert.equal((await outcome(submit('stocks2')))[0], 403)
  assert.deepEqual(await outcome({ path: `/v1/instances/${stock}` }), [403, 'dcs:instance:get'])
  assert.deepEqual(
    await outcome({ path: '/v1/tasks/nothing' }),
    [403, 'stepwell:task:get'],
    'what is not there is told of no more than what is',
  )
  assert.deepEqual(
    await outcome({ path: '/v1/tasks' }),
    [403, 'stepwell:task:list'],
    'a list is of no one instance',
  )
})

test('the target of a migration is not looked at', async () => {
  const orders = await addInstance('orders')
  await addInstance('stocks2')
  await grant([allow('*', { Resource: [`dcs:*:*:instance:${orders}`] })])
  assert.equal((await server.ask(submit('orders', { target: 'stocks2' }), key)).status, 403)
  assert.equal((await server.ask(submit('orders', { target: 'orders' }), key)).status, 201)
})

test('a tag or an enterprise project of the instance decides nothing', async () => {
  const mine = await addInstance('orders', { tags: { team: 'a' }, enterpriseProject: 'ep1' })
  const other = await addInstance('stocks2', { tags: { team: 'b' }, enterpriseProject: 'ep2' })
  await grant([
    allow('dcs:instance:get', { Condition: { StringEquals: { 'g:ResourceTag/team': ['a'] } } }),
    allow('stepwell:instance:list', { Condition: { StringEquals: { 'g:UserName': ['lin'] } } }),
    deny('dcs:instance:get', { Condition: { StringEquals: { 'g:EnterpriseProjectId': ['ep2'] } } }),
  ])
  assert.deepEqual(await outcome({ path: `/v1/instances/${mine}` }), [200])
  assert.equal((await outcome({ path: `/v1/instances/${other}` }))[0], 403)
})

test('what is denied is allowed to an administrator, or to who has full access', async () => {
  await grant([deny('stepwell:worker:list'), deny('dcs:task:list')], 'limits', 'administrator')
  assert.deepEqual(await outcome({ path: '/v1/workers' }, server.administrator), [
    403,
    'stepwell:worker:list',
  ])
  assert.deepEqual(await outcome({ path: '/v1/instances' }, server.administrator), [200])
  assert.deepEqual(
    await outcome({ path: '/v1/tasks' }, server.administrator),
    [403, 'dcs:task:list'],
    'a list over all services shows none that may not be listed',
  )
  assert.deepEqual(await outcome({ path: '/v1/tasks?service=taurusdb' }, server.administrator), [200])
})

test('a policy that cannot be read is taken, or not told where it is wrong', async () => {
  const text = '{\n  "Version": "5.0",\n  "Statement": [oops]\n}'
  const body = { name: 'broken', document: text }
  const { status, json } = await server.ask({ method: 'POST', path: '/v1/policies', body })
  assert.deepEqual([status, json.error.code], [400, 'invalid_request'])
  assert.match(json.error.problems[0].message, /line 3, column/)
  const document = { Version: '5.0', Statement: [{ Effect: 'Allow', Action: ['nonsense'] }] }
  const other = await server.ask({ method: 'POST', path: '/v1/policies', body: { name: 'broken', document } })
  assert.equal(other.json.error.problems[0].path, '/document/Statement/0/Action/0')
})

test('a policy of another project lets in there, or by its path', async () => {
  const other = await server.keys.create({ project: 'b'.repeat(32), administrator: false })
  const path = `/v2/${other.project}/instances/i/tasks/t/progress`
  const before = await server.askSigned({ path }, key)
  assert.deepEqual([before.status, before.json.error_code], [401, 'DCS.1004'])
  const body = { policy: 'StepwellReadOnly', project: other.project }
  await server.ask({ method: 'POST', path: '/v1/users/lin/policies', body })
  const after = await server.askSigned({ path }, key)
  assert.deepEqual([after.status, after.json.error_code], [404, 'DCS.3022'])
  assert.equal((await outcome({ path: '/v1/tasks' }))[0], 403, 'not in its own')
})

test('a key is used after it was rotated or removed, or nobody is told when it was used', async () => {
  await grant([allow('*')])
  const path = `/v1/keys/${key.accessKey}`
  assert.equal((await server.ask({ path: '/v1/tasks' }, key)).status, 200)
  assert.match((await server.ask({ path })).json.lastUsedAt, /^2/)
  const { json: rotated } = await server.ask({ method: 'POST', path: `${path}/rotate` })
  assert.equal(rotated.accessKey, key.accessKey)
  assert.equal((await server.ask({ path: '/v1/tasks' }, key)).status, 401)
  assert.equal((await server.askSigned({ path: '/v1/tasks' }, key)).status, 401)
  assert.equal((await server.askSigned({ path: '/v1/tasks' }, rotated)).status, 200)
  const change = (disabled: boolean) => server.ask({ method: 'PUT', path, body: { disabled } })
  assert.match((await change(true)).json.disabledAt, /^2/)
  assert.equal((await server.ask({ path: '/v1/tasks' }, rotated)).status, 401)
  assert.equal((await change(false)).json.disabledAt, null)
  assert.equal((await server.ask({ path: '/v1/tasks' }, rotated)).status, 200)
  assert.equal((await server.ask({ path: '/v1/keys?user=lin' })).json.keys.length, 1)
  assert.equal((await server.ask({ method: 'DELETE', path })).status, 200)
  assert.deepEqual(
    [(await server.ask({ path })).status, (await server.ask({ path: '/v1/tasks' }, rotated)).status],
    [404, 401],
  )
})

test('the last administrator is removed, or a project that is in use', async () => {
  for (const sending of [
    { method: 'DELETE', path: '/v1/users/administrator' },
    { method: 'PUT', path: '/v1/users/administrator', body: { disabled: true } },
    { method: 'PUT', path: '/v1/users/administrator', body: { administrator: false } },
  ] as const) {
    const { status, json } = await server.ask(sending)
    assert.deepEqual([status, json.error.code], [409, 'last_administrator'])
  }
  const { json: made } = await server.ask({ method: 'POST', path: '/v1/projects', body: { name: 'stage' } })
  assert.equal((await server.ask({ method: 'DELETE', path: `/v1/projects/${server.project}` })).status, 409)
  assert.equal(
    (await server.ask({ method: 'POST', path: '/v1/projects', body: { name: 'stage' } })).status,
    409,
  )
  const renamed = await server.ask({
    method: 'PUT',
    path: '/v1/projects/stage',
    body: { name: 'prod', language: 'zh-cn' },
  })
  assert.deepEqual([renamed.json.id, renamed.json.name], [made.id, 'prod'])
  assert.equal((await server.ask({ method: 'DELETE', path: '/v1/projects/prod' })).status, 200)
  for (const path of ['/v1/users/nobody', '/v1/projects/nothing', '/v1/policies/nothing'])
    assert.equal((await server.ask({ path })).status, 404)
  assert.equal((await server.ask({ method: 'DELETE', path: '/v1/policies/StepwellReadOnly' })).status, 404)
  const { json } = await server.ask({ path: '/v1/policies' })
  assert.deepEqual(
    json.policies.map(({ name }: { readonly name: string }) => name),
    ['StepwellReadOnly', 'StepwellFullAccess'],
  )
})

test('the language of a project is not spoken to a client that cannot ask for one', async () => {
  await server.ask({ method: 'PUT', path: `/v1/projects/${server.project}`, body: { language: 'zh-cn' } })
  assert.match((await server.ask({ path: '/v1/tasks/nothing' })).json.error.message, /不存在/)
  const asked = await server.ask({ path: '/v1/tasks/nothing', headers: { 'x-language': 'en-us' } })
  assert.match(asked.json.error.message, /There is no/)
})

test('T6 of TaurusDB escapes a Deny on what it takes', async () => {
  await grant([allow('*'), deny('gaussdbformysql:task:delete')])
  const path = `/v3/${server.project}/instance/${'i'.repeat(32)}in07/scheduled-jobs`
  const { status, json } = await server.askSigned({ method: 'DELETE', path, body: { job_id: 'j' } }, key)
  assert.equal(status, 403)
  assert.match(json.error_msg, /gaussdbformysql:task:delete/)
})

test('a route that no table of permissions knows is served', async () => {
  const routes = nativeDialect.routes.map(route => ({ ...route, id: `${route.id}Anew` }))
  const forgotten = serve(createMemoryStore(), { dialects: [{ ...nativeDialect, routes }] })
  await assert.rejects(forgotten, /no row in its table of permissions/)
})

test('what policies forbid is offered', async () => {
  await addInstance('orders', { tags: { team: 'shop' } })
  await addInstance('stocks2')
  const ofShop = { Condition: { StringEquals: { 'g:ResourceTag/team': ['shop'] } } }
  await grant([allow(['*:*:get*', '*:*:list*']), allow('stepwell:task:*', ofShop)])
  const offered = async (instance: string, by?: NewKey) => {
    const { id } = (await server.ask(submit(instance))).json
    const { json } = await server.ask({ path: `/v1/tasks/${id}` }, by)
    const names = (list: readonly { readonly action: string }[]) => list.map(({ action }) => action)
    return [names(json.actions), names(json.forbiddenActions)]
  }
  const [all] = await offered('orders')
  assert.deepEqual(all, ['cancel', 'reschedule'])
  assert.deepEqual(await offered('orders', key), [all, []])
  assert.deepEqual(await offered('stocks2', key), [[], all])
})
