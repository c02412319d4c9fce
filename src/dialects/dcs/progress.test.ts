import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Task } from '../../core/task.ts'
import { sampleContext } from '../sample-context.ts'
import { samples, samplesShownAt } from '../samples.ts'
import { wireDetail } from './detail.ts'
import { progressDocument } from './progress.ts'

const context = sampleContext()

const words = (task: Task) =>
  progressDocument(task, context).step_details.map(step => [
    step.step_status,
    step.error_code,
    ...step.sub_step_details.map(part => part.sub_step_status),
  ])

test('a task that waits has no times and nothing known of what remains', () => {
  const document = progressDocument(samples.waiting.task, context)
  assert.equal(document.progress, 0)
  assert.equal(document.remain_time, null)
  assert.deepEqual(words(samples.waiting.task), [
    ['WAITING', '', 'WAITING', 'WAITING'],
    ['WAITING', ''],
  ])
  assert.equal(document.step_details[0]?.begin_time, null)
})

test('times are not in the documented form', () => {
  const [check] = progressDocument(samples.half.task, context).step_details
  assert.equal(check?.begin_time, '2022-09-01T11:52:24.000Z')
  assert.equal(check?.end_time, '2022-09-01T11:52:29.000Z')
})

test('a failed step names its code, a cancelled one says that it was cancelled', () => {
  assert.deepEqual(words(samples.oneStepFailed.task)[1], ['FAILED', 'DCS.1014', 'FINISH', 'WAITING'])
  assert.deepEqual(words(samples.cancelled.task)[1], ['FAILED', 'STW.0001', 'FINISH', 'WAITING'])
  assert.deepEqual(words(samples.done.task)[1], ['FINISH', '', 'FINISH', 'FINISH'])
})

test('what has ended needs no more time, what has not always some', () => {
  const remaining = (task: Task, now: number) => progressDocument(task, { ...context, now }).remain_time
  assert.equal(remaining(samples.done.task, samplesShownAt), 0)
  assert.equal(remaining(samples.oneStepFailed.task, samplesShownAt), 0)
  assert.equal(remaining(samples.half.task, samplesShownAt), 100)
  assert.equal(
    remaining(samples.half.task, samplesShownAt + 1e9),
    1,
    'the prediction has passed, the task runs on',
  )
  assert.equal(
    remaining(samples.enormous.task, samplesShownAt),
    2 ** 31 - 1,
    'no more than Go and Java can read',
  )
})

test('a paused step is shown as being executed', () => {
  assert.deepEqual(words({ ...samples.half.task, status: 'paused' })[1], ['WAITING', '', 'FINISH', 'WAITING'])
})

test('ids of steps change between two reads, or are shared by two steps', () => {
  const ids = (task: Task) =>
    progressDocument(task, context).step_details.flatMap(step => [
      step.step_id,
      ...step.sub_step_details.map(part => part.sub_step_id),
    ])
  assert.deepEqual(ids(samples.half.task), ids(samples.done.task))
  assert.equal(new Set(ids(samples.enormous.task)).size, ids(samples.enormous.task).length)
})

test('a detail is written as the example has it', () => {
  const detail = { nodeId: 'a1', slotRange: [[0, 1] as const, [5, 9] as const], keys: 12 }
  assert.equal(wireDetail(detail, 'en-us'), '{node_id:a1,slot_range:[[0 1] [5 9]],keys:12}')
  assert.equal(wireDetail({ slotRange: [] }, 'en-us'), '{slot_range:[]}')
  assert.equal(
    wireDetail({ incrementalMigration: { 'en-us': 'to start', 'zh-cn': '待开始' } }, 'zh-cn'),
    '{inc_migration:待开始}',
  )
})
