import assert from 'node:assert/strict'
import { test } from 'node:test'
import { heldKey, project, user } from '../../core/testing/account-samples.ts'
import type { ToldPolicy } from '../account-exchanges.ts'
import { problemsOf } from '../check.ts'
import type { Answer, QuestionName } from '../question.ts'
import { routeIn } from '../testing/route-in.ts'
import { nativeDialect } from './dialect.ts'
import { sampleContext } from '../sample-context.ts'

const routeOf = routeIn(nativeDialect)
const ask = (id: string, body?: unknown, query: readonly (readonly [string, string])[] = []) =>
  routeOf(id).parse({
    path: { id: 'lin', name: 'operators', policy: 'operators' },
    query,
    body,
  })

/** What a route shows of an answer, which has to hold to what it documents. */
function show<Name extends QuestionName>(id: string, answer: Answer<Name>) {
  const route = routeOf(id)
  const context = sampleContext({ language: 'zh-cn', now: 10_000, administrator: true })
  const { status, headers, body } = route.render(answer, context)
  assert.deepEqual(problemsOf(route.answers[status]!.schema, body), [], id)
  return { status, headers, body: body as Record<string, unknown> }
}

test('a user is asked for as another, or with more than was sent', () => {
  const password = 'correct horse'
  assert.deepEqual(
    ask('addUser', { name: 'lin', password, policies: [{ policy: 'a' }, { policy: 'b', project: 'p' }] }),
    {
      name: 'lin',
      password,
      language: null,
      administrator: false,
      policies: [
        { policy: 'a', project: null },
        { policy: 'b', project: 'p' },
      ],
    },
  )
  assert.deepEqual(ask('addUser', { name: 'lin', language: 'zh-cn', administrator: true }), {
    name: 'lin',
    password: null,
    language: 'zh-cn',
    administrator: true,
    policies: [],
  })
  assert.equal(ask('listUsers'), null)
  for (const id of ['showUser', 'removeUser']) assert.deepEqual(ask(id), { name: 'lin' })
  assert.deepEqual(ask('changeUser', { disabled: true }), { name: 'lin', change: { disabled: true } })
  const attachment = { policy: 'operators', project: null }
  assert.deepEqual(ask('attachPolicy', { policy: 'operators' }), { name: 'lin', attachment })
  assert.deepEqual(ask('detachPolicy'), { name: 'lin', attachment })
  assert.deepEqual(ask('detachPolicy', undefined, [['project', 'p']]), {
    name: 'lin',
    attachment: { policy: 'operators', project: 'p' },
  })
  assert.deepEqual(ask('setPassword', { password }), { name: 'lin', password })
  assert.deepEqual(ask('changePassword', { current: 'old', password }), { current: 'old', password })
})

test('a user is shown with the hash of its password, or without what it may do', () => {
  const lin = user()
  const { status, headers, body } = show<'addUser'>('addUser', lin)
  assert.deepEqual([status, headers], [201, { Location: `/v1/users/${lin.id}` }])
  assert.deepEqual([body['hasPassword'], body['policies']], [true, lin.policies])
  assert.ok(!JSON.stringify(body).includes(lin.passwordHash!))
  assert.equal(
    show<'user'>('showUser', user({ passwordHash: null, disabledAt: 5 })).body['hasPassword'],
    false,
  )
  assert.equal((show<'users'>('listUsers', [lin, lin]).body['users'] as unknown[]).length, 2)
})

test('a project is asked for or shown as another', () => {
  assert.deepEqual(ask('addProject', { name: 'stage' }), { name: 'stage' })
  assert.equal(ask('listProjects'), null)
  for (const id of ['showProject', 'removeProject']) assert.deepEqual(ask(id), { name: 'lin' })
  assert.deepEqual(ask('changeProject', { name: 'prod' }), { name: 'lin', change: { name: 'prod' } })
  assert.equal(show<'addProject'>('addProject', project()).status, 201)
  assert.equal(show<'project'>('showProject', project()).body['name'], 'default')
  assert.equal((show<'projects'>('listProjects', [project()]).body['projects'] as unknown[]).length, 1)
})

