import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import type { Task } from '../core/task.ts'
import { emptyCommit } from '../core/testing/samples.ts'
import { sampleInstance } from '../dialects/sample-operation.ts'
import { samples } from '../dialects/samples.ts'
import { serveDcs, type ServedDcs } from './testing/serve-dcs.ts'
import { refusedAs, type Received, type Served } from './testing/serve.ts'

let server: Served
let ask: ServedDcs['ask']
beforeEach(async () => {
  ;({ server, ask } = await serveDcs())
  await server.store.addInstance({ ...sampleInstance, project: server.project })
})
afterEach(() => server.close())

/** Stores a task of the server's project, submitted some seconds after the samples'. */
async function store(id: string, task: Task, seconds = 0, change: Partial<Task> = {}): Promise<void> {
  const createdAt = samples.waiting.task.createdAt + seconds * 1000
  const stored = { ...task, id, project: server.project, revision: 1, createdAt, ...change }
  await server.store.commit({ ...emptyCommit, task: stored })
}

const remove = (path: string, body?: unknown): Promise<Received> => ask(path, { method: 'DELETE', body })
const idsIn = ({ json }: Received): readonly string[] => json.tasks.map(({ id }: { id: string }) => id)

const ofInstance = `/instances/${sampleInstance.id}`

test('the latest task is not the first, or a page holds what another has', async () => {
  for (const [seconds, id] of ['t0', 't1', 't2', 't3'].entries())
    await store(id, samples.waiting.task, seconds)
  const whole = await ask(`${ofInstance}/tasks`)
  assert.deepEqual([whole.json.task_count, idsIn(whole)], ['4', ['t3', 't2', 't1', 't0']])
  assert.deepEqual(idsIn(await ask(`${ofInstance}/tasks?offset=1&limit=2`)), ['t2', 't1'])
  const beyond = await ask(`${ofInstance}/tasks?offset=4&limit=10`)
  assert.deepEqual([beyond.json.task_count, beyond.json.tasks], ['4', []])
  assert.deepEqual(idsIn(await ask('/tasks?limit=1')), ['t3'])
})

test('a time filter leaves out what was submitted in its last second, or takes in what was not', async () => {
  // The samples begin at 2022-09-01 11:52:24.
  await store('before', samples.waiting.task, -1)
  await store('at', samples.waiting.task, 0)
  await store('within', samples.waiting.task, 0.9)
  await store('after', samples.waiting.task, 1)
  for (const start of ['start_time', 'begin_time'])
    for (const list of [`${ofInstance}/tasks`, '/tasks']) {
      const second = await ask(`${list}?${start}=20220901115224&end_time=20220901115224`)
      assert.deepEqual([second.json.task_count, idsIn(second)], ['2', ['within', 'at']], list)
      assert.deepEqual(idsIn(await ask(`${list}?${start}=20220901115225`)), ['after'])
    }
})

test('a parameter out of its range is let pass, or its refusal does not name it', async () => {
  for (const wrong of ['limit=0', 'limit=1001', 'offset=-1', 'start_time=20200230000000', 'end_time=today'])
    for (const list of [`${ofInstance}/tasks`, '/tasks']) {
      const refused = await ask(`${list}?${wrong}`)
      assert.deepEqual(refusedAs(refused), [400, 'DCS.4800'], wrong)
      assert.ok(refused.json.error_msg.includes(wrong.split('=')[0]!), refused.json.error_msg)
    }
})

test("another service's or project's tasks are listed, shown or deleted", async () => {
  await store('kafka', samples.done.task, 0, { service: 'dms' })
  const other = await server.keys.create({ project: 'b'.repeat(32), administrator: true })
  await store('mine', samples.done.task, 0)
  assert.deepEqual(idsIn(await ask('/tasks')), ['mine'])
  assert.deepEqual(idsIn(await ask('/tasks', {}, other)), [])
  for (const path of ['/tasks/mine', `${ofInstance}/tasks/mine`])
    assert.equal((await ask(path, { method: 'DELETE' }, other)).status, 404)
  assert.deepEqual(refusedAs(await ask('/jobs/mine', {}, other)), [404, 'DCS.4133'])
  assert.deepEqual(refusedAs(await ask('/jobs/kafka')), [404, 'DCS.4133'])
  assert.deepEqual(refusedAs(await remove('/tasks/kafka')), [404, 'DCS.4133'])
  assert.deepEqual(refusedAs(await ask('/instances/nowhere/tasks')), [404, 'DCS.3022'])
  assert.equal((await ask('/jobs/mine')).status, 200)
})

