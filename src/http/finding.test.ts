import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import type { Store } from '../core/store.ts'
import { emptyCommit } from '../core/testing/samples.ts'
import { createMemoryStore } from '../store/memory.ts'
import { serve, type Served } from './testing/serve.ts'

let server: Served
let store: Store
let now: number
beforeEach(async () => {
  now = Date.UTC(2026, 10, 25)
  store = createMemoryStore()
  server = await serve(store, { now: () => now })
  for (const name of ['old', 'new']) await addInstance(name)
})
afterEach(() => server.close())

const ask = async (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) =>
  server.ask({ method, path: `/v1${path}`, ...(body === undefined ? {} : { body }) })
const addInstance = (name: string) =>
  ask('POST', '/instances', { service: 'dcs', name, endpoints: [{ host: name, port: 6379 }] })
const submit = async (more: object = {}) =>
  ask('POST', '/tasks', { operation: 'redis.sample', instance: 'old', ...more })
const idsOf = async (query: string) =>
  (await ask('GET', `/tasks?${query}`)).json.tasks.map(({ id }: { id: string }) => id)
const at = (ms: number) => new Date(now + ms).toISOString()
const placesOf = ({ json }: { json: { error: { problems: { path: string }[] } } }) =>
  json.error.problems.map(({ path }) => path)

test('a target instance does not find its tasks, or forgets them when they have ended', async () => {
  const { json: task } = await submit({ input: { target: 'new' } })
  await submit()
  for (const query of [
    'instance=new',
    `instance=${task.uses[1].id}`,
    'search=new',
    'instance=new&order=active',
  ])
    assert.deepEqual(await idsOf(query), [task.id], query)
  await ask('POST', `/tasks/${task.id}/cancel`)
  for (const query of ['instance=new', 'instance=new&order=ended', 'search=new'])
    assert.deepEqual(await idsOf(query), [task.id], query)
  const { json: counts } = await ask('GET', '/task-counts?instance=new')
  assert.deepEqual([counts.statuses.cancelled, counts.statuses.pending, counts.stalled], [1, 0, 0])
})

test('an instance that was removed since has lost its name, or seems to be there', async () => {
  const { json: task } = await submit({ input: { target: 'new' } })
  await ask('POST', `/tasks/${task.id}/cancel`)
  await ask('DELETE', '/instances/new')
  const { json } = await ask('GET', `/tasks/${task.id}`)
  assert.deepEqual(
    json.uses.map(({ name, isRegistered }: { name: string; isRegistered: boolean }) => [name, isRegistered]),
    [
      ['old', true],
      ['new', false],
    ],
  )
})

test('a time that is over is taken, or refused where the same request made a task before', async () => {
  const refused = await submit({ dueAt: '2020-01-01T00:00:00Z' })
  assert.deepEqual([refused.status, refused.json.error.code], [400, 'invalid_request'])
  assert.deepEqual(placesOf(refused), ['/dueAt'])
  assert.equal((await submit({ dueAt: at(-30_000) })).status, 201, 'a clock that is a little behind')
  const asked = { dueAt: at(3_600_000), token: 'mine' }
  const { json: first } = await submit(asked)
  now += 7_200_000
  assert.equal((await submit(asked)).json.id, first.id)
  assert.deepEqual(placesOf(await submit({ ...asked, token: 'other' })), ['/dueAt'])
  const { json: later } = await submit({ dueAt: at(3_600_000) })
  const past = { dueAt: at(-3_600_000) }
  assert.deepEqual(placesOf(await ask('POST', `/tasks/${later.id}/reschedule`, past)), ['/dueAt'])
  const until = { until: at(-3_600_000) }
  assert.deepEqual(placesOf(await ask('POST', `/tasks/${later.id}/pause`, until)), ['/until'])
})

test('why a task was submitted, or has another time, is not told', async () => {
  const { json: task } = await submit({ reason: 'ticket 7', dueAt: at(3_600_000) })
  assert.deepEqual([task.reason, task.rescheduled], ['ticket 7', null])
  const moved = { dueAt: at(7_200_000), reason: 'a quieter hour' }
  await ask('POST', `/tasks/${task.id}/reschedule`, moved)
  const { json } = await ask('GET', `/tasks/${task.id}`)
  assert.deepEqual(json.rescheduled, {
    at: at(0),
    by: server.administrator.accessKey,
    byName: 'administrator',
    reason: 'a quieter hour',
  })
  assert.equal((await submit()).json.reason, null)
})

test('the beginning of an id, as it is shown everywhere, finds no task, or one of several', async () => {
  const { json: task } = await submit()
  const short = task.id.slice(0, 8)
  assert.equal((await ask('GET', `/tasks/${short}`)).json.id, task.id)
  assert.equal((await ask('GET', `/tasks/${short}/events`)).json.events.length, 1)
  assert.equal((await ask('POST', `/tasks/${short}/cancel`)).json.status, 'cancelled')
  assert.equal((await ask('GET', `/tasks/${task.id.slice(0, 7)}`)).status, 404)
  assert.equal((await ask('GET', '/tasks/00000000')).status, 404)
})

test('two tasks that begin alike are one', async () => {
  const made = (await store.find((await submit()).json.id))!
  for (const id of ['7b0518de-1', '7b0518de-2']) await store.commit({ ...emptyCommit, task: { ...made, id } })
  const { status, json } = await ask('GET', '/tasks/7b0518de')
  assert.deepEqual([status, json.error.code], [409, 'task_ambiguous'])
  assert.equal((await ask('GET', '/tasks/7b0518de-2')).json.id, '7b0518de-2')
})

test('what is active stands behind what was submitted later, or a page of it has a gap', async () => {
  const { json: ended } = await submit()
  const { json: waiting } = await submit()
  const { json: later } = await submit()
  await ask('POST', `/tasks/${ended.id}/cancel`)
  const page = (await ask('GET', '/tasks?order=active&limit=1')).json
  assert.deepEqual([page.tasks[0].id, page.next], [waiting.id, `pending:${waiting.id}`])
  now += 1000
  await ask('POST', `/tasks/${waiting.id}/cancel`)
  assert.deepEqual(await idsOf(`order=active&after=${page.next}`), [later.id, waiting.id, ended.id])
  assert.deepEqual(await idsOf('stalled=true'), [])
})