test('a policy is not kept as it was written, or a ready one looks as if it could be changed', () => {
  const document = { Version: '5.0' }
  assert.deepEqual(ask('addPolicy', { name: 'operators', document, description: 'd' }), {
    name: 'operators',
    text: { document, description: 'd' },
  })
  assert.equal(ask('listPolicies'), null)
  for (const id of ['showPolicy', 'removePolicy']) assert.deepEqual(ask(id), { name: 'operators' })
  assert.deepEqual(ask('changePolicy', { document: '{}' }), { name: 'operators', text: { document: '{}' } })
  assert.deepEqual(ask('changePolicy', { description: 'd' }), {
    name: 'operators',
    text: { description: 'd' },
  })
  const description = { 'en-us': 'reads', 'zh-cn': '只读' }
  const ready: ToldPolicy = {
    name: 'ReadOnly',
    description,
    document: '{}',
    updatedAt: null,
    users: ['lin'],
    unknownActions: ['dcs:instance:lits'],
    unknownResources: ['dms:*:*:instance:7'],
  }
  assert.equal(show<'addPolicy'>('addPolicy', { ...ready, updatedAt: 5 }).status, 201)
  const shown = show<'policy'>('showPolicy', ready).body
  assert.deepEqual([shown['ready'], shown['description'], shown['users']], [true, '只读', ['lin']])
  assert.deepEqual(shown['unknownActions'], ['dcs:instance:lits'])
  assert.deepEqual(shown['unknownResources'], ['dms:*:*:instance:7'])
  assert.equal((show<'policies'>('listPolicies', [ready]).body['policies'] as unknown[]).length, 1)
})

test('who writes a policy is not told the actions that it may name, or those of the code', () => {
  assert.equal(ask('listActions'), null)
  const permission = { action: 'dcs:job:get', aliases: ['dcs:job:show'], resourceType: 'instance' }
  assert.deepEqual(show<'actions'>('listActions', [permission]).body, {
    actions: [{ action: 'dcs:job:get', aliases: ['dcs:job:show'] }],
  })
})

test('a key is asked for as another, or shown with what is secret of it', () => {
  const asked = { project: 'a'.repeat(32) }
  assert.deepEqual(ask('createKey', asked), { ...asked, administrator: false })
  assert.deepEqual(ask('createKey', { ...asked, user: 'lin' }), {
    ...asked,
    user: 'lin',
    administrator: false,
  })
  assert.deepEqual(ask('listKeys'), { user: null })
  assert.deepEqual(ask('listKeys', undefined, [['user', 'lin']]), { user: 'lin' })
  for (const id of ['showKey', 'rotateKey', 'removeKey']) assert.deepEqual(ask(id), { name: 'lin' })
  assert.deepEqual(ask('changeKey', { disabled: true }), { name: 'lin', disabled: true })
  const { body } = show<'key'>('showKey', heldKey({ lastUsedAt: 5 }))
  assert.deepEqual([body['user'], body['lastUsedAt']], ['lin', '1970-01-01T00:00:00.005Z'])
  assert.ok(!/sealed|hash/.test(JSON.stringify(body)))
  assert.equal((show<'keys'>('listKeys', [heldKey()]).body['keys'] as unknown[]).length, 1)
  const once = { accessKey: 'a', secretKey: 's', token: 't', project: 'p', user: 'lin', administrator: true }
  assert.deepEqual(show<'rotateKey'>('rotateKey', once).body, once)
})

test('the audit is asked for beyond its limits, or shown in another order', () => {
  assert.deepEqual(ask('listAudit'), { limit: 50 })
  assert.deepEqual(
    ask('listAudit', undefined, [
      ['before', '7'],
      ['act', 'signed_in'],
      ['limit', '2'],
    ]),
    { before: 7, act: 'signed_in', limit: 2 },
  )
  assert.throws(() => ask('listAudit', undefined, [['act', 'nothing']]), { code: 'invalid_request' })
  const entry = {
    id: 6,
    at: 5,
    act: 'key_created',
    by: 'lin',
    accessKey: null,
    address: null,
    subject: 'STWL',
    details: { project: 'p' },
  } as const
  const { body } = show<'audit'>('listAudit', { items: [entry], next: 6 })
  assert.deepEqual(body, { entries: [{ ...entry, at: '1970-01-01T00:00:00.005Z' }], next: 6 })
})
