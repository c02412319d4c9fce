import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import type { Task } from '../core/task.ts'
import { emptyCommit } from '../core/testing/samples.ts'
import { taurusdbNotServed } from '../dialects/taurusdb/not-served.ts'
import {
  sampleRestore,
  taurusInstance,
  taurusShownAt,
  waitingRestore,
} from '../dialects/taurusdb/testing/sample-task.ts'
import { createMemoryStore } from '../store/memory.ts'
import { refusedAs, serve, type Served } from './testing/serve.ts'

let server: Served
/** Asks with a signature. */
let ask: Served['askSigned']
let restore: Task
let time: number
beforeEach(async () => {
  time = taurusShownAt
  server = await serve(createMemoryStore(), { now: () => time })
  ask = server.askSigned
  await server.store.addInstance({ ...taurusInstance, project: server.project })
  restore = { ...sampleRestore, project: server.project, revision: 1 }
  await server.store.commit({ ...emptyCommit, task: restore, acquire: restore.locks })
})
afterEach(() => server.close())

const base = () => `/v3/${server.project}`
const ofInstance = (id = taurusInstance.id) => `${base()}/instances/${id}`
const detailPath = (query = `job_id=${restore.id}&job_name=${restore.operation.jobName}`) =>
  `${ofInstance()}/task-center-detail?${query}`

/** Stores a task that waits to begin. */
async function waiting(id: string, change: Partial<Task> = {}): Promise<Task> {
  const task = { ...waitingRestore(change), id, project: server.project, revision: 1 }
  await server.store.commit({ ...emptyCommit, task })
  return task
}
const hour = 3_600_000
const upgrade = (id: string, change: Partial<Task> = {}) =>
  waiting(id, {
    requestedDueAt: taurusShownAt + hour,
    dueAt: taurusShownAt + hour,
    operation: { ...restore.operation, jobName: 'VERSION_UPGRADE' },
    ...change,
  })

test('the details of a restore are not as the page shows them, in a language', async () => {
  const { status, headers, json } = await ask({ path: detailPath() })
  assert.equal(status, 200)
  assert.match(String(headers['content-type']), /^application\/json/)
  assert.deepEqual(json.sub_task_list, [
    { sub_task_name: 'INIT', percent: '19', status: 'Running', remaining_time: '66' },
  ])
  const chinese = await ask({ path: detailPath(), headers: { 'x-language': 'zh-cn' } })
  assert.equal(chinese.json.sub_task_list[0].sub_task_name, '初始化')
  const kept = await server.askSigned({
    path: detailPath(),
    headers: { 'if-none-match': String(headers['etag']) },
  })
  assert.equal(kept.status, 304)
})

test('who names a job wrongly is shown one, or is told a code that the page does not have', async () => {
  const { jobName } = restore.operation
  for (const query of ['', 'job_id&job_name', `job_id=${restore.id}`, `job_id=${restore.id}&job_name=else`])
    assert.deepEqual(refusedAs(await ask({ path: detailPath(query) })), [400, 'DBS.280001'], query)
  for (const query of [`job_id=else&job_name=${jobName}`, `job_id=${restore.id}&job_name=RestoreTableTaurus`])
    assert.deepEqual(refusedAs(await ask({ path: detailPath(query) })), [400, 'DBS.200543'], query)
  const elsewhere = `${ofInstance(`${'0'.repeat(32)}in07`)}/task-center-detail?job_id=j&job_name=${jobName}`
  assert.deepEqual(refusedAs(await ask({ path: elsewhere })), [404, 'DBS.200002'])
  assert.deepEqual(refusedAs(await ask({ path: `${ofInstance('x')}/task-center-detail` })), [
    400,
    'DBS.280404',
  ])
  assert.deepEqual(refusedAs(await ask({ path: '/v3/short/immediate-jobs' })), [400, 'DBS.280001'])
  assert.deepEqual(refusedAs(await ask({ path: `/v3/${'b'.repeat(32)}/immediate-jobs` })), [
    403,
    'DBS.280015',
  ])
  assert.deepEqual(refusedAs(await server.send({ path: detailPath() })), [401, 'APIGW.0301'])
})

