import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AddedSubStep, TaskEvent } from './event.ts'
import type { Progress, SubStep, Task } from './task.ts'
import {
  after,
  ending,
  ended,
  failure,
  runningTask,
  stepStarted,
  stepSucceeded,
  words,
} from './testing/samples.ts'
import { transition } from './transition.ts'

const copying = after(runningTask(), [stepSucceeded('plan'), stepStarted('copy')])

const partStarted = (subStep: string, step = 'copy', epoch = 1): TaskEvent => ({
  type: 'subStepStarted',
  epoch,
  step,
  subStep,
})
const partSucceeded = (subStep: string, step = 'copy'): TaskEvent => ({
  type: 'subStepSucceeded',
  epoch: 1,
  step,
  subStep,
  output: `${subStep} is done`,
})
const reported = (progress: Partial<Progress>, subStep: string | null = null, step = 'copy'): TaskEvent => ({
  type: 'progressed',
  epoch: 1,
  reports: [{ step, subStep, progress }],
  predictedEndAt: 9000,
  predictedSteps: [{ step: 'copy', endAt: 9000 }],
})
const added = (subSteps: readonly AddedSubStep[], step = 'copy'): TaskEvent => ({
  type: 'subStepsAdded',
  epoch: 1,
  step,
  subSteps,
})
const part = (name: string, weight = 1, progress: Partial<Progress> = {}): AddedSubStep => ({
  name,
  title: words(name),
  weight,
  ...progress,
})

const copyOf = (task: Task) => task.steps[1]!
const partOf = (task: Task, name: string): SubStep =>
  copyOf(task).subSteps.find(found => found.name === name)!
const refuses = (task: Task, event: TaskEvent, why: RegExp): void =>
  assert.throws(() => transition(task, event, 3000), { code: 'conflict', message: why })

test('a step is begun before its turn, or is not one of the task', () => {
  refuses(runningTask(), stepStarted('copy'), /a step before copy has not succeeded/)
  refuses(runningTask(), stepStarted('no such'), /no step no such/)
})

test('a finished step is begun or finished again', () => {
  refuses(copying, stepStarted('plan'), /plan is succeeded/)
  refuses(copying, stepSucceeded('plan'), /plan is succeeded/)
})

test('a step that has not begun reports, saves, is planned or finished', () => {
  for (const event of [
    reported({ done: 1 }, null, 'switch'),
    { type: 'checkpointSaved', epoch: 1, step: 'switch', value: 1 } as const,
    added([part('c')], 'switch'),
    partStarted('a', 'switch'),
    stepSucceeded('switch'),
  ])
    refuses(copying, event, /switch is waiting/)
})

test('a worker dies within a step: begun again, it keeps its start and checkpoint, but no rate', () => {
  const dead = after(copying, [
    partStarted('a'),
    reported({ done: 5, total: 10, ratePerSecond: 3 }),
    reported({ done: 5, total: 10, ratePerSecond: 3 }, 'a'),
    { type: 'checkpointSaved', epoch: 1, step: 'copy', value: 'cursor 5' },
    { type: 'workerLost', worker: 'w1', cause: 'server_ended', blame: 'none' },
  ])
  assert.deepEqual([dead.predictedEndAt, dead.predictedSteps], [null, []])
  const again = after(
    dead,
    [{ type: 'claimed', worker: 'w2' }, stepStarted('copy', 2), partStarted('a', 'copy', 2)],
    8000,
  )
  for (const { startedAt, done, ratePerSecond } of [copyOf(again), partOf(again, 'a')])
    assert.deepEqual([startedAt, done, ratePerSecond], [2000, 5, null])
  assert.equal(copyOf(again).checkpoint, 'cursor 5')
})

test('a sub-step runs once: it keeps its output and is not begun again', () => {
  const task = after(copying, [partStarted('a'), reported({ done: 3, total: 4 }, 'a'), partSucceeded('a')])
  assert.deepEqual(
    [partOf(task, 'a').output, partOf(task, 'a').done, partOf(task, 'a').endedAt],
    ['a is done', 4, 2000],
  )
  refuses(task, partStarted('a'), /sub-step a has succeeded/)
  refuses(task, partSucceeded('a'), /sub-step a is succeeded/)
  refuses(task, reported({ done: 9 }, 'a'), /sub-step a is succeeded/)
})

