import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, test } from 'node:test'
import { services } from '../core/task.ts'
import { nativePermission, nativePermissions, type NativeAct } from '../dialects/native/permissions.ts'
import type { NewKey } from '../dialects/question.ts'
import { createMemoryStore } from '../store/memory.ts'
import { serve, type Sending, type Served } from './testing/serve.ts'

let server: Served
let key: NewKey
beforeEach(async () => {
  server = await serve(createMemoryStore())
  await made('/v1/users', { name: 'lin' })
  key = await made('/v1/keys', { project: server.project, user: 'lin' })
})
afterEach(() => server.close())

async function made(path: string, body: object) {
  const { status, json } = await server.ask({ method: 'POST', path, body })
  assert.ok(status < 300, JSON.stringify(json))
  return json
}
const ask = async (sending: Sending, by = key) => {
  const { status, json } = await server.ask(sending, by)
  return { status, json, problem: json?.error?.problems?.[0] }
}

const statement = (effect: string, action: string, more: object = {}) => ({
  Effect: effect,
  Action: [action],
  ...more,
})

/** Gives somebody a policy of statements, in the server's project unless told otherwise; null: in all. */
async function grant(
  name: string,
  statements: readonly object[],
  {
    user = 'lin',
    project = server.project,
  }: { readonly user?: string; readonly project?: string | null } = {},
): Promise<void> {
  await made('/v1/policies', { name, document: { Version: '5.0', Statement: statements } })
  await made(`/v1/users/${user}/policies`, { policy: name, ...(project === null ? {} : { project }) })
}

test('a Deny in one project is escaped by an act on the account from another', async () => {
  const { id: other } = await made('/v1/projects', { name: 'other' })
  const user = 'administrator'
  await grant('limits', [statement('Deny', 'stepwell:user:*')], { user, project: other })
  const { status, problem } = await ask({ path: '/v1/users' }, server.administrator)
  assert.equal(status, 403)
  assert.match(problem.message, /limits denies stepwell:user:list/)
  assert.equal((await ask({ path: '/v1/projects' }, server.administrator)).status, 200)
  assert.equal((await ask({ path: '/v1/tasks' }, server.administrator)).status, 200)
})

test('a Deny of tasks in one project binds in another, or what is only allowed there is allowed here', async () => {
  const { id: other } = await made('/v1/projects', { name: 'other' })
  await grant('here', [statement('Allow', 'stepwell:task:*'), statement('Allow', '*:task:list')])
  await grant('there', [statement('Deny', '*:task:*'), statement('Allow', 'stepwell:operation:list')], {
    project: other,
  })
  assert.equal((await ask({ path: '/v1/tasks?service=taurusdb' })).status, 200)
  assert.equal((await ask({ path: '/v1/operations' })).status, 403)
})

test('a key for a project that nobody has makes one', async () => {
  const project = 'c'.repeat(32)
  const sending = { method: 'POST', path: '/v1/keys', body: { project } } as const
  const { status, json, problem } = await ask(sending, server.administrator)
  assert.deepEqual([status, json.error.code, problem.path], [404, 'project_not_found', '/project'])
  assert.match(problem.message, /make the project first/)
  assert.equal(server.accounts.directory.project(project), null)
})

const password = 'correct horse battery'

async function tokenOf(scope: object): Promise<{ readonly 'x-auth-token': string }> {
  const user = { name: 'ops', password, domain: { name: 'stepwell' } }
  const body = { auth: { identity: { methods: ['password'], password: { user } }, scope } }
  const { status, headers } = await server.send({ method: 'POST', path: '/v3/auth/tokens', body })
  assert.equal(status, 201)
  return { 'x-auth-token': String(headers['x-subject-token']) }
}

test('a token of the account as a whole acts in a project that is none', async () => {
  await made('/v1/users', { name: 'ops', password, policies: [{ policy: 'StepwellFullAccess' }] })
  const headers = await tokenOf({ domain: { name: 'stepwell' } })
  for (const sending of [
    { path: '/v1/tasks' },
    { path: '/v1/events' },
    { path: '/v1/instances' },
    { path: '/v1/webhooks' },
    { method: 'POST', path: '/v1/tasks', body: { operation: 'redis.sample', instance: 'i' } },
  ] as const) {
    const { status, json } = await server.send({ ...sending, headers })
    assert.deepEqual([status, json.error.code], [400, 'invalid_request'], sending.path)
    assert.match(json.error.problems[0].message, /ask for one whose scope names a project/)
  }
  for (const path of ['/v1/session', '/v1/operations', '/v1/projects'])
    assert.equal((await server.send({ path, headers })).status, 200, path)
})

