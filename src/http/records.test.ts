import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import type { WorkerEvent } from '../core/event.ts'
import { commitOf } from '../core/store.ts'
import { transition } from '../core/transition.ts'
import { brokenTraceLaws, linesIn } from '../dialects/native/testing/trace-laws.ts'
import { createMemoryStore } from '../store/memory.ts'
import { serve, type Served } from './testing/serve.ts'

let server: Served
let id: string
beforeEach(async () => {
  server = await serve(createMemoryStore())
  const endpoints = [{ host: '127.0.0.1', port: 6379 }]
  const instance = { service: 'dcs', name: 'orders', endpoints }
  await server.ask({ method: 'POST', path: '/v1/instances', body: instance })
  const body = { operation: 'redis.sample', instance: 'orders' }
  id = (await server.ask({ method: 'POST', path: '/v1/tasks', body })).json.id
})
afterEach(() => server.close())

const line = (text: string, step: string | null = 'check') => ({
  step,
  attempt: 1,
  at: 1000,
  text,
  skipped: 0,
})

/** Asks as somebody for what need not be JSON. */
const text = async (path: string, token: string) => {
  const { statusCode, headers, body } = await server.http.inject({
    url: path,
    headers: { authorization: `Bearer ${token}` },
  })
  return { status: statusCode, type: headers['content-type'], body }
}

/** Stores what a worker does, each in a write of its own. */
async function work(
  ...events: readonly (WorkerEvent | { type: 'claimed'; worker: string })[]
): Promise<void> {
  for (const event of events) {
    const before = (await server.store.find(id))!
    const at = Date.now()
    const after = transition(before, event, at)
    await server.store.commit(commitOf(before, after, [event], { by: 'w1', reason: null, at }))
  }
}

test('pages of a log overlap, leave a line out, or show another step', async () => {
  const texts = ['a', 'b', 'c', 'd', 'e']
  await server.store.appendLog(id, [line('outside', null), ...texts.map(each => line(each))])
  const seen: string[] = []
  for (let after: number | null = 0; after !== null;) {
    const path = `/v1/tasks/${id}/logs?step=check&limit=2&after=${after}`
    const page: { lines: { text: string }[]; next: number | null } = (await server.ask({ path })).json
    seen.push(...page.lines.map(each => each.text))
    after = page.next
  }
  assert.deepEqual(seen, texts)
  const all = (await server.ask({ path: `/v1/tasks/${id}/logs` })).json
  assert.deepEqual([all.lines.length, all.lines[0].text, all.next], [6, 'outside', null])
})

test('a trace is not sent as JSON lines, or a long history is cut', async () => {
  await work({ type: 'claimed', worker: 'w1' }, { type: 'stepStarted', step: 'check', epoch: 1 })
  for (let done = 1; done <= 1200; done++)
    await work({
      type: 'progressed',
      epoch: 1,
      predictedEndAt: null,
      predictedSteps: [],
      reports: [{ step: 'check', subStep: null, progress: { done, total: 1200 } }],
    })
  const { status, type, body } = await text(`/v1/tasks/${id}/trace`, server.administrator.token)
  assert.equal(status, 200)
  assert.match(String(type), /^application\/x-ndjson\b/)
  const lines = linesIn(body)
  assert.deepEqual(brokenTraceLaws(lines), [])
  const last = lines.at(-1)!
  assert.deepEqual([lines.length, last.event === 'progress' && last.done], [1203, 1200])
})

test('a timeline lacks what was there before a worker took the task, or shows more than is drawn', async () => {
  await work({ type: 'claimed', worker: 'w1' }, { type: 'stepStarted', step: 'check', epoch: 1 })
  for (let done = 1; done <= 1200; done++)
    await work({
      type: 'progressed',
      epoch: 1,
      predictedEndAt: null,
      predictedSteps: [],
      reports: [{ step: 'check', subStep: null, progress: { done, total: 1200 } }],
    })
  const { json } = await server.ask({ path: `/v1/tasks/${id}/timeline` })
  const { createdAt, steps } = (await server.ask({ path: `/v1/tasks/${id}` })).json
  assert.deepEqual([json.periods.at(-1).kind, json.periods.at(-1).to], ['working', null])
  assert.equal(json.periods[0].from, createdAt)
  const { startedAt } = steps[0]
  const run = { step: 'check', subStep: null, attempt: 1, status: 'running', from: startedAt, to: null }
  assert.deepEqual(json.runs, [run])
  assert.deepEqual([json.samples.length, json.samples[0].done, json.samples.at(-1).done], [500, 1, 1200])
})

test('a log, a trace or a timeline of another project is seen, or a task that is gone has one', async () => {
  const other = await server.keys.create({ project: 'b'.repeat(32), administrator: true })
  for (const record of ['logs', 'trace', 'timeline']) {
    const path = `/v1/tasks/${id}/${record}`
    assert.equal((await text(path, other.token)).status, 404)
    const refused = await server.ask({ path: `/v1/tasks/gone/${record}` })
    assert.deepEqual([refused.status, refused.json.error.code], [404, 'task_not_found'])
    assert.equal((await text(path, 'nobody')).status, 401)
  }
})
