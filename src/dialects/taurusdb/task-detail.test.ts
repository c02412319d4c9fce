import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Task } from '../../core/task.ts'
import { sampleContext } from '../sample-context.ts'
import { samples, samplesShownAt } from '../samples.ts'
import { taskDetail } from './task-detail.ts'
import { recordOf } from './testing/sample-task.ts'

const detail = (task: Task, now = samplesShownAt) => taskDetail(recordOf(task, null), sampleContext({ now }))
const statuses = (task: Task) => {
  const { status, sub_task_list: parts } = detail(task)
  return [status, ...parts.map(part => part.status)]
}
const remaining = (task: Task, now?: number) =>
  detail(task, now).sub_task_list.map(part => part.remaining_time)

test('a failed or cancelled task is told as completed, or as one that still runs', () => {
  assert.deepEqual(statuses(samples.waiting.task), ['Pending', 'Pending', 'Pending'])
  assert.deepEqual(statuses(samples.half.task), ['Running', 'Completed', 'Running'])
  assert.deepEqual(statuses(samples.oneStepFailed.task), ['Failed', 'Completed', 'Failed'])
  assert.deepEqual(statuses(samples.cancelled.task), ['Canceled', 'Completed', 'Canceled'])
  assert.deepEqual(statuses(samples.done.task), ['Completed', 'Completed', 'Completed'])
  assert.deepEqual(
    statuses(samples.paused.task),
    ['Pending', 'Completed', 'Pending'],
    'it is not being executed',
  )
})

test('a step is at 100 before it is done, or done below', () => {
  const percents = (task: Task) => detail(task).sub_task_list.map(part => part.percent)
  assert.deepEqual(percents(samples.half.task), ['100', '22'])
  assert.deepEqual(percents(samples.waiting.task), ['0', '0'])
  assert.deepEqual(percents(samples.done.task), ['100', '100'])
  const [check, migrate] = samples.half.task.steps
  const almost = { ...migrate!, subSteps: [], done: 9999, total: 9999 }
  const skipped = { ...migrate!, status: 'skipped' } as const
  const withLast = (last: typeof migrate): Task => ({ ...samples.half.task, steps: [check!, last!] })
  assert.deepEqual(percents(withLast(almost)), ['100', '99'])
  assert.deepEqual(
    [percents(withLast(skipped)), statuses(withLast(skipped))[2]],
    [['100', '100'], 'Completed'],
  )
})

test('steps together need another time than the task', () => {
  const { half, waiting, done, enormous } = samples
  assert.deepEqual(remaining(half.task), ['0', '100'])
  assert.deepEqual(remaining(half.task, samplesShownAt + 1e9), ['0', '1'], 'its prediction has passed')
  assert.deepEqual(remaining(waiting.task), [null, null])
  assert.deepEqual(remaining(done.task), ['0', '0'])
  assert.deepEqual(remaining(enormous.task), ['0', String(2 ** 31 - 1)], 'what a 32 bit integer holds')
  const [check, migrate] = half.task.steps
  const open = (status: 'waiting' | 'running', endAt: number, name: string) => ({
    step: { ...migrate!, status, name },
    predicted: { step: name, endAt },
  })
  const first = open('running', samplesShownAt + 40_000, 'first')
  const second = open('waiting', samplesShownAt + 100_000, 'second')
  const both = {
    ...half.task,
    steps: [check!, first.step, second.step],
    predictedSteps: [first.predicted, second.predicted],
  }
  assert.deepEqual(remaining(both), ['0', '40', '60'], 'the one that waits begins when the other ends')
})

test('the name of an instance that is gone is no text', () => {
  assert.equal(detail(samples.done.task).instance_name, '')
})
