import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { startServer, success, type TestServer } from '../../test/command-line/server.ts'
import { someAdministrator } from './testing/serve.ts'
import { emptyCommit } from '../core/testing/samples.ts'
import type { NewKey } from '../dialects/question.ts'
import { openStream, type StreamClient } from './testing/stream-client.ts'

let server: TestServer
let clients: StreamClient[]
beforeEach(async () => {
  server = await startServer()
  clients = []
})
afterEach(async () => {
  for (const client of clients) client.leave()
  await server.close()
})

async function stream(
  path: string,
  headers: { readonly [name: string]: string } = {},
  key: NewKey = server.administrator,
): Promise<StreamClient> {
  const client = await openStream(`${server.url}${path}`, key.token, headers)
  clients.push(client)
  return client
}

/** Stores so many events of a task at once, and tells nobody. */
async function happen(id: string, count: number, reason: string | null = null): Promise<void> {
  const before = (await server.store.find(id))!
  const task = { ...before, revision: before.revision + 1 }
  const event = { type: 'taskCheckpointSaved', epoch: 0, name: 'x', value: 1 } as const
  const line = { task: id, revision: task.revision, by: null, reason, at: 1, event }
  const events = Array.from({ length: count }, () => line)
  await server.store.commit({ ...emptyCommit, task, expectedRevision: before.revision, events })
}

const cancel = (id: string, reason = '') =>
  server.ask({ method: 'POST', path: `/v1/tasks/${id}/cancel`, body: { reason } })
const progress = (done: number) =>
  ({
    type: 'progressed',
    reports: [{ step: 'migrate', subStep: null, progress: { done, total: 100 } }],
    predictedEndAt: Date.now() + 90_000,
    predictedSteps: [],
  }) as const
const types = (client: StreamClient) => client.messages().map(({ type }) => type)
const has = (count: number) => (client: StreamClient) => client.messages().length >= count
const begun = (client: StreamClient) => client.blocks().length > 0

test('what happens is not told at once, with how the task stands, in the language asked for', async () => {
  await server.addInstance('orders')
  const english = await stream('/v1/events')
  const chinese = await stream('/v1/events', { 'x-language': 'zh-cn' })
  assert.equal(english.status, 200)
  assert.equal(english.headers['content-type'], 'text/event-stream')
  assert.equal(english.headers['cache-control'], 'private, no-cache, no-transform')
  assert.equal(english.headers['x-accel-buffering'], 'no')
  assert.match(String(english.headers['x-request-id']), /^[0-9a-f-]{36}$/)
  await english.until(begun)
  assert.deepEqual(english.blocks(), ['retry: 2000\nid: 0'])

  const id = await server.submit()
  await server.claim(id)
  await server.record(id, ...success.slice(0, 3), progress(40))
  for (const client of [english, chinese]) await client.until(each => types(each).includes('progressed'))
  const submitted = english.messages()[0]!
  assert.deepEqual([submitted.id, submitted.type, submitted.data.task], [1, 'submitted', id])
  assert.equal(submitted.data.by, server.administrator.accessKey)
  const { summary, ...event } = english.messages().at(-1)!.data
  const page = (await server.ask({ path: `/v1/tasks/${id}/events` })).json.events.at(-1)
  assert.deepEqual(event, { ...page, task: id })
  const task = (await server.ask({ path: `/v1/tasks/${id}` })).json
  const { revision, status, statusText, percent, predictedEndAt } = task
  assert.deepEqual(summary, {
    ...{ id, revision, status, statusText, percent, predictedEndAt },
    remainingSeconds: 90,
    step: { name: 'migrate', title: 'Data migration.' },
  })
  const told = chinese.messages().at(-1)!.data.summary
  assert.deepEqual([told.statusText, told.step.title], ['执行中', '数据迁移'])
})

