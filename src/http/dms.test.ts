import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import fc from 'fast-check'
import { bound, kafkaInstance, scaled, scaling, submitted } from '../dialects/dms/testing/kafka-samples.ts'
import { samples } from '../dialects/samples.ts'
import { id, serveKafka, type ServedKafka } from './testing/serve-kafka.ts'
import { refusedAs } from './testing/serve.ts'

let kafka: ServedKafka
beforeEach(async () => {
  kafka = await serveKafka()
})
afterEach(() => kafka.server.close())

/** What each client calls itself, and how it reads numbers and a cancelled task. */
const clients = [
  ['huaweicloud-usdk-go/3.0', '1765307538503', '1', 'CANCELLED'],
  ['huaweicloud-usdk-java/3.0', 1765307538503, 1, 'CANCELLED'],
  ['huaweicloud-usdk-python/3.0', 1765307538503, 1, 'CANCELLED'],
  ['huaweicloud-usdk-nodejs/3.0', 1765307538503, 1, 'CANCELLED'],
  ['terraform-provider-huaweicloud golangsdk/2.0.0', 1765307538503, 1, 'FAILED'],
] as const

for (const [agent, startedAt, count, cancelled] of clients)
  test(`${agent}: is answered in a form that it cannot read`, async () => {
    const task = await kafka.stored(scaled)
    const other = await kafka.waiting(7)
    await kafka.stored(samples.cancelled.task, { id: id(8), service: 'dms', instance: kafkaInstance.id })
    const headers = { 'user-agent': agent }
    const progress = await kafka.ask({ path: `${kafka.tasks}/${task.id}/progress`, headers })
    assert.equal(progress.json.step_list[0].start_time, startedAt)
    assert.deepEqual([progress.json.progress_percentage, progress.json.remain_time], [40, 1124])
    const scheduled = await kafka.ask({ path: kafka.scheduledTasks, headers })
    assert.equal(scheduled.json.job_count, count)
    assert.equal(scheduled.json.jobs[0].id, other.id)
    const gone = await kafka.ask({ path: `${kafka.tasks}/${id(8)}`, headers })
    assert.deepEqual([gone.json.task_count, gone.json.tasks[0].status], ['1', cancelled])
  })

test('a task is shown otherwise than in the list, or not newest first', async () => {
  const older = await kafka.stored(bound.task)
  const newer = await kafka.stored(scaled)
  const { json } = await kafka.ask({ path: kafka.tasks })
  assert.equal(json.task_count, '2')
  assert.deepEqual(
    json.tasks.map((task: { id: string }) => task.id),
    [newer.id, older.id],
  )
  const one = await kafka.ask({ path: `${kafka.tasks}/${older.id}` })
  assert.deepEqual(one.json.tasks, [json.tasks[1]])
  assert.equal(one.json.tasks[0].user_name, older.submittedBy)
})

test('an exhausted page is no page, or the count promises what no page has', async () => {
  await kafka.stored(bound.task)
  for (const place of ['start=2', 'offset=1', 'start=999999999999']) {
    const { status, json } = await kafka.ask({ path: `${kafka.tasks}?${place}&limit=100` })
    assert.deepEqual([status, json], [200, { task_count: '1', tasks: [] }])
  }
  const before = await kafka.ask({ path: `${kafka.tasks}?end_time=20200615085552` })
  assert.deepEqual(before.json, { task_count: '0', tasks: [] })
  const within = await kafka.ask({ path: `${kafka.tasks}?begin_time=20200615085553&end_time=20200615085553` })
  assert.equal(within.json.task_count, '1')
})

test('paging leaves a task out while others are added', async () => {
  let added = 0
  const add = async () => {
    await kafka.stored(submitted(id(++added), scaling, added))
    return id(added)
  }
  const walk = fc.record({
    limit: fc.integer({ min: 1, max: 7 }),
    byStart: fc.boolean(),
    first: fc.nat(12),
    between: fc.array(fc.nat(3), { maxLength: 5 }),
  })
  await fc.assert(
    fc.asyncProperty(walk, async ({ limit, byStart, first, between }) => {
      for (let count = 0; count < first; count++) await add()
      const expected = Array.from({ length: added }, (_, index) => id(index + 1))
      const seen = new Set<string>()
      for (let page = 0, read = 0; ; page++) {
        const place = byStart ? `start=${read + 1}` : `offset=${read}`
        const { json } = await kafka.ask({ path: `${kafka.tasks}?limit=${limit}&${place}` })
        if (json.tasks.length === 0) break
        read += json.tasks.length
        assert.ok(read <= Number(json.task_count))
        for (const task of json.tasks) seen.add(task.id)
        for (let count = 0; count < (between[page] ?? 0); count++) await add()
      }
      assert.deepEqual(
        expected.filter(each => !seen.has(each)),
        [],
      )
    }),
    { numRuns: 15 },
  )
})