test('a job is shown a month after its end, or not as long as it goes on', async () => {
  const { json } = await ask({ path: `${base()}/jobs?id=${restore.id}` })
  assert.deepEqual(
    [json.job.status, json.job.process, json.job.created, json.job.ended, json.job.instance],
    ['Running', '19%', '2026-01-05T10:41:14+0000', null, { id: taurusInstance.id, name: 'taurusdb-12cd' }],
  )
  const ended = { status: 'cancelled', createdAt: 0 } as const
  await waiting('recent', { ...ended, endedAt: taurusShownAt - 30 * 24 * hour })
  await waiting('old', { ...ended, endedAt: taurusShownAt - 32 * 24 * hour })
  await waiting('long', { createdAt: 0 })
  assert.equal((await ask({ path: `${base()}/jobs?id=recent` })).json.job.status, 'Canceled')
  assert.equal((await ask({ path: `${base()}/jobs?id=long` })).json.job.status, 'Pending')
  assert.deepEqual(refusedAs(await ask({ path: `${base()}/jobs?id=old` })), [400, 'DBS.200543'])
  assert.deepEqual(refusedAs(await ask({ path: `${base()}/jobs?id` })), [400, 'DBS.280001'])
})

test('instant and scheduled tasks are mixed up, filtered or paged wrongly', async () => {
  for (let number = 0; number < 12; number++)
    await waiting(`job-${number}`, { createdAt: taurusShownAt - (12 - number) * 1000 })
  await upgrade('upgrade-1')
  await upgrade('upgrade-2')
  const jobs = async (query = '') => {
    const { json } = await ask({ path: `${base()}/immediate-jobs?${query}` })
    return [json.total_count, json.jobs.map((job: { job_id: string }) => job.job_id)]
  }
  const schedules = async (query = '') => {
    const { json } = await ask({ path: `${base()}/scheduled-jobs?${query}` })
    return [json.total_count, json.schedules.map((job: { job_id: string }) => job.job_id)]
  }
  assert.deepEqual(await jobs('limit=10'), [
    13,
    Array.from({ length: 10 }, (_, index) => `job-${11 - index}`),
  ])
  assert.deepEqual(await jobs('limit=10&offset=2'), [13, ['job-1', 'job-0', restore.id]])
  assert.deepEqual(await jobs('limit=10&offset=3'), [13, []])
  assert.deepEqual(await jobs('status=Running'), [1, [restore.id]])
  assert.deepEqual(await jobs('status=Failed'), [0, []])
  assert.deepEqual(await jobs('start_time=2026-01-05T10%3A41%3A43%2B0000'), [1, ['job-11']])
  assert.deepEqual(await jobs('end_time=2026-01-05T11:41:14+0100'), [1, [restore.id]], 'its plus unencoded')
  assert.deepEqual(await jobs('job_id=job-3'), [1, ['job-3']])
  assert.deepEqual(await jobs('job_id=job-3&offset=2'), [1, []])
  for (const more of [
    'status=Running',
    'job_name=else',
    'start_time=2026-01-06T00:00:00Z',
    'end_time=2018-08-06T00:00:00Z',
  ])
    assert.deepEqual(await jobs(`job_id=job-3&${more}`), [0, []], more)
  assert.deepEqual(await jobs('job_id=upgrade-1'), [0, []])
  assert.deepEqual(await schedules(), [2, ['upgrade-2', 'upgrade-1']])
  assert.deepEqual(await schedules('offset=1&limit=1'), [2, ['upgrade-1']])
  assert.deepEqual(await schedules('offset=2'), [2, []])
  assert.deepEqual(await schedules('job_id=upgrade-1'), [1, ['upgrade-1']])
  assert.deepEqual(await schedules(`instance_id=${taurusInstance.id}&job_name=VERSION_UPGRADE`), [
    2,
    ['upgrade-2', 'upgrade-1'],
  ])
  const nowhere = `instance_id=${'0'.repeat(32)}in07`
  assert.deepEqual(await schedules(nowhere), [0, []], '404 would be read as gone')
})

