import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { signRequest } from '../access/sign.ts'
import type { Task } from '../core/task.ts'
import { emptyCommit } from '../core/testing/samples.ts'
import { languages } from '../core/words.ts'
import { nativeDialect } from '../dialects/native/dialect.ts'
import { samples, samplesShownAt } from '../dialects/samples.ts'
import { createMemoryStore } from '../store/memory.ts'
import { serve, type Served } from './testing/serve.ts'

const now = (): number => samplesShownAt

let server: Served
beforeEach(async () => {
  server = await serve(createMemoryStore(), { now })
})
afterEach(() => server.close())

/** Stores the half done task in the server's project. */
async function stored(change: Partial<Task> = {}): Promise<Task> {
  const task = { ...samples.half.task, project: server.project, revision: 1, ...change }
  await server.store.commit({ ...emptyCommit, task })
  return task
}

test('the answer that is shown is another than the API of the service gives, in a language', async () => {
  const { id } = await stored()
  for (const language of languages) {
    const headers = { 'x-language': language }
    const { status, json } = await server.ask({ path: `/v1/tasks/${id}/answer`, headers })
    assert.equal(status, 200)
    const real = await server.askSigned({ path: json.path, headers })
    assert.deepEqual([json.dialect, json.method, json.status, json.body], ['dcs', 'GET', 200, real.json])
    assert.match(String(real.headers['content-type']), new RegExp(`^${json.headers['Content-Type']}`))
  }
})

test('the command does not get the answer once it is filled in', async () => {
  // Odd in a path, and for a shell.
  const { id } = await stored({ id: "it's {odd}/50%" })
  const { json } = await server.ask({ path: `/v1/tasks/${encodeURIComponent(id)}/answer` })
  const { accessKey, secretKey } = server.administrator
  const host = '127.0.0.1:7100'
  const url = `http://${host}${json.path}`
  const unsigned = { method: 'GET', url, headers: { 'X-Language': 'en-us' }, body: new Uint8Array() }
  const signed = signRequest({ ...unsigned, accessKey, secretKey, nowMs: now() }).headers
  const command = String(json.curl)
    .replace('HOST', host)
    .replace('DATE', signed['X-Sdk-Date']!)
    .replace('ACCESS_KEY', accessKey)
    .replace('SIGNATURE', /Signature=(\w+)/.exec(signed['Authorization']!)![1]!)
  const [asked, ...lines] = [...command.matchAll(/'([^']*)'/g)].map(match => String(match[1]))
  const headers = Object.fromEntries(lines.map(line => line.split(': ') as [string, string]))
  const { status, json: body } = await server.send({
    path: asked!.slice(`https://${host}`.length),
    headers: { host, ...headers },
  })
  assert.deepEqual([status, body], [200, json.body])
})

test('a task whose service shows none is answered, or one of another project', async () => {
  await server.close()
  server = await serve(createMemoryStore(), { now, dialects: [nativeDialect] })
  const { id } = await stored()
  const { status, json } = await server.ask({ path: `/v1/tasks/${id}/answer` })
  assert.deepEqual([status, json.error.code], [404, 'task_not_served'])
  assert.match(json.error.message, new RegExp(`dcs.*${id}`))
  const other = await server.keys.create({ project: 'b'.repeat(32), administrator: true })
  const refused = await server.ask({ path: `/v1/tasks/${id}/answer` }, other)
  assert.deepEqual([refused.status, refused.json.error.code], [404, 'task_not_found'])
})