test('who comes again misses an event or is told one twice, however long ago it was', async () => {
  await server.addInstance('orders')
  for (let nth = 0; nth < 3; nth++) {
    const id = await server.submit()
    await server.claim(id)
    await server.record(id, ...success)
  }
  await cancel(await server.submit(), 'not needed')
  const all = (await server.store.events({}, 0, 1000)).map(({ id }) => id)
  for (const from of [0, 1, 7, all.length - 1]) {
    const behind = all.filter(id => id > from)
    const byQuery = await stream(`/v1/events?after=${from}`)
    const byHeader = await stream('/v1/events?after=3', { 'last-event-id': String(from) })
    for (const client of [byQuery, byHeader]) {
      await client.until(has(behind.length))
      assert.deepEqual(
        client.messages().map(({ id }) => id),
        behind,
      )
    }
  }
  const last = await server.submit()
  for (const client of clients) await client.until(each => each.messages().at(-1)?.data.task === last)
  assert.deepEqual(
    clients[0]!.messages().map(({ id }) => id),
    [...all, all.length + 1],
  )
})

test('events that come while one is catching up are lost, or come before older ones', async () => {
  await server.addInstance('orders')
  for (let nth = 0; nth < 450; nth++) await server.submit()
  const client = await stream('/v1/events?after=0')
  for (let nth = 0; nth < 50; nth++) await server.submit()
  await client.until(has(500))
  assert.deepEqual(
    client.messages().map(({ id }) => id),
    Array.from({ length: 500 }, (_, index) => index + 1),
  )
})

test('who has read ahead of the feed is told again what it knows', async () => {
  await server.addInstance('orders')
  const first = await server.submit()
  const before = await stream('/v1/events')
  await before.until(begun)
  // Stored, and nobody has said so yet.
  await happen(first, 2)
  const ahead = await stream('/v1/events')
  const half = await stream('/v1/events?after=2')
  await Promise.all([ahead.until(begun), half.until(begun)])
  await cancel(first)
  for (const client of [before, ahead, half])
    await client.until(each => types(each).includes('cancelRequested'))
  const ids = [before, ahead, half].map(client => client.messages().map(({ id }) => id))
  assert.deepEqual(ids, [[2, 3, 4], [4], [3, 4]])
})

test('of the progress between two looks more than the newest is sent, or anything else is left out', async () => {
  await server.addInstance('orders')
  await server.addInstance('other')
  const [one, other] = [await server.submit(), await server.submit({ instance: 'other' })]
  await server.claim(one)
  await server.claim(other)
  const client = await stream(`/v1/events`)
  await client.until(begun)
  await server.record(one, ...success.slice(0, 3), progress(1), progress(2), progress(3))
  await client.until(each => types(each).includes('progressed'))
  assert.deepEqual(types(client), ['stepStarted', 'stepSucceeded', 'stepStarted', 'progressed'])
  const { data } = client.messages().at(-1)!
  assert.deepEqual([data.event.reports[0].progress.done, data.summary.percent], [3, 12])
  const again = await stream('/v1/events?after=0')
  await again.until(each => types(each).includes('progressed'))
  assert.equal(types(again).filter(type => type === 'progressed').length, 1)
})

test('one sees the events of another project, or of another task', async () => {
  const stranger = await server.keys.create({ project: 'b'.repeat(32), administrator: true })
  await server.addInstance('orders')
  await server.addInstance('orders', stranger)
  const theirs = await stream('/v1/events?after=0', {}, stranger)
  const [one, other, foreign] = [
    await server.submit(),
    await server.submit(),
    await server.submit({}, stranger),
  ]
  const ours = await stream('/v1/events?after=0')
  const ofOne = await stream(`/v1/tasks/${one}/events`)
  const ofOther = await stream(`/v1/tasks/${other}/events?after=2`)
  await Promise.all([ofOne.until(has(1)), ofOther.until(begun)])
  await cancel(one)
  await cancel(other)
  await server.ask({ method: 'POST', path: `/v1/tasks/${foreign}/cancel` }, stranger)
  await Promise.all([ours.until(has(4)), theirs.until(has(2)), ofOne.until(has(2)), ofOther.until(has(1))])
  const told = (client: StreamClient) => client.messages().map(({ type, data }) => [type, data.task])
  assert.deepEqual(told(ofOne), [
    ['submitted', one],
    ['cancelRequested', one],
  ])
  assert.deepEqual(told(ofOther), [['cancelRequested', other]])
  assert.deepEqual(told(theirs), [
    ['submitted', foreign],
    ['cancelRequested', foreign],
  ])
  assert.deepEqual(told(ours), [
    ['submitted', one],
    ['submitted', other],
    ['cancelRequested', one],
    ['cancelRequested', other],
  ])
  const accept = { accept: 'text/event-stream' }
  const refused = await server.ask({ path: `/v1/tasks/${one}/events`, headers: accept }, stranger)
  assert.deepEqual([refused.status, refused.json.error.code], [404, 'task_not_found'])
  assert.match(String(refused.headers['content-type']), /^application\/json/)
})

