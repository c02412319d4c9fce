import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { sampleOperation } from '../dialects/sample-operation.ts'
import type { NewKey } from '../dialects/question.ts'
import { createMemoryStore } from '../store/memory.ts'
import { knownPermissions } from './known-permissions.ts'
import { serve, type Sending, type Served } from './testing/serve.ts'

let server: Served
beforeEach(async () => {
  server = await serve(createMemoryStore())
})
afterEach(() => server.close())

async function ask(sending: Sending, by?: NewKey) {
  const { status, json } = await server.ask(sending, by)
  assert.ok(status < 300, JSON.stringify(json))
  return json
}
const denying = (...actions: readonly string[]) => ({
  Version: '5.0',
  Statement: [{ Effect: 'Deny', Action: actions }],
})

test('a misspelt Deny is saved, and whoever saves or sees it is not told', async () => {
  const document = denying('stepwell:task:look', 'dcs:instance:lits', 'dcs:instance:list')
  const unknown = ['stepwell:task:look', 'dcs:instance:lits']
  const path = '/v1/policies/limits'
  const added = await ask({ method: 'POST', path: '/v1/policies', body: { name: 'limits', document } })
  assert.deepEqual(added.unknownActions, unknown)
  assert.deepEqual((await ask({ path })).unknownActions, unknown)
  const { policies } = await ask({ path: '/v1/policies' })
  assert.deepEqual(
    policies.map((policy: { readonly unknownActions: readonly string[] }) => policy.unknownActions),
    [[], [], unknown],
  )
  const described = await ask({ method: 'PUT', path, body: { description: 'limits' } })
  assert.deepEqual(described.unknownActions, unknown)
  const mended = denying('stepwell:task:getLog', 'dcs:instance:list')
  const changed = await ask({ method: 'PUT', path, body: { document: mended } })
  assert.deepEqual(changed.unknownActions, [])
})

test('a Deny on a mistaken resource is saved, and whoever saves or sees it is not told', async () => {
  const Resource = ['dms:*:*:instance:7', 'dms:*:*:kafka:7']
  const document = { Version: '5.0', Statement: [{ Effect: 'Deny', Action: ['dms:*:*'], Resource }] }
  const unknown = ['dms:*:*:instance:7']
  const added = await ask({ method: 'POST', path: '/v1/policies', body: { name: 'limits', document } })
  assert.deepEqual([added.unknownActions, added.unknownResources], [[], unknown])
  assert.deepEqual((await ask({ path: '/v1/policies/limits' })).unknownResources, unknown)
})

test('an action that a policy may name is not listed, or one of the list is told as unknown', async () => {
  const { actions } = await ask({ path: '/v1/actions' })
  const names = actions.flatMap(
    ({ action, aliases }: { readonly action: string; readonly aliases: readonly string[] }) => [
      action,
      ...aliases,
    ],
  )
  for (const name of [
    'dcs:instance:getBackgroundTask',
    'dms:instance:modify',
    'gaussdb:instance:list',
    'gaussdbformysql:task:create',
    'stepwell:policy:list',
    'stepwell:task:getHistory',
  ])
    assert.ok(names.includes(name), name)
  const body = { name: 'all', document: denying(...names) }
  assert.deepEqual((await ask({ method: 'POST', path: '/v1/policies', body })).unknownActions, [])
})

test('who may list policies is refused the actions, or who may nothing is told them', async () => {
  await ask({ method: 'POST', path: '/v1/users', body: { name: 'lin' } })
  const key = await ask({
    method: 'POST',
    path: '/v1/keys',
    body: { project: server.project, user: 'lin' },
  })
  assert.equal((await server.ask({ path: '/v1/actions' }, key)).status, 403)
  const attachment = { policy: 'StepwellReadOnly' }
  await ask({ method: 'POST', path: '/v1/users/lin/policies', body: attachment })
  assert.equal((await server.ask({ path: '/v1/actions' }, key)).status, 200)
})

test('the action of an operation of our own is unknown, or its other names are', () => {
  const permission = { action: 'dcs:reindex:create', aliases: ['dcs:index:renew'], resourceType: 'instance' }
  const known = knownPermissions([
    { ...sampleOperation, permission },
    { ...sampleOperation, permission: { ...permission, aliases: ['dcs:index:make'] } },
  ])
  const { aliases } = known.find(({ action }) => action === permission.action)!
  assert.deepEqual(aliases, ['dcs:index:renew', 'dcs:index:make'])
  const actions = known.map(({ action }) => action)
  assert.deepEqual(actions, [...new Set(actions)].toSorted())
})
