import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, test } from 'node:test'
import { Type } from 'typebox'
import type { Task } from '../core/task.ts'
import { emptyCommit } from '../core/testing/samples.ts'
import { dcsDialect } from '../dialects/dcs/dialect.ts'
import { documentShape } from '../dialects/dcs/document-shape.ts'
import type { Dialect } from '../dialects/dialect.ts'
import { nativeDialect } from '../dialects/native/dialect.ts'
import { sampleInstance } from '../dialects/sample-operation.ts'
import { samples, samplesShownAt } from '../dialects/samples.ts'
import { createMemoryStore } from '../store/memory.ts'
import { refusedAs, serve, type Served } from './testing/serve.ts'

const seed = JSON.parse(
  readFileSync(new URL('../dialects/dcs/fixtures/seed-000-en-us.json', import.meta.url), 'utf8'),
) as { readonly document: object }

let server: Served
/** The half done task, in the server's project. */
let task: Task
beforeEach(async () => {
  server = await serve(createMemoryStore(), { now: () => samplesShownAt })
  const { project, store } = server
  await store.addInstance({ ...sampleInstance, project })
  task = { ...samples.half.task, project, revision: 1 }
  await store.commit({ ...emptyCommit, task })
})
afterEach(() => server.close())

const pathOf = (changes: { project?: string; instance?: string; task?: string } = {}) => {
  const { project = server.project, instance = task.instance, task: id = task.id } = changes
  return `/v2/${project}/instances/${instance}/tasks/${id}/progress`
}

test('the progress of a task is not as the page shows it', async () => {
  const { status, headers, json } = await server.askSigned({ path: pathOf() })
  assert.equal(status, 200)
  assert.match(String(headers['content-type']), /^application\/json/)
  assert.match(String(headers['x-request-id']), /^[0-9a-f-]{36}$/)
  assert.deepEqual([json.progress, json.remain_time, json.step_details[0].step_name], [30, 100, 'Pre-check.'])
  assert.deepEqual(documentShape(json), documentShape(seed.document))
})

test('X-Language does not choose the language of texts and refusals', async () => {
  const chinese = { 'x-language': 'zh-cn' }
  const { json } = await server.askSigned({ path: pathOf(), headers: chinese })
  assert.equal(json.step_details[0].step_name, '前置检查')
  const refused = await server.askSigned({ path: pathOf({ task: 'x' }), headers: chinese })
  assert.match(refused.json.error_msg, /任务 x 不存在/)
  assert.match((await server.send({ path: pathOf(), headers: chinese })).json.error_msg, /请求缺少/)
})

test("what is missing is not named: the task, the instance, or what is another service's or project's", async () => {
  assert.deepEqual(refusedAs(await server.askSigned({ path: pathOf({ task: 'x' }) })), [404, 'DCS.4133'])
  assert.deepEqual(refusedAs(await server.askSigned({ path: pathOf({ instance: 'x' }) })), [404, 'DCS.3022'])
  assert.deepEqual(refusedAs(await server.askSigned({ path: pathOf({ project: 'b'.repeat(32) }) })), [
    401,
    'DCS.1004',
  ])
  const kafka = { ...sampleInstance, id: 'k1', name: 'k1', service: 'dms', project: server.project } as const
  await server.store.addInstance(kafka)
  const headers = { host: 'dcs.example.com' }
  const asked = await server.askSigned({ path: pathOf({ instance: 'k1' }), headers })
  assert.deepEqual(refusedAs(asked), [404, 'DCS.3022'])
  const other = await server.keys.create({ project: 'b'.repeat(32), administrator: true })
  assert.deepEqual(refusedAs(await server.askSigned({ path: pathOf({ project: 'b'.repeat(32) }) }, other)), [
    404,
    'DCS.3022',
  ])
})

test('the task of an instance that is no longer registered is lost', async () => {
  const elsewhere = { ...task, id: 'gone', instance: 'gone-instance' }
  await server.store.commit({ ...emptyCommit, task: elsewhere })
  assert.equal(
    (await server.askSigned({ path: pathOf({ instance: 'gone-instance', task: 'gone' }) })).status,
    200,
  )
})

