import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isDue } from './due.ts'
import type { TaskEvent } from './event.ts'
import { defineOperation } from './operation.ts'
import { createTask } from './submission.ts'
import type { Task } from './task.ts'
import {
  after,
  applied,
  claimed,
  ended,
  ending,
  failedTask,
  failure,
  instance,
  intended,
  pendingTask,
  runningTask,
  stepStarted,
  stepSucceeded,
  submission,
  undoFailed,
  undone,
  words,
} from './testing/samples.ts'
import { transition } from './transition.ts'

const refuses = (task: Task, event: TaskEvent, code: string, why?: RegExp): void =>
  assert.throws(() => transition(task, event, 3000), { code, ...(why === undefined ? {} : { message: why }) })

/** The steps have failed, and the next attempt begins by itself at 9000. */
const endingToRetry = (epoch = 1): TaskEvent => ({
  type: 'ending',
  epoch,
  status: 'failed',
  failure: failure(),
  retryAt: 9000,
})
const claimedAgain: TaskEvent = { type: 'claimed', worker: 'w2' }

test('a failure that may pass: the attempt is undone and told, the next waits with the instance in its hands', () => {
  const working = after(runningTask(), [
    intended('throttle', 'attempt'),
    intended('staging', 'task'),
    applied('staging'),
    { type: 'checkpointSaved', epoch: 1, step: 'plan', value: 7 },
  ])
  const undoing = after(working, [endingToRetry()])
  refuses(undoing, ended(), 'conflict', /still in place/)
  const task = after(undoing, [undone('throttle'), ended()], 2500)
  assert.deepEqual(
    [task.status, task.attempt, task.resumeAt, task.locked, task.retries, task.failure],
    ['running', 2, 9000, true, 1, null],
  )
  assert.deepEqual(task.attempts, [
    { number: 1, status: 'failed', startedAt: 2000, endedAt: 2500, failure: failure() },
  ])
  assert.deepEqual([task.steps[0]?.status, task.steps[0]?.checkpoint], ['waiting', 7])
  assert.deepEqual([task.effects[1]?.status, task.effectsExpireAt], ['applied', null])
  assert.deepEqual([isDue(task, 8999), isDue(task, 9000)], [false, true])
  const on = after(task, [claimedAgain, stepStarted('plan', 2)], 9000)
  assert.deepEqual([on.resumeAt, on.retries, on.epoch], [null, 1, 2])
  assert.equal(after(on, [stepSucceeded('plan', 2)]).retries, 0, 'the next step has tries of its own')
})

test('only a failure is tried again', () => {
  const odd = { type: 'ending', epoch: 1, status: 'cancelled', failure: null, retryAt: 1 } as const
  refuses(runningTask(), odd, 'conflict', /only a failed attempt/)
})

test('an undo that fails is not followed by another attempt', () => {
  const stuck = after(runningTask(), [
    intended('pause', 'attempt'),
    endingToRetry(),
    undoFailed('pause'),
    ended(),
  ])
  assert.deepEqual([stuck.status, stuck.locked, stuck.resumeAt], ['failed', true, null])
})

test('a cancel while the next attempt waits, or is still to come, does not wait for it', () => {
  const cancelRequested: TaskEvent = { type: 'cancelRequested' }
  const waiting = after(runningTask(), [endingToRetry(), ended(), cancelRequested])
  assert.deepEqual([waiting.status, waiting.resumeAt, isDue(waiting, 2000)], ['running', null, true])
  const undoing = after(runningTask(), [endingToRetry(), cancelRequested, ended()])
  assert.deepEqual([undoing.cancelRequestedAt, isDue(undoing, 2000)], [2000, true])
  const over = after(undoing, [claimedAgain, ending('cancelled', 2), ended(2)])
  assert.deepEqual(
    over.attempts.map(({ status }) => status),
    ['failed', 'cancelled'],
  )
})

test('a retry of the next attempt by a person begins to count anew', () => {
  const twice = after(runningTask(), [
    endingToRetry(),
    ended(),
    { type: 'pauseRequested', limit: null },
    { type: 'resumed' },
    claimedAgain,
    ending('failed', 2),
    ended(2),
  ])
  assert.deepEqual([twice.status, twice.retries], ['failed', 1])
  assert.equal(after(twice, [{ type: 'retryRequested' }]).retries, 0)
})

