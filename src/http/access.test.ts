import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { createMemoryStore } from '../store/memory.ts'
import { serve, someAdministrator, type Served } from './testing/serve.ts'

let server: Served
let clock = Date.UTC(2026, 0, 1)
beforeEach(async () => {
  clock = Date.UTC(2026, 0, 1)
  server = await serve(createMemoryStore(), {
    now: () => clock,
    replayBounds: { maximumCount: 4, maximumOfCaller: 3, maximumBytes: 6000 },
  })
  await server.ask({
    method: 'POST',
    path: '/v1/instances',
    body: { service: 'dcs', name: 'orders', endpoints },
  })
})
afterEach(() => server.close())

const endpoints = [{ host: '127.0.0.1', port: 6379 }]
const submit = (reason: string) =>
  ({
    method: 'POST',
    path: '/v1/tasks',
    body: { operation: 'redis.sample', instance: 'orders', reason },
  }) as const
const tasks = async () => (await server.ask({ path: '/v1/tasks' })).json.tasks.length

test('every route but health, readiness and the documents is open', async () => {
  for (const path of [
    '/v1/tasks',
    '/v1/operations',
    '/v1/instances',
    '/v1/workers',
    '/v1/tasks/x/events',
    '/metrics',
  ]) {
    const { status, headers, json } = await server.send({ path })
    assert.deepEqual([status, json.error.code], [401, 'unauthenticated'], path)
    assert.equal(headers['www-authenticate'], 'Bearer, SDK-HMAC-SHA256')
  }
})

test('a token that is wrong, disabled or of no kind lets in', async () => {
  const refused = async (authorization: string) =>
    (await server.send({ path: '/v1/tasks', headers: { authorization } })).status
  for (const authorization of ['Bearer', 'Bearer wrong', 'Basic abc', 'SDK-HMAC-SHA256 nonsense', 'bearer'])
    assert.equal(await refused(authorization), 401, authorization)
  const key = await server.keys.create({ project: 'c'.repeat(32), administrator: false })
  assert.equal((await server.ask({ path: '/v1/tasks' }, key)).status, 200)
  assert.equal((await server.askSigned({ path: '/v1/tasks' }, key)).status, 200)
  await server.accounts.keys.setDisabled(someAdministrator, key.accessKey, true)
  assert.equal((await server.ask({ path: '/v1/tasks' }, key)).status, 401)
  assert.equal((await server.askSigned({ path: '/v1/tasks' }, key)).status, 401)
})

test('a signed change sent again acts again', async () => {
  const signed = server.sign(server.administrator, submit('once'))
  const [first, again] = await Promise.all([server.send(signed), server.send(signed)])
  assert.equal(first.status, 201)
  assert.deepEqual(again.json, first.json)
  assert.notEqual(again.headers['x-request-id'], first.headers['x-request-id'])
  assert.deepEqual((await server.send(signed)).json, first.json)
  assert.equal(await tasks(), 1)
})

test('a signed request sent again is shown a secret again', async () => {
  const body = { project: server.project }
  const created = server.sign(server.administrator, { method: 'POST', path: '/v1/keys', body })
  const { status, json } = await server.send(created)
  assert.equal(status, 201)
  const rotated = server.sign(server.administrator, {
    method: 'POST',
    path: `/v1/keys/${json.accessKey}/rotate`,
  })
  const both = await Promise.all([server.send(rotated), server.send(rotated)])
  assert.deepEqual(new Set(both.map(each => each.status)), new Set([200, 401]))
  for (const signed of [created, rotated]) {
    const again = await server.send(signed)
    assert.equal(again.status, 401)
    assert.match(again.json.error.message, /no longer kept/)
  }
  const audit = await server.ask({ path: '/v1/audit?act=key_rotated' })
  assert.equal(audit.json.entries.length, 1)
})

test('a signed question sent again is answered from memory', async () => {
  const signed = server.sign(server.administrator, { path: '/v1/tasks' })
  assert.equal((await server.send(signed)).json.tasks.length, 0)
  await server.ask(submit('between'))
  assert.equal((await server.send(signed)).json.tasks.length, 1)
})

test('a signature is taken after its time, or a body that it is not over', async () => {
  const signed = server.sign(server.administrator, submit('late'))
  clock += 15 * 60_000 + 1
  assert.equal((await server.send(signed)).status, 401)
  const fresh = server.sign(server.administrator, submit('fresh'))
  assert.equal((await server.send({ ...fresh, body: '{}' })).status, 401)
  assert.equal(await tasks(), 0)
})

test('a change acts that cannot be remembered, or whose answer is gone', async () => {
  const signed = [1, 2, 3, 4].map(index => server.sign(server.administrator, submit(`${index}`)))
  const [first, , , fourth] = signed
  for (const sending of signed.slice(0, 3)) assert.equal((await server.send(sending)).status, 201)
  const full = await server.send(fourth!)
  assert.deepEqual([full.status, full.json.error.code], [401, 'unauthenticated'])
  assert.match(full.json.error.message, /Too many signed changes/)
  // Answers of some 1.5 kB each: the oldest was dropped to stay within the bounds.
  assert.match((await server.send(first!)).json.error.message, /no longer kept/)
  assert.equal(await tasks(), 3)
})

test('who may do nothing keeps others from changing anything', async () => {
  await server.ask({ method: 'POST', path: '/v1/users', body: { name: 'lin' } })
  const body = { project: server.project, user: 'lin' }
  const { json: key } = await server.ask({ method: 'POST', path: '/v1/keys', body })
  const statuses: number[] = []
  for (const index of [1, 2, 3, 4]) statuses.push((await server.askSigned(submit(`${index}`), key)).status)
  assert.deepEqual(statuses, [403, 403, 403, 401])
  assert.equal((await server.askSigned(submit('5'))).status, 201)
})

test('a refused change is tried again when it is sent again', async () => {
  const signed = server.sign(server.administrator, {
    method: 'POST',
    path: '/v1/tasks',
    body: { operation: 'redis.sample', instance: 'later' },
  })
  assert.equal((await server.send(signed)).status, 404)
  await server.ask({
    method: 'POST',
    path: '/v1/instances',
    body: { service: 'dcs', name: 'later', endpoints },
  })
  assert.equal((await server.send(signed)).status, 404)
  assert.equal(
    (await server.send({ ...server.sign(server.administrator, { path: '/v1/tasks' }) })).status,
    200,
  )
})

test('why nobody is let in is told in one language only', async () => {
  const { json } = await server.send({ path: '/v1/tasks' })
  const { message, translations } = json.error
  assert.match(message, /Authorization/)
  assert.match(translations['zh-cn'].message, /请求缺少/)
  assert.doesNotMatch(translations['zh-cn'].message, /The request/)
  const chinese = await server.send({ path: '/v1/tasks', headers: { 'x-language': 'zh-cn' } })
  assert.equal(chinese.json.error.translations['en-us'].message, message)
})