test('a scheduled task is cancelled that has begun, or one of several', async () => {
  await upgrade('one')
  await upgrade('two')
  await upgrade('begun', { status: 'paused', locked: true, pausedAt: taurusShownAt })
  const cancel = (...ids: readonly string[]) =>
    ask({ method: 'DELETE', path: `${base()}/scheduled-jobs`, body: { job_ids: ids } })
  const statusOf = async (id: string) => (await server.store.find(id))?.status
  assert.deepEqual(refusedAs(await cancel('one', 'begun')), [409, 'DBS.200011'])
  assert.deepEqual(refusedAs(await cancel('one', 'gone')), [400, 'DBS.200543'])
  assert.deepEqual(refusedAs(await cancel('one', restore.id)), [400, 'DBS.200543'], 'an instant one')
  assert.equal(await statusOf('one'), 'pending', 'all or none')
  assert.deepEqual((await cancel('one', 'two')).json, { job_ids: ['one', 'two'] })
  assert.deepEqual([await statusOf('one'), await statusOf('two')], ['cancelled', 'cancelled'])
  const { json } = await ask({ path: `${base()}/scheduled-jobs?job_id=one` })
  assert.equal(json.schedules[0].job_status, 'Canceled', 'Terraform looks at once')
  assert.deepEqual(refusedAs(await cancel('one')), [409, 'DBS.200011'])
})

test('a record is deleted by the way of the other kind, while its task runs, or twice', async () => {
  await waiting('done', { status: 'cancelled', endedAt: taurusShownAt })
  await upgrade('upgraded', { status: 'cancelled', endedAt: taurusShownAt })
  const deleteJob = (id: string) => ask({ method: 'DELETE', path: `${base()}/jobs/${id}` })
  const deleteScheduled = (id: string) =>
    ask({
      method: 'DELETE',
      path: `${base()}/instance/${taurusInstance.id}/scheduled-jobs`,
      body: { job_id: id },
    })
  assert.deepEqual(refusedAs(await deleteJob('upgraded')), [400, 'DBS.200543'])
  assert.deepEqual(refusedAs(await deleteScheduled('done')), [400, 'DBS.200543'])
  assert.deepEqual(refusedAs(await deleteJob(restore.id)), [409, 'DBS.200011'])
  const { status, json } = await deleteJob('done')
  assert.deepEqual([status, json], [200, {}])
  assert.deepEqual((await deleteScheduled('upgraded')).json, { result: true })
  assert.deepEqual(refusedAs(await ask({ path: `${base()}/jobs?id=done` })), [400, 'DBS.200543'])
  assert.deepEqual(refusedAs(await ask({ path: `${base()}/jobs?id=upgraded` })), [400, 'DBS.200543'])
})

test('a scheduled task that is to come is not found, or one that is over', async () => {
  const exists = async (body: object) => {
    // A POST signed alike within a second is the same one again, and gets the same answer.
    time += 1000
    const path = `${ofInstance()}/schedule-tasks/exist`
    const { json } = await ask({ method: 'POST', path, body })
    return [json.exist, json.scheduled_tasks.map((task: { task_id: string }) => task.task_id)]
  }
  const type = { schedule_type: 'VERSION_UPGRADE' }
  assert.deepEqual(await exists(type), [false, []])
  await upgrade('over', { status: 'cancelled', endedAt: taurusShownAt })
  assert.deepEqual(await exists(type), [false, []])
  await upgrade('to-come')
  assert.deepEqual(await exists(type), [true, ['to-come']])
  assert.deepEqual(await exists({ ...type, proxy_id: 'p' }), [false, []])
  assert.deepEqual(await exists({ schedule_type: 'REBOOT_NODE' }), [false, []])
})

