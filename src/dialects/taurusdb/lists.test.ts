import fc from 'fast-check'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { languages } from '../../core/words.ts'
import { problemsOf } from '../check.ts'
import type { Question } from '../question.ts'
import type { TaskRecord } from '../record-exchanges.ts'
import type { Route } from '../route.ts'
import { sampleContext } from '../sample-context.ts'
import { samples, samplesShownAt } from '../samples.ts'
import { projectPath, routeOf, sampleRequest } from './testing/sample-request.ts'
import { recordOf, taurusInstance, waitingRestore } from './testing/sample-task.ts'

type List = Route<'taskRecords'>
const immediate = routeOf<'taskRecords'>('ListImmediateJobs')
const scheduled = routeOf<'taskRecords'>('ListScheduleJobs')
const existing = routeOf<'taskRecords'>('CheckScheduleTaskExist')

const { id: instance } = taurusInstance
const context = sampleContext()

const ask = (route: List, query: { readonly [name: string]: string | number } = {}) =>
  route.parse(
    sampleRequest({
      path: projectPath,
      query: Object.entries(query).map(([name, value]) => [name, String(value)] as const),
    }),
  )
const askExisting = (body: unknown) => existing.parse(sampleRequest({ body }))

for (const route of [immediate, scheduled, existing])
  for (const language of languages)
    test(`${route.id}: a sample task is not shown in ${language} as the document says`, () => {
      for (const [name, { task, instance: of }] of Object.entries(samples)) {
        const answer = { records: [recordOf(task, of)], total: 1 }
        const { status, body } = route.render(answer, { ...context, language })
        assert.equal(status, 200)
        assert.deepEqual(problemsOf(route.answers[200]!.schema, body), [], name)
        assert.doesNotMatch(JSON.stringify(body), /undefined|\[object|NaN|sealed/, name)
      }
    })

test('an answer has two lists, or none where nothing is found, so that Terraform pages by the wrong one', () => {
  for (const route of [immediate, scheduled]) {
    const { body } = route.render({ records: [], total: 0 }, context)
    assert.deepEqual(
      Object.values(body as object).filter(value => Array.isArray(value)),
      [[]],
    )
  }
})

test('a job is not told as it is', () => {
  const rowOf = (record: TaskRecord, language: 'en-us' | 'zh-cn' = 'en-us') => {
    const { body } = immediate.render({ records: [record], total: 1 }, { ...context, language })
    return (body as { readonly jobs: readonly { readonly [name: string]: unknown }[] }).jobs[0]!
  }
  const running = rowOf(recordOf(samples.half.task))
  assert.deepEqual([running['status'], running['process'], running['ended_time']], ['Running', '30%', null])
  assert.deepEqual([running['instance_status'], running['fail_reason']], ['normal', ''])
  const failed = recordOf(samples.oneStepFailed.task)
  assert.deepEqual([rowOf(failed)['status'], rowOf(failed)['process']], ['Failed', ''])
  assert.equal(
    rowOf(failed)['fail_reason'],
    'The target 10.0.0.7:6379 is out of memory. Give it more memory and try again.',
  )
  assert.match(String(rowOf(failed, 'zh-cn')['fail_reason']), /内存不足/)
  assert.equal(rowOf(recordOf(samples.done.task, null))['instance_status'], 'deleted')
  const left = { ...samples.oneStepFailed.task, locked: true }
  assert.equal(rowOf(recordOf(left))['instance_status'], 'abnormal')
  assert.deepEqual(
    [running['show_detail'], rowOf(recordOf(waitingRestore()))['show_detail']],
    [false, true],
    'what ShowTaskDetails shows',
  )
})

test('a scheduled task does not say when it is to begin, or with what', () => {
  const dueAt = samplesShownAt + 3_600_000
  const waiting = waitingRestore({ dueAt, requestedDueAt: dueAt })
  const { body } = scheduled.render({ records: [recordOf(waiting)], total: 1 }, context)
  const [row] = (body as { readonly schedules: readonly { readonly [name: string]: unknown }[] }).schedules
  assert.equal(row?.['start_time'], '2022-09-01T12:54:30+0000')
  assert.deepEqual(row?.['target_config'], { backup: '3f1cbr07', tables: '["a","b"]' })
  const found = existing.render(
    { records: [recordOf({ ...waiting, locked: true, status: 'failed' })], total: 1 },
    context,
  )
  const { exist, scheduled_tasks: tasks } = found.body as {
    readonly exist: boolean
    readonly scheduled_tasks: readonly { readonly [name: string]: unknown }[]
  }
  assert.deepEqual(
    [exist, tasks[0]?.['start_time'], tasks[0]?.['task_status'], tasks[0]?.['instance_status']],
    [true, dueAt, 'FAIL', 'FAILED'],
  )
})

test('a filter is read as another one', () => {
  const both = { service: 'taurusdb', isScheduled: false, offset: 0, limit: 10 }
  assert.deepEqual(ask(immediate), both)
  assert.deepEqual(
    ask(immediate, {
      status: 'Pending',
      job_name: 'RestoreTableTaurus',
      job_id: 'j',
      start_time: '2018-08-06T10:41:14+0800',
      end_time: '2018-08-06T02:41:14Z',
      offset: 3,
      limit: 20,
      what_nobody_documents: 'x',
    }),
    {
      ...both,
      statuses: ['pending', 'paused'],
      jobName: 'RestoreTableTaurus',
      id: 'j',
      createdFrom: 1_533_523_274_000,
      createdTo: 1_533_523_274_999,
      offset: 40,
      limit: 20,
    },
  )
  assert.deepEqual(ask(immediate, { status: 'Unauthorized' }).statuses, [])
  assert.deepEqual(ask(immediate, { status: '', job_name: '', limit: '' }), both, 'what is empty is none')
  assert.deepEqual(ask(scheduled, { instance_id: instance }), {
    instanceOnlyNarrows: true,
    service: 'taurusdb',
    isScheduled: true,
    instance,
    offset: 0,
    limit: 100,
  })
  assert.equal('instance' in ask(scheduled), false)
})

test('what no page of a list can be is asked for', () => {
  const refused = { code: 'invalid_request' }
  for (const query of [
    { offset: 0 },
    { offset: -1 },
    { limit: 0 },
    { limit: 51 },
    { limit: 'ten' },
    { offset: 1.5 },
  ])
    assert.throws(() => ask(immediate, query), refused, JSON.stringify(query))
  for (const query of [
    { offset: -1 },
    { limit: 0 },
    { limit: 101 },
    { offset: 2 ** 31 },
    { instance_id: 'x' },
  ])
    assert.throws(() => ask(scheduled, query), refused, JSON.stringify(query))
  for (const query of [{ status: 'running' }, { start_time: 'now' }])
    for (const route of [immediate, scheduled]) assert.throws(() => ask(route, query), refused)
})

test('whether a scheduled task exists is asked of what has ended, or of a proxy', () => {
  const { statuses, ...question } = askExisting({ schedule_type: 'VERSION_UPGRADE', proxy_id: null })
  assert.deepEqual(question, {
    service: 'taurusdb',
    instance,
    jobName: 'VERSION_UPGRADE',
    isScheduled: true,
    offset: 0,
    limit: 100,
  })
  assert.deepEqual(statuses, ['pending', 'running', 'paused'])
  assert.deepEqual(askExisting({ schedule_type: 'VERSION_UPGRADE', proxy_id: 'p' }).statuses, [])
  for (const body of [undefined, {}, { schedule_type: 'RestoreTableTaurus' }, { schedule_type: '' }])
    assert.throws(() => askExisting(body), { code: 'invalid_request' })
})

/** What the store gives for a question, of records that are numbers. */
const page = <Item>(items: readonly Item[], { offset, limit }: Question<'taskRecords'>): readonly Item[] =>
  items.slice(offset, offset + limit)

const counts = fc.integer({ min: 0, max: 260 })

test('who counts pages of instant tasks until one is not full misses some, or gets one twice', () => {
  fc.assert(
    fc.property(counts, fc.integer({ min: 1, max: 50 }), (count, limit) => {
      const all = Array.from({ length: count }, (_, index) => index)
      const got: number[] = []
      for (let number = 1, last = limit; last === limit; number++) {
        const some = page(all, ask(immediate, { offset: number, limit }))
        got.push(...some)
        last = some.length
      }
      assert.deepEqual(got, all)
    }),
  )
})

test('who asks for scheduled tasks behind those received until a page is empty misses some, or gets one twice', () => {
  fc.assert(
    fc.property(counts, fc.integer({ min: 1, max: 100 }), (count, limit) => {
      const all = Array.from({ length: count }, (_, index) => index)
      const got: number[] = []
      for (let some = all; some.length > 0;) {
        some = [...page(all, ask(scheduled, { offset: got.length, limit }))]
        got.push(...some)
      }
      assert.deepEqual(got, all)
    }),
  )
})
