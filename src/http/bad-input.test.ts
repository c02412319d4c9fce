import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { createMemoryStore } from '../store/memory.ts'
import { serve, type Received, type Served } from './testing/serve.ts'

let server: Served
beforeEach(async () => {
  server = await serve(createMemoryStore())
})
afterEach(() => server.close())

const submit = { method: 'POST', path: '/v1/tasks' } as const
const json = { 'content-type': 'application/json' }

/** Status, code, and the places that are named. */
const refusal = ({ status, json: body }: Received) => [
  status,
  body.error.code,
  ...(body.error.problems ?? []).map((problem: { path: string }) => problem.path),
]

test('an unknown field or a wrong type is taken', async () => {
  const body = { operation: 'redis.sample', instance: 'orders', prority: 'urgent', dueAt: 12 }
  assert.deepEqual(refusal(await server.ask({ ...submit, body })), [
    400,
    'invalid_request',
    '/prority',
    '/dueAt',
  ])
  assert.deepEqual(refusal(await server.ask({ path: '/v1/tasks?limit=all' })), [
    400,
    'invalid_request',
    '?limit',
  ])
  assert.deepEqual(refusal(await server.ask({ path: '/v1/instances?name=x' })), [
    400,
    'invalid_request',
    '?name',
  ])
  assert.deepEqual(refusal(await server.ask({ path: '/v1/tasks?limit=1&limit=2' })), [
    400,
    'invalid_request',
    '?limit',
  ])
})

test('a body that is no JSON, no text, no object, too deep or missing is taken', async () => {
  const of = async (body: string | Uint8Array) =>
    refusal(await server.ask({ ...submit, body, headers: json }))
  assert.deepEqual(await of('{"operation":'), [400, 'invalid_request', ''])
  assert.deepEqual(await of(Buffer.from([0x22, 0xff, 0x22])), [400, 'invalid_request', ''])
  assert.deepEqual(await of('[]'), [400, 'invalid_request', ''])
  assert.deepEqual(await of(`{"input":${'[['.repeat(50_000)}${']]'.repeat(50_000)}}`), [
    400,
    'invalid_request',
    '',
  ])
  assert.deepEqual(refusal(await server.ask({ ...submit, headers: json })), [400, 'invalid_request', ''])
  assert.deepEqual(refusal(await server.ask(submit)), [400, 'invalid_request', ''])
})

test('a body of another type is read as JSON', async () => {
  const body = '{"operation":"redis.sample","instance":"orders"}'
  for (const type of ['text/plain', 'application/jsonp', 'application/x-www-form-urlencoded', 'nonsense'])
    assert.deepEqual(refusal(await server.ask({ ...submit, body, headers: { 'content-type': type } })), [
      415,
      'unsupported_content_type',
    ])
  for (const headers of [
    { 'content-type': 'application/json; charset=gbk' },
    { ...json, 'content-encoding': 'gzip' },
  ]) {
    const refused = await server.ask({ ...submit, body, headers })
    assert.deepEqual(refusal(refused), [415, 'unsupported_content_type'])
    assert.match(refused.json.error.message, /gbk|gzip/)
  }
  for (const type of [
    'application/json;charset=UTF-8',
    'application/json; charset=utf8',
    'Application/JSON ; charset="utf-8"; odd=1',
  ]) {
    const read = await server.ask({ ...submit, body, headers: { 'content-type': type } })
    assert.equal(read.json.error.code, 'instance_not_found', type)
  }
})

test('a number below the least there is is no number', async () => {
  for (const text of ['0', '-1']) {
    const { json: body } = await server.ask({ path: `/v1/tasks?limit=${text}` })
    assert.match(body.error.message, /\?limit must be 1 or more/)
  }
})

test('a body over 1 MiB is read, on any route', async () => {
  const body = `{"input":"${'x'.repeat(1024 * 1024)}"}`
  const refused = await server.ask({ ...submit, body, headers: json })
  assert.deepEqual(refusal(refused), [413, 'request_too_large'])
  assert.match(String(refused.headers['x-request-id']), /-/)
  assert.deepEqual(refusal(await server.ask({ method: 'POST', path: '/v1/nothing', body, headers: json })), [
    413,
    'request_too_large',
  ])
  const dcs = await server.send({ path: '/v2/p/instances/i/tasks/t/progress', body, headers: json })
  assert.deepEqual([dcs.status, dcs.json.error_code], [413, 'DCS.4800'])
})