test('a project is found by its name where the path has an id, or is named like the id of another', async () => {
  const { id } = await made('/v1/projects', { name: 'cn-north-4' })
  await grant('all', [statement('Allow', '*')], { project: null })
  const list = (project: string) => server.askSigned({ path: `/v2/${project}/tasks` }, key)
  assert.equal((await list(id)).status, 200)
  assert.deepEqual([(await list('cn-north-4')).status, (await list('none')).status], [401, 401])
  for (const [method, path] of [
    ['POST', '/v1/projects'],
    ['PUT', `/v1/projects/${id}`],
  ] as const) {
    const { status, problem } = await ask(
      { method, path, body: { name: server.project } },
      server.administrator,
    )
    assert.deepEqual([status, problem.path], [400, '/name'])
  }
  const { json } = await ask({ path: `/v1/projects/${server.project}` }, server.administrator)
  const body = { name: json.name, description: 'the first' }
  const kept = await ask(
    { method: 'PUT', path: `/v1/projects/${server.project}`, body },
    server.administrator,
  )
  assert.equal(kept.status, 200)
})

test('who has no policy in a project reads what takes no action there', async () => {
  const id = randomUUID()
  const path = `/v2/${server.project}/instances/${id}/tasks/${id}/progress`
  const progress = () => server.askSigned({ path, headers: { host: 'dms.example.com' } }, key)
  const refused = await progress()
  assert.equal(refused.status, 403)
  assert.match(refused.json.error_msg, /dms:instance:getBackgroundTask/)
  assert.equal((await server.askSigned({ path: '/v2/available-zones' }, key)).status, 403)
  await grant('little', [statement('Allow', 'stepwell:operation:list')])
  assert.equal((await progress()).status, 404, 'K3 takes no action')
})

test('an instance is registered, or a task submitted, whatever tags and enterprise project it has', async () => {
  const where = (condition: object) => ({ Condition: { StringEquals: condition } })
  await made('/v1/users/administrator/policies', { policy: 'StepwellFullAccess' })
  await grant(
    'limits',
    [
      statement('Deny', 'stepwell:instance:create', where({ 'g:ResourceTag/team': ['b'] })),
      statement('Deny', 'stepwell:instance:create', where({ 'g:EnterpriseProjectId': ['ep2'] })),
      statement('Deny', 'stepwell:instance:create', where({ 'g:RequestTag/team': ['c'] })),
      statement('Deny', 'stepwell:instance:create', {
        Condition: { 'ForAnyValue:StringEquals': { 'g:TagKeys': ['d'] } },
      }),
      statement('Deny', 'dcs:*:*', where({ 'g:ResourceTag/team': ['a'] })),
    ],
    { user: 'administrator' },
  )
  let port = 7000
  const add = async (name: string, more: object) => {
    const body = { service: 'dcs', name, endpoints: [{ host: '127.0.0.1', port: port++ }], ...more }
    return (await ask({ method: 'POST', path: '/v1/instances', body }, server.administrator)).status
  }
  assert.equal(await add('one', { tags: { team: 'b' } }), 403)
  assert.equal(await add('one', { tags: { team: 'c' } }), 403)
  assert.equal(await add('one', { tags: { d: '' } }), 403)
  assert.equal(await add('one', { enterpriseProject: 'ep2' }), 403)
  assert.equal(await add('one', { tags: { team: 'a' }, enterpriseProject: 'ep1' }), 201)
  assert.equal(await add('two', {}), 201)
  const submit = async (instance: string) => {
    const body = { operation: 'redis.sample', instance }
    return (await ask({ method: 'POST', path: '/v1/tasks', body }, server.administrator)).status
  }
  assert.deepEqual([await submit('one'), await submit('two')], [403, 201])
})

test("a refusal of what is an administrator's names an action that no policy can name", async () => {
  await made('/v1/users/lin/policies', { policy: 'StepwellFullAccess', project: server.project })
  const acts = Object.keys(nativePermissions) as readonly NativeAct[]
  const actions = new Set(
    acts.flatMap(act => [null, ...services].map(of => nativePermission(act, of)?.action)),
  )
  const project = server.project
  const endpoints = [{ host: '127.0.0.1', port: 7000 }]
  for (const sending of [
    { path: '/metrics' },
    { path: '/v1/workers' },
    { path: '/v1/audit' },
    { path: '/v1/keys' },
    { path: `/v1/keys/${key.accessKey}` },
    { method: 'POST', path: '/v1/keys', body: { project } },
    { method: 'DELETE', path: `/v1/keys/${key.accessKey}` },
    { path: '/v1/users' },
    { path: '/v1/policies' },
    { method: 'POST', path: '/v1/projects', body: { name: 'mine' } },
    { method: 'POST', path: '/v1/instances', body: { service: 'dcs', endpoints } },
    { method: 'DELETE', path: '/v1/instances/none' },
    { method: 'POST', path: '/v1/webhooks', body: { url: 'https://example.com/' } },
    { method: 'DELETE', path: '/v1/webhooks/none' },
  ] as const) {
    const { status, json } = await ask(sending)
    assert.equal(status, 403, sending.path)
    const [, action = ''] = /may not do ([\w:]+)/.exec(json.error.message)!
    assert.ok(actions.has(action), action)
  }
})