test('a caller who cannot be told is let in', async () => {
  assert.deepEqual(refusedAs(await server.send({ path: pathOf() })), [401, 'DCS.1003'])
  const wrong = { ...server.administrator, secretKey: 'A'.repeat(40) }
  const refused = await server.askSigned({ path: pathOf() }, wrong)
  assert.deepEqual(refusedAs(refused), [401, 'APIGW.0301'])
  assert.equal(refused.json.error_ext_msg, null)
  assert.deepEqual(refusedAs(await server.ask({ path: pathOf() })), [401, 'APIGW.0301'], 'a bearer token')
  const { path, headers } = server.sign(server.administrator, { path: pathOf() })
  const elsewhere = { path: `${path}?more=1`, ...(headers === undefined ? {} : { headers }) }
  assert.deepEqual(refusedAs(await server.send(elsewhere)), [401, 'APIGW.0301'])
})

test('a body on GET, as the Node SDK signs one, is refused', async () => {
  assert.equal((await server.askSigned({ path: pathOf(), body: '{}' })).status, 200)
  const signed = server.sign(server.administrator, { path: pathOf(), body: '{}' })
  assert.equal((await server.send({ ...signed, body: '{ }' })).status, 401, 'but it is hashed')
})

test('the Host does not choose the form of a refusal before the path does', async () => {
  const host = 'dcs.cn-north-4.myhuaweicloud.com'
  assert.equal((await server.askSigned({ path: pathOf(), headers: { host } })).status, 200)
  assert.deepEqual(refusedAs(await server.send({ path: '/v1/tasks', headers: { host } })), [
    404,
    'APIGW.0101',
  ])
  assert.deepEqual(refusedAs(await server.send({ path: '/else', headers: { host } })), [404, 'APIGW.0101'])
  assert.deepEqual(refusedAs(await server.send({ path: '/v2/else' })), [404, 'APIGW.0101'])
  assert.deepEqual(refusedAs(await server.send({ method: 'POST', path: pathOf() })), [404, 'APIGW.0101'])
  const elsewhere = await server.send({ path: '/v9/else', headers: { host: '127.0.0.1:7100' } })
  assert.deepEqual([elsewhere.status, elsewhere.json.error.code], [404, 'route_not_found'])
})

test('two dialects of the very same path are not told apart by the service of the instance', async () => {
  const [progress] = dcsDialect.routes
  const dms: Dialect = {
    ...dcsDialect,
    name: 'dms',
    hostLabel: 'dms',
    documentPath: '/openapi/dms.json',
    routes: [
      {
        ...progress!,
        question: 'nothing',
        parse: () => null,
        version: () => null,
        answers: { 200: { description: 'It says so.', schema: Type.Object({ dms: Type.Boolean() }) } },
        render: () => ({ status: 200, body: { dms: true } }),
      },
    ],
  }
  const both = await serve(createMemoryStore(), { dialects: [nativeDialect, dcsDialect, dms] })
  try {
    const { project } = both
    await both.store.addInstance({ ...sampleInstance, project, id: 'k1', name: 'k1', service: 'dms' })
    await both.store.addInstance({ ...sampleInstance, project, id: 'r1', name: 'r1' })
    const path = (instance: string) => `/v2/${project}/instances/${instance}/tasks/t/progress`
    assert.deepEqual((await both.askSigned({ path: path('k1') })).json, { dms: true })
    assert.deepEqual(refusedAs(await both.askSigned({ path: path('r1') })), [404, 'DCS.4133'])
    assert.deepEqual(refusedAs(await both.askSigned({ path: path('nobody') })), [404, 'DCS.3022'])
    const gone = { ...task, id: 't', instance: 'gone', service: 'dms', project } as const
    await both.store.commit({ ...emptyCommit, task: gone })
    assert.deepEqual((await both.askSigned({ path: path('gone') })).json, { dms: true }, 'by the task')
    const host = { host: 'dms.example.com' }
    assert.deepEqual((await both.askSigned({ path: path('r1'), headers: host })).json, { dms: true })
  } finally {
    await both.close()
  }
})