test('a sub-step that nobody knows, or that has not begun', () => {
  refuses(copying, partStarted('c'), /copy has no sub-step c/)
  refuses(copying, partSucceeded('c'), /copy has no sub-step c/)
  refuses(copying, partSucceeded('b'), /sub-step b is waiting/)
  refuses(copying, reported({ done: 1 }, 'b'), /sub-step b is waiting/)
})

test('a step succeeds: parts that run are done, parts that never began were not needed', () => {
  const task = after(copying, [partStarted('a'), stepSucceeded('copy')])
  assert.deepEqual(
    copyOf(task).subSteps.map(({ status, endedAt }) => [status, endedAt]),
    [
      ['succeeded', 2000],
      ['skipped', null],
    ],
  )
})

test('planning runs twice: parts that are there stay, and nothing is written', () => {
  const planned = after(copying, [added([part('c', 2, { total: 7 }), part('a')])])
  assert.deepEqual(
    copyOf(planned).subSteps.map(({ name, weight, total, done }) => [name, weight, total, done]),
    [
      ['a', 1, null, null],
      ['b', 3, null, null],
      ['c', 2, 7, null],
    ],
  )
  assert.equal(transition(planned, added([part('c', 5)]), 3000), planned)
})

test('planning adds a part that can not be reckoned with', () => {
  for (const weight of [0, -1, NaN, Infinity]) refuses(copying, added([part('c', weight)]), /not positive/)
  refuses(copying, added([part('c'), part('c')]), /one name/)
})

test('the attempt fails: what runs has failed with it, what is done stays, what waits still waits', () => {
  const failed = after(copying, [
    partStarted('a'),
    partSucceeded('a'),
    partStarted('b'),
    { type: 'ending', epoch: 1, status: 'failed', failure: failure('DCS.1001', 'copy'), retryAt: null },
  ])
  assert.deepEqual(
    failed.steps.map(({ status }) => status),
    ['succeeded', 'failed', 'waiting'],
  )
  assert.deepEqual([partOf(failed, 'a').status, partOf(failed, 'b').status], ['succeeded', 'failed'])
  assert.deepEqual(partOf(failed, 'b').failure, failure('DCS.1001', 'copy'))
})

test('a retry after a cancel whose undo failed reopens what the cancel had stopped', () => {
  const stopped = after(copying, [
    { type: 'cancelRequested' },
    partStarted('a'),
    {
      type: 'effectIntended',
      title: { 'en-us': 'Effect', 'zh-cn': '影响' },
      epoch: 1,
      name: 'pause',
      key: '',
      lives: 'attempt',
      input: null,
    },
    ending('cancelled'),
    { type: 'effectUndoFailed', epoch: 1, name: 'pause', key: '', failure: failure('STW.0007') },
    ended(),
  ])
  assert.deepEqual(
    [stopped.status, copyOf(stopped).status, partOf(stopped, 'a').status],
    ['failed', 'cancelled', 'cancelled'],
  )
  const again = after(stopped, [{ type: 'released' }, { type: 'retryRequested' }])
  assert.deepEqual(
    [copyOf(again).status, partOf(again, 'a').status, again.cancelRequestedAt],
    ['waiting', 'waiting', null],
  )
})

test('a recipe reports what is no number: it is unknown, and the percent holds', () => {
  const half = after(copying, [reported({ done: 5, total: 10, unit: 'keys' }), partStarted('a')])
  const odd = after(half, [
    reported({ done: NaN, total: Infinity, ratePerSecond: -Infinity }),
    reported({ done: NaN, total: 0 }, 'a'),
  ])
  const { done, total, ratePerSecond, unit } = copyOf(odd)
  assert.deepEqual([done, total, ratePerSecond, unit, odd.percent], [null, null, null, 'keys', half.percent])
})

test('a recipe reports what it must not: the status of its step', () => {
  const cheating = { done: 1, total: undefined, status: 'succeeded' } as unknown as Partial<Progress>
  const task = after(copying, [reported({ total: 10 }), reported(cheating)])
  assert.deepEqual([copyOf(task).status, copyOf(task).done, copyOf(task).total], ['running', 1, 10])
})