test('bad percent-encoding, in path or query, is not told in the form of the dialect', async () => {
  for (const path of ['/v1/tasks/%zz', '/v1/tasks/%ff', '/v1/tasks?status=%zz', '/v1/tasks?%c3=1']) {
    const refused = await server.ask({ path })
    assert.deepEqual(refusal(refused), [400, 'invalid_request', ''], path)
    assert.ok(refused.headers['x-request-id'], path)
  }
  const dcs = await server.send({ path: '/v2/%zz/instances/i/tasks/t/progress' })
  assert.deepEqual([dcs.status, dcs.json.error_code, dcs.json.error_ext_msg], [400, 'DCS.4800', null])
})

test('a query may be empty, bare or hold a plus', async () => {
  for (const query of ['?', '?&', '?instance=a+b%20c'])
    assert.equal((await server.ask({ path: `/v1/tasks${query}` })).status, 200, query)
  assert.deepEqual(refusal(await server.ask({ path: '/v1/tasks?after' })), [400, 'invalid_request', '?after'])
})

test('what is not there, or is there by another method, is found', async () => {
  for (const [method, path] of [
    ['GET', '/'],
    ['PUT', '/v1/tasks'],
    ['PUT', '/v1/tasks/x'],
    ['GET', '/v1'],
    ['GET', '/v1/tasks/x/steps'],
    ['GET', `/${'x'.repeat(5000)}`],
  ] as const)
    assert.deepEqual(refusal(await server.send({ method, path })), [404, 'route_not_found'], path)
  const { json: body } = await server.send({ path: '/v1/nothing?secret=1' })
  assert.match(body.error.message, /GET \/v1\/nothing here/)
})

test('a name too long to be one is a fault of ours', async () => {
  const { status } = await server.ask({ path: `/v1/instances/${'x'.repeat(3000)}` })
  assert.ok(status === 404 || status === 400 || status === 414, String(status))
})

test('a fault of ours shows its inside, or leaves no trace', async () => {
  server.store.find = async () => {
    throw new Error('the disk has a secret')
  }
  const { status, headers, json: body } = await server.ask({ path: '/v1/tasks/x' })
  assert.deepEqual(
    [status, body.error.code, body.error.requestId],
    [500, 'internal', headers['x-request-id']],
  )
  assert.doesNotMatch(JSON.stringify(body), /secret|stack|\.ts/)
  const line = server.lines.find(({ fields }) => fields['requestId'] === body.error.requestId)
  assert.match((line!.fields['err'] as Error).stack ?? '', /the disk has a secret/)
})

test('the log of a request lacks who asked and what came of it, or holds a secret', async () => {
  await server.ask({ ...submit, body: { operation: 'o', instance: 'i', reason: 'my-secret-reason' } })
  await server.askSigned({ path: '/v1/tasks?instance=my-secret-query' })
  await server.send({ path: '/v1/health' })
  await server.send({ path: '/nowhere?token=my-secret-query' })
  await server.send({ path: '/v1/tasks/%zz' })
  await server.ask({ path: '/v1/tasks' }, { ...server.administrator, token: 'stw_wrong' })
  const lines = server.lines.map(({ fields }) => fields)
  assert.deepEqual(
    lines.map(({ method, path, status, dialect, route, accessKey }) => [
      ...[method, path, status, dialect, route, accessKey],
    ]),
    [
      ['POST', '/v1/tasks', 404, 'native', 'submitTask', server.administrator.accessKey],
      ['GET', '/v1/tasks', 200, 'native', 'listTasks', server.administrator.accessKey],
      ['GET', '/v1/health', 200, 'native', 'showHealth', null],
      ['GET', '/nowhere', 404, 'native', null, null],
      ['GET', '/v1/tasks/%zz', 400, 'native', null, null],
      ['GET', '/v1/tasks', 401, 'native', 'listTasks', null],
    ],
  )
  assert.deepEqual(
    lines.map(({ code, reason }) => [code, reason]),
    [
      ['operation_not_found', null],
      [undefined, undefined],
      [undefined, undefined],
      ['route_not_found', null],
      ['invalid_request', null],
      ['unauthenticated', 'wrong_token'],
    ],
  )
  for (const { milliseconds, requestId } of lines)
    assert.deepEqual([typeof milliseconds, typeof requestId], ['number', 'string'])
  const text = JSON.stringify(lines)
  assert.doesNotMatch(text, /my-secret|Bearer|SDK-HMAC|stw_/)
})