test('a record that was deleted is still shown, or can be deleted twice', async () => {
  for (const [id, path, body] of [
    ['one', `${ofInstance}/tasks/one`],
    ['two', '/tasks/two'],
    ['three', '/tasks/three', { message: 'no longer needed' }],
    ['four', '/tasks/four', null],
  ] as const) {
    await store(id, samples.oneStepFailed.task)
    const gone = await remove(path, body)
    assert.deepEqual([gone.status, gone.json.message], [200, 'The record of the task is deleted.'])
    // The very same request would get the very same answer again.
    assert.deepEqual(refusedAs(await remove(`${path}?again`)), [404, 'DCS.4133'])
    assert.equal((await ask(`/jobs/${id}`)).status, 404)
    assert.equal((await ask(`${ofInstance}/tasks/${id}/progress`)).status, 404)
  }
  const list = await ask('/tasks')
  assert.deepEqual([list.json.task_count, list.json.tasks], ['0', []])
})

test('a task that has not ended, or still keeps something, is deleted', async () => {
  for (const name of ['waiting', 'half', 'paused', 'cleaningUp', 'keptForRetry'] as const) {
    await store(name, samples[name].task)
    for (const path of [`/tasks/${name}`, `${ofInstance}/tasks/${name}`])
      assert.deepEqual(refusedAs(await remove(path)), [400, 'DCS.4957'], name)
    assert.equal((await ask(`/jobs/${name}`)).status, 200)
  }
})

test('a body that is none of the page is let pass', async () => {
  await store('done', samples.done.task)
  assert.deepEqual(refusedAs(await remove('/tasks/done', { message: 7 })), [400, 'DCS.4800'])
  assert.deepEqual(refusedAs(await remove('/tasks/done', 'not JSON')), [400, 'DCS.4800'])
  assert.equal((await ask('/jobs/done')).status, 200)
})

test('the same signed deletion sent again deletes, or fails, a second time', async () => {
  await store('done', samples.done.task)
  const signed = server.sign(server.administrator, {
    method: 'DELETE',
    path: `/v2/${server.project}/tasks/done`,
  })
  const [first, second] = [await server.send(signed), await server.send(signed)]
  assert.deepEqual([first.status, second.status, second.json], [200, 200, first.json])
})

test('a job is not as Terraform waits for it, or tells its reason in another language', async () => {
  await store('job', samples.half.task)
  assert.deepEqual((await ask('/jobs/job')).json, {
    job_id: 'job',
    job_type: samples.half.task.operation.jobName,
    status: 'RUNNING',
    begin_time: '1662033144000',
    end_time: null,
    fail_reason: null,
  })
  await store('cancelled', samples.cancelled.task)
  const cancelled = await ask('/jobs/cancelled', { headers: { 'x-language': 'zh-cn' } })
  assert.deepEqual([cancelled.json.status, cancelled.json.fail_reason], ['FAIL', '任务已取消。'])
})

test('a list of an instance that is no longer registered is lost with it', async () => {
  await store('left', samples.done.task, 0, { instance: 'gone' })
  assert.deepEqual(idsIn(await ask('/instances/gone/tasks')), ['left'])
})

test('a task that was submitted just now is not in the list', async () => {
  const body = { operation: 'redis.sample', instance: sampleInstance.name }
  const { json } = await server.ask({ method: 'POST', path: '/v1/tasks', body })
  assert.deepEqual(idsIn(await ask(`${ofInstance}/tasks`)), [json.id])
  assert.equal((await ask(`/jobs/${json.id}`)).json.status, 'INIT')
})
