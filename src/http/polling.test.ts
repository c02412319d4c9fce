import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import type { Task } from '../core/task.ts'
import { emptyCommit } from '../core/testing/samples.ts'
import type { Dialect } from '../dialects/dialect.ts'
import { nativeDialect } from '../dialects/native/dialect.ts'
import { sampleInstance } from '../dialects/sample-operation.ts'
import { samples, samplesShownAt } from '../dialects/samples.ts'
import { createMemoryStore } from '../store/memory.ts'
import { serve, type Received, type Served } from './testing/serve.ts'

let server: Served
let now: number
/** The half done task, in the server's project. */
let task: Task
beforeEach(async () => {
  now = samplesShownAt
  server = await serve(createMemoryStore(), { now: () => now })
  const { project, store } = server
  await store.addInstance({ ...sampleInstance, project })
  task = { ...samples.half.task, project, revision: 1 }
  await put(task, 0)
})
afterEach(() => server.close())

async function put(changed: Task, expectedRevision: number): Promise<void> {
  assert.deepEqual(await server.store.commit({ ...emptyCommit, task: changed, expectedRevision }), {
    accepted: true,
  })
}

const native = (path: string, headers = {}) => server.ask({ path, headers })
const progress = (_: string, headers = {}) =>
  server.askSigned({
    path: `/v2/${server.project}/instances/${task.instance}/tasks/${task.id}/progress`,
    headers,
  })

/** Every route that shows tasks. */
const reads: readonly (readonly [string, string, typeof native])[] = [
  ['a task', `/v1/tasks/${samples.half.task.id}`, native],
  ['tasks', '/v1/tasks', native],
  ['the progress of DCS', '', progress],
]

for (const [what, path, ask] of reads) {
  const etagOf = ({ headers }: Received) => String(headers['etag'])

  test(`${what}: who has seen it is sent it again, or is not sent what has changed`, async () => {
    const first = await ask(path)
    assert.match(etagOf(first), /^"[\w-]{32}"$/)
    assert.match(String(first.headers['vary']), /X-Language, Authorization/)
    const same = await ask(path)
    assert.deepEqual([same.json, etagOf(same)], [first.json, etagOf(first)])
    for (const known of [etagOf(first), `W/${etagOf(first)}`, `"else", ${etagOf(first)}`, '*']) {
      const unchanged = await ask(path, { 'if-none-match': known })
      assert.deepEqual([unchanged.status, unchanged.json], [304, null], known)
      assert.equal(etagOf(unchanged), etagOf(first))
      assert.equal(unchanged.headers['vary'], first.headers['vary'])
      assert.equal(unchanged.headers['content-type'], undefined)
    }
    const stale = { 'if-none-match': etagOf(first) }
    now += 1000
    const later = await ask(path, stale)
    assert.equal(later.status, 200, 'a second less is shown')
    assert.notDeepEqual(later.json, first.json)
    await put({ ...task, revision: 2, percent: 31 }, 1)
    const changed = await ask(path, { 'if-none-match': etagOf(later) })
    assert.equal(changed.status, 200)
    assert.notDeepEqual(changed.json, later.json)
    now -= 1000
    assert.equal((await ask(path, stale)).status, 200)
  })

  test(`${what}: who has seen it in English is not sent it in Chinese`, async () => {
    const english = await ask(path)
    const chinese = await ask(path, { 'x-language': 'zh-cn', 'if-none-match': etagOf(english) })
    assert.equal(chinese.status, 200)
    assert.notDeepEqual(chinese.json, english.json)
    const again = await ask(path, { 'x-language': 'zh-cn', 'if-none-match': etagOf(chinese) })
    assert.equal(again.status, 304)
  })
}

test('a view is rendered once for each that asks, or one that cannot be named is taken for another', async () => {
  const rendered: string[] = []
  const dialect = (isNamed: boolean): Dialect => ({
    ...nativeDialect,
    routes: nativeDialect.routes.map(route => {
      if (route.id !== 'showTask') return route
      const { version, ...rest } = route
      const named = isNamed ? { version: version! } : { version: () => null }
      return {
        ...rest,
        ...named,
        render(...given) {
          rendered.push(given[1].language)
          return route.render(...given)
        },
      }
    }),
  })
  for (const [isNamed, expected] of [
    [true, ['en-us', 'zh-cn']],
    [false, ['en-us', 'en-us', 'zh-cn', 'zh-cn', 'en-us']],
  ] as const) {
    rendered.splice(0)
    const each = await serve(createMemoryStore(), { dialects: [dialect(isNamed)], now: () => now })
    try {
      const { project } = each
      await each.store.commit({ ...emptyCommit, task: { ...task, project } })
      const path = `/v1/tasks/${task.id}`
      const ask = (language: string, known = '"x"') =>
        each.ask({ path, headers: { 'x-language': language, 'if-none-match': known } })
      const { headers } = await ask('en-us')
      await ask('en-us')
      await ask('zh-cn')
      await ask('zh-cn')
      const { status } = await ask('en-us', String(headers['etag']))
      assert.deepEqual([status, headers['etag'] === undefined], isNamed ? [304, false] : [200, true])
      assert.deepEqual(rendered, expected)
    } finally {
      await each.close()
    }
  }
})

test('an instance that was removed is shown as if it were there', async () => {
  const path = `/v1/tasks/${task.id}`
  await put({ ...task, status: 'succeeded', endedAt: now, revision: 2, locked: false }, 1)
  const { json, headers } = await native(path)
  assert.equal(json.instance.name, 'orders')
  await server.store.removeInstance(task.instance)
  const after = await native(path, { 'if-none-match': String(headers['etag']) })
  assert.deepEqual([after.status, after.json.instance.isRegistered], [200, false])
})

test('a poller is not told when to come again, also when nothing has changed', async () => {
  const path = `/v1/tasks/${task.id}`
  const first = await native(path)
  assert.equal(first.headers['retry-after'], '10')
  const unchanged = await native(path, { 'if-none-match': String(first.headers['etag']) })
  assert.deepEqual([unchanged.status, unchanged.headers['retry-after']], [304, '10'])
  assert.equal((await native('/v1/tasks')).headers['retry-after'], undefined)
  assert.equal((await progress('')).headers['retry-after'], undefined)
})

test('an ETag is given to what has none', async () => {
  const { headers } = await native('/v1/tasks/none', { 'if-none-match': '*' })
  assert.equal(headers['etag'], undefined)
  const head = await server.http.inject({ method: 'HEAD', url: '/v1/tasks' })
  assert.equal(head.statusCode, 404)
})