test('a place that is none is taken for one', async () => {
  await server.addInstance('orders')
  await server.submit()
  const wrong = { accept: 'text/event-stream', 'last-event-id': 'seven' }
  const { status, json } = await server.ask({ path: '/v1/events', headers: wrong })
  assert.deepEqual([status, json.error.code], [400, 'invalid_request'])
  assert.equal(json.error.problems[0].path, 'Last-Event-ID')
  // An id that is still to come was given before the store was put back to a backup.
  const client = await stream('/v1/events', { 'last-event-id': '99' })
  await client.until(begun)
  assert.match(client.blocks()[0]!, /^id: 1$/m)
  await server.submit()
  await client.until(has(1))
})

test('who does not read keeps memory, or keeps others waiting', async () => {
  await server.addInstance('orders')
  const id = await server.submit()
  const [reader, sleeper] = [await stream('/v1/events'), await stream('/v1/events')]
  await Promise.all([reader.until(begun), sleeper.until(begun)])
  sleeper.pause()
  // More than the system's own buffers hold.
  const reason = 'x'.repeat(200_000)
  let sent = 0
  const dropped = () => server.lines.some(({ text }) => text.includes('does not read'))
  while (!dropped()) {
    assert.ok(sent < 200, 'it is never dropped')
    await happen(id, 1, reason)
    server.feed.wake()
    sent += 1
    await reader.until(has(sent))
  }
  sleeper.resume()
  await sleeper.ended
  assert.ok(sleeper.messages().length < sent)
  assert.deepEqual(server.lines.filter(({ text }) => text.includes('does not read')).length, 1)
})

test('who catches up slowly is sent more than it takes; who takes nothing at all is dropped', async () => {
  await server.addInstance('orders')
  const id = await server.submit()
  const pages = 10
  await happen(id, 200 * pages - 1, 'x'.repeat(20_000))
  server.feed.wake()
  let reads = 0
  const { events: read } = server.store
  server.store.events = (filter, ...place) => {
    if (filter.project !== undefined) reads += 1
    return read(filter, ...place)
  }
  const [slow, sleeper] = [await stream('/v1/events?after=0'), await stream('/v1/events?after=0')]
  sleeper.pause()
  await slow.until(has(200 * pages))
  assert.ok(reads < 2 * pages, 'the sleeper is not led on')
  server.clock.pass(15_000)
  sleeper.resume()
  await sleeper.ended
  assert.ok(sleeper.messages().length < 200 * pages)
  await cancel(id)
  await slow.until(has(200 * pages + 1))
})

test('a quiet stream is taken for a dead one; that of a disabled key goes on', async () => {
  const other = await server.keys.create({ project: server.project, administrator: false })
  const [mine, theirs] = [await stream('/v1/events'), await stream('/v1/events', {}, other)]
  await Promise.all([mine.until(begun), theirs.until(begun)])
  await server.accounts.keys.setDisabled(someAdministrator, other.accessKey, true)
  server.clock.pass(15_000)
  await theirs.ended
  await mine.until(client => client.blocks().at(-1) === ':')
})

test('an open stream keeps the server from closing, or its log tells nothing of it', async () => {
  const client = await stream('/v1/events')
  await client.until(begun)
  await server.http.close()
  await client.ended
  const lines = server.lines.filter(({ fields }) => fields['path'] === '/v1/events')
  assert.deepEqual(
    lines.map(({ fields }) => [fields['status'], fields['accessKey'], fields['dialect']]),
    [[200, server.administrator.accessKey, 'native']],
  )
})