test('a record is deleted while its task goes on, or stays after it was', async () => {
  const running = await kafka.stored(scaled)
  assert.deepEqual(refusedAs(await kafka.ask({ method: 'DELETE', path: `${kafka.tasks}/${running.id}` })), [
    400,
    'DMS.00400017',
  ])
  const ended = await kafka.stored(bound.task)
  const deletion = {
    method: 'DELETE',
    path: `${kafka.tasks}/${ended.id}`,
    headers: { host: kafka.host },
  } as const
  const signed = kafka.server.sign(kafka.server.administrator, deletion)
  for (const sent of [await kafka.server.send(signed), await kafka.server.send(signed)]) {
    assert.deepEqual([sent.status, sent.json, sent.headers['content-type']], [204, null, undefined])
    assert.match(String(sent.headers['x-request-id']), /^[0-9a-f-]{36}$/)
  }
  assert.deepEqual(
    refusedAs(await kafka.ask(deletion)),
    [404, 'DMS.00404001'],
    'signed anew it finds nothing',
  )
  assert.equal((await kafka.ask({ path: kafka.tasks })).json.task_count, '1')
})

test('what is missing is not named, or what is of another project is shown', async () => {
  await kafka.stored(bound.task)
  const unknown = 'f'.repeat(32)
  assert.deepEqual(refusedAs(await kafka.ask({ path: `${kafka.tasks}/${unknown}` })), [404, 'DMS.00404001'])
  assert.deepEqual(refusedAs(await kafka.ask({ path: `${kafka.instances}/${unknown}/tasks` })), [
    404,
    'DMS.00404022',
  ])
  assert.deepEqual(refusedAs(await kafka.ask({ path: `${kafka.instances}/${unknown}` })), [
    404,
    'DMS.00404022',
  ])
  assert.deepEqual(refusedAs(await kafka.ask({ path: `${kafka.tasks}/t1` })), [400, 'DMS.00400070'])
  assert.deepEqual(refusedAs(await kafka.ask({ path: `${kafka.instances}/i1` })), [400, 'DMS.00400030'])
  const other = await kafka.server.keys.create({ project: 'b'.repeat(32), administrator: false })
  assert.deepEqual(refusedAs(await kafka.ask({ path: `${kafka.tasks}/${bound.task.id}` }, other)), [
    401,
    'DMS.10240104',
  ])
  for (const path of [`${kafka.tasks}/${bound.task.id}`, kafka.instance]) {
    const own = path.replace(kafka.server.project, other.project)
    assert.deepEqual(refusedAs(await kafka.ask({ path: own }, other)), [404, 'DMS.00404022'])
  }
})

test('a caller who cannot be told is let in', async () => {
  const nobody = await kafka.server.send({ path: kafka.tasks, headers: { host: kafka.host } })
  assert.deepEqual(refusedAs(nobody), [401, 'DMS.10240103'])
  const wrong = { ...kafka.server.administrator, secretKey: 'A'.repeat(40) }
  assert.deepEqual(refusedAs(await kafka.ask({ path: kafka.tasks }, wrong)), [401, 'APIGW.0301'])
})

test('the console and the native API show another answer than the service gives', async () => {
  const task = await kafka.stored(bound.task)
  const { json } = await kafka.server.ask({ path: `/v1/tasks/${task.id}/answer` })
  const real = await kafka.ask({ path: json.path })
  assert.deepEqual(
    [json.dialect, json.method, json.path, json.body],
    ['dms', 'GET', `${kafka.tasks}/${task.id}`, real.json],
  )
})

test('who has the view of a task is sent it again', async () => {
  const { id: one } = await kafka.stored(bound.task)
  for (const path of [`${kafka.tasks}/${one}`, `${kafka.tasks}/${one}/progress`]) {
    const { headers } = await kafka.ask({ path })
    const again = await kafka.ask({ path, headers: { 'if-none-match': String(headers['etag']) } })
    assert.deepEqual([again.status, again.json], [304, null])
  }
})

test('X-Language does not choose the language of a refusal', async () => {
  const refused = await kafka.ask({
    path: `${kafka.tasks}/${'f'.repeat(32)}`,
    headers: { 'x-language': 'zh-cn' },
  })
  assert.match(refused.json.error_msg, /任务 f+ 不存在/)
})
