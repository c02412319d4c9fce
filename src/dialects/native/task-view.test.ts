import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Value } from 'typebox/value'
import { sampleContext } from '../sample-context.ts'
import { samples, samplesShownAt } from '../samples.ts'
import type { SeenTask } from '../view.ts'
import { taskSchema } from './schema.ts'
import { taskView } from './task-view.ts'

const context = sampleContext({ language: 'zh-cn' })
const view = (seen: SeenTask) => taskView(seen, context)

test('something is shown that the schema does not document', () => {
  for (const seen of Object.values(samples)) {
    const shown = view(seen)
    assert.deepEqual(Value.Clean(taskSchema, structuredClone(shown)), shown)
  }
})

test('a half done task tells how far it is, in the language asked for', () => {
  const shown = view(samples.half)
  assert.equal(shown.percent, 30)
  assert.equal(shown.remainingSeconds, 100)
  assert.equal(shown.statusText, '执行中')
  assert.deepEqual(shown.instance, { id: samples.half.task.instance, name: 'orders', isRegistered: true })
  const [check, migrate] = shown.steps
  assert.deepEqual([check?.percent, check?.title, check?.subSteps.length], [100, '前置检查', 2])
  assert.deepEqual([migrate?.percent, migrate?.done, migrate?.ratePerSecond], [22, 1000, 35])
  assert.deepEqual(migrate?.subSteps[1]?.detail, {
    nodeId: '5b70f440ccc94789b34a5c98c2ba05ea',
    slotRange: [[5461, 10921]],
    fullMigration: '待开始',
    incrementalMigration: '待开始',
  })
})

test('a failure is shown without what a person can do about it', () => {
  const { failure, steps, attempts, effects } = view(samples.oneStepFailed)
  assert.deepEqual(failure, {
    code: 'DCS.1014',
    message: '目标 10.0.0.7:6379 内存不足。',
    remedy: '请扩容后重试。',
    step: 'migrate',
  })
  assert.deepEqual(steps[1]?.failure, failure)
  assert.deepEqual(attempts[0]?.failure, failure)
  assert.deepEqual(effects, [
    { name: 'throttle', key: '', title: '限速', lives: 'attempt', status: 'undone' },
  ])
})

test('what a task that did not succeed has left is not told, or told as long as it may still', () => {
  const leaving = ({ task, ...seen }: SeenTask): SeenTask => {
    const leaves = { 'en-us': 'copied keys', 'zh-cn': '已复制的key' }
    return { ...seen, task: { ...task, steps: task.steps.map(step => ({ ...step, leaves })) } }
  }
  const left = (seen: SeenTask) => view(leaving(seen)).leaves
  assert.deepEqual(left(samples.cancelled).slice(0, 1), ['已复制的key'])
  assert.deepEqual(left(samples.oneStepFailed).slice(0, 1), ['已复制的key'])
  for (const seen of [samples.half, samples.done]) assert.deepEqual(left(seen), [])
})

test('a task that is on its way to an end is shown as plainly running', () => {
  assert.equal(view(samples.cancelling).statusText, '正在取消')
  assert.equal(view(samples.cleaningUp).statusText, '正在清理')
  assert.equal(view(samples.cancelled).statusText, '已取消')
})

test('an instance that is gone has lost its name or seems to be there, or what has ended needs no time', () => {
  const shown = view(samples.done)
  assert.deepEqual([shown.instance.name, shown.instance.isRegistered], ['orders', false])
  assert.deepEqual([shown.percent, shown.remainingSeconds, shown.predictedEndAt], [100, 0, null])
})

test('a prediction beyond all dates cannot be shown', () => {
  assert.equal(view(samples.enormous).predictedEndAt, '9999-12-31T23:59:59.999Z')
})

test('a step that has ended is foretold, or one that waits does not begin when the one before it ends', () => {
  const seen = samples.started
  const end = samplesShownAt + 60_000
  const predictedSteps = [
    { step: 'check', endAt: end },
    { step: 'migrate', endAt: end + 1e15 },
  ]
  const foretold = (task: SeenTask['task']) =>
    view({ ...seen, task: { ...task, predictedSteps } }).steps.map(step => [
      step.predictedStartAt,
      step.predictedEndAt,
    ])
  const at = new Date(end).toISOString()
  const furthest = '9999-12-31T23:59:59.999Z'
  assert.deepEqual(foretold(seen.task), [
    [null, at],
    [at, furthest],
  ])
  assert.deepEqual(foretold(samples.half.task), [
    [null, null],
    [null, furthest],
  ])
  const none = view({ ...seen, task: { ...seen.task, predictedSteps: [] } })
  assert.deepEqual(none.steps[1]?.predictedStartAt, null)
})

test('an instance whose name nobody knows any more is called something', () => {
  const { task } = samples.half
  const shown = view({ ...samples.half, instance: null, task: { ...task, instanceNames: {} } })
  assert.deepEqual(shown.instance, { id: task.instance, name: null, isRegistered: false })
})

test('a lost connection does not say to what', () => {
  const { task } = samples.stalled
  const about = { 'en-us': 'the target 10.0.0.7:6379', 'zh-cn': '目标 10.0.0.7:6379' }
  const stall = { ...task.stall!, reason: 'connection_lost', about } as const
  assert.match(
    view({ ...samples.stalled, task: { ...task, stall } }).stall!.reasonText,
    /目标 10\.0\.0\.7:6379/,
  )
})

test('who gave a task another time, and why, is not told', () => {
  const rescheduled = { by: 'STWLAAAAAAAAAAAAAAAA', at: samplesShownAt, reason: 'too early' }
  const shown = view({ ...samples.delayed, rescheduled }).rescheduled
  assert.deepEqual(shown, { ...rescheduled, byName: 'lin', at: new Date(samplesShownAt).toISOString() })
})