test('an instance is not shown as busy while a restore holds it, in the words of a version', async () => {
  const words = async (version: string) => {
    const path = `/${version}/${server.project}/instances`
    const listed = await ask({ path: `${path}?name=*taurus` })
    const shown = await ask({ path: `${path}/${taurusInstance.id}` })
    return [listed.json.total_count, listed.json.instances[0].status, shown.json.instance.status]
  }
  assert.deepEqual(await words('v3'), [1, 'RESTORING', 'RESTORING'])
  assert.deepEqual(await words('v3.1'), [1, 'normal', 'normal'])
  const released = { ...restore, revision: 2, locked: false }
  await server.store.commit({ ...emptyCommit, task: released, expectedRevision: 1, release: restore.locks })
  assert.deepEqual(await words('v3'), [1, 'ACTIVE', 'ACTIVE'])
  assert.deepEqual((await ask({ path: `${base()}/instances?offset=1` })).json, {
    instances: [],
    total_count: 1,
  })
  assert.deepEqual((await ask({ path: `${ofInstance()}/multi-tenant` })).json, { multi_tenant_switch: false })
  const missing = ofInstance(`${'0'.repeat(32)}in07`)
  for (const path of [missing, `${missing}/multi-tenant`])
    assert.deepEqual(refusedAs(await ask({ path })), [404, 'DBS.200002'])
})

test('what is not served is answered as if it had been done', async () => {
  for (const { method, path } of taurusdbNotServed) {
    const named = path.replaceAll('{project_id}', server.project).replaceAll(/\{\w+\}/g, taurusInstance.id)
    const body = method === 'GET' ? {} : { body: {} }
    assert.deepEqual(refusedAs(await ask({ method, path: named, ...body })), [404, 'APIGW.0101'], path)
  }
})

test('the Host, or a path that only begins as one of TaurusDB, chooses another dialect', async () => {
  const host = 'gaussdb.cn-north-4.myhuaweicloud.com'
  assert.equal((await ask({ path: detailPath(), headers: { host } })).status, 200)
  assert.deepEqual(refusedAs(await ask({ path: '/v1/tasks', headers: { host } })), [404, 'APIGW.0101'])
  for (const path of ['/v3/else', '/v3.1/else', '/mysql/v3/else'])
    assert.deepEqual(refusedAs(await ask({ path })), [404, 'APIGW.0101'])
})

test('a client of some years ago finds no job where it asks for one', async () => {
  const job = await ask({ path: `${base()}/jobs?id=${restore.id}` })
  const before = await ask({ path: `/mysql${base()}/jobs?id=${restore.id}` })
  assert.deepEqual([before.status, before.json], [200, job.json])
})

test('the answer that the native API shows is another than TaurusDB gives', async () => {
  await upgrade('one')
  for (const id of [restore.id, 'one']) {
    const shown = (await server.ask({ path: `/v1/tasks/${id}/answer` })).json
    assert.equal(shown.dialect, 'taurusdb')
    assert.deepEqual((await ask({ path: shown.path })).json, shown.body)
    assert.match(shown.curl, new RegExp(shown.path.replaceAll(/[?.]/g, String.raw`\$&`)))
  }
  const { path } = (await server.ask({ path: `/v1/tasks/${restore.id}/answer` })).json
  assert.equal(path, detailPath())
})

test('a task or an instance of another project is seen', async () => {
  const project = 'b'.repeat(32)
  const other = await server.keys.create({ project, administrator: true })
  const path = `/v3/${project}`
  const seen = [
    `${path}/jobs?id=${restore.id}`,
    `${path}/instances/${taurusInstance.id}`,
    `${path}/instances/${taurusInstance.id}/task-center-detail?job_id=${restore.id}&job_name=${restore.operation.jobName}`,
  ]
  for (const each of seen) assert.ok([400, 404].includes((await ask({ path: each }, other)).status), each)
  for (const each of ['immediate-jobs', 'scheduled-jobs', 'instances'])
    assert.equal((await ask({ path: `${path}/${each}` }, other)).json.total_count, 0)
})