const optional = defineOperation({
  name: 'redis.optional',
  version: 1,
  service: 'dcs',
  title: words('Optional'),
  input: {},
})
  .step('plan', { title: words('Plan'), run: async () => null })
  .step('warm', {
    title: words('Warm'),
    skippable: true,
    subSteps: [
      { name: 'a', title: words('A') },
      { name: 'b', title: words('B') },
    ],
    run: async () => null,
  })
  .step('open', { title: words('Open'), run: async () => null })

test('a step that failed and may be left out is skipped, and the task goes on behind it', () => {
  const failed = after(createTask('task-1', optional, instance(), submission(), 1000), [
    claimed,
    stepStarted('plan'),
    stepSucceeded('plan'),
    stepStarted('warm'),
    { type: 'subStepStarted', epoch: 1, step: 'warm', subStep: 'a' },
    { type: 'subStepSucceeded', epoch: 1, step: 'warm', subStep: 'a', output: 1 },
    { type: 'subStepStarted', epoch: 1, step: 'warm', subStep: 'b' },
    ending('failed'),
    ended(),
  ])
  const task = after(failed, [{ type: 'skipRequested' }])
  assert.deepEqual([task.status, task.attempt, task.locked], ['running', 2, true])
  const [, warm] = task.steps
  assert.deepEqual([warm?.status, warm?.output, warm?.failure], ['skipped', null, null])
  assert.deepEqual(
    warm?.subSteps.map(({ status }) => status),
    ['succeeded', 'skipped'],
  )
  const done = after(task, [
    claimedAgain,
    stepStarted('open', 2),
    stepSucceeded('open', 2),
    ending('succeeded', 2),
    ended(2),
  ])
  assert.deepEqual([done.status, done.percent], ['succeeded', 100])
})

test('a step is skipped that the operation cannot do without, or that has not failed', () => {
  const skipRequested: TaskEvent = { type: 'skipRequested' }
  for (const task of [failedTask(), runningTask(), pendingTask()])
    refuses(task, skipRequested, 'task_not_skippable')
})

test('a failed task that keeps something for a retry is given up: it is cleaned up now, not in a day', () => {
  const failed = failedTask([['staging', 'task']])
  const given = after(failed, [{ type: 'cancelRequested' }], 5000)
  assert.deepEqual([given.status, given.effectsExpireAt, isDue(given, 5000)], ['failed', 5000, true])
  assert.equal(transition(given, { type: 'cancelRequested' }, 6000), given)
})

test('a retry is refused once what was kept for it is undone: what has succeeded may have lost its ground', () => {
  const failed = failedTask([['staging', 'task']])
  const cleaned = after(
    failed,
    [{ type: 'cancelRequested' }, claimedAgain, undone('staging', 2), ended(2)],
    5000,
  )
  assert.deepEqual([cleaned.status, cleaned.locked, cleaned.givenUpAt], ['failed', false, 5000])
  refuses(cleaned, { type: 'retryRequested' }, 'task_not_retryable')
  refuses(cleaned, { type: 'skipRequested' }, 'task_not_skippable')
})

test('a task that is over is deleted, and nothing can be done to it any more', () => {
  const task = after(failedTask(), [{ type: 'deleted' }], 5000)
  assert.equal(task.deletedAt, 5000)
  refuses(task, { type: 'retryRequested' }, 'task_not_found')
})

test('a task is deleted that is not over, or has left something', () => {
  const stuck = after(runningTask(), [
    intended('pause', 'attempt'),
    ending('failed'),
    undoFailed('pause'),
    ended(),
  ])
  for (const task of [pendingTask(), runningTask(), failedTask([['staging', 'task']]), stuck])
    refuses(task, { type: 'deleted' }, 'task_not_deletable')
})

test('a task that has not begun is given another time', () => {
  const later = after(pendingTask(), [{ type: 'rescheduled', dueAt: 9000 }])
  assert.deepEqual([later.dueAt, isDue(later, 8999), isDue(later, 9000)], [9000, false, true])
  assert.equal(transition(later, { type: 'rescheduled', dueAt: 9000 }, 3000), later)
  refuses(runningTask(), { type: 'rescheduled', dueAt: 9000 }, 'task_not_reschedulable')
})
