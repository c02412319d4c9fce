import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TaskEvent } from './event.ts'
import type { Task } from './task.ts'
import {
  after,
  claimed,
  ended,
  ending,
  failedTask,
  failure,
  intended,
  pendingTask,
  runningTask,
  stepStarted,
  stepSucceeded,
  undone,
  undoFailed,
  words,
} from './testing/samples.ts'
import { isDue } from './due.ts'
import { transition } from './transition.ts'

const refuses = (task: Task, event: TaskEvent, code: string, why?: RegExp): void =>
  assert.throws(() => transition(task, event, 3000), { code, ...(why === undefined ? {} : { message: why }) })

const cancelRequested: TaskEvent = { type: 'cancelRequested' }
const retryRequested: TaskEvent = { type: 'retryRequested' }
const released: TaskEvent = { type: 'released' }

const allSteps = ['plan', 'copy', 'switch'].flatMap(step => [stepStarted(step), stepSucceeded(step)])

test('a task that goes well ends at 100 percent with its instance free', () => {
  const task = after(pendingTask(), [claimed, ...allSteps, ending('succeeded'), ended()])
  assert.deepEqual(
    [task.status, task.percent, task.locked, task.worker, task.endedAt, task.failure],
    ['succeeded', 100, false, null, 2000, null],
  )
  assert.deepEqual(task.attempts, [
    { number: 1, status: 'succeeded', startedAt: 2000, endedAt: 2000, failure: null },
  ])
})

test('lease lost while finished elsewhere: the worker hears "lease lost", not "already done"', () => {
  const taken = after(runningTask(), [
    { type: 'workerLost', worker: 'w1', cause: 'server_ended', blame: 'none' },
    { type: 'claimed', worker: 'w2' },
  ])
  refuses(taken, stepSucceeded('plan'), 'lease_lost')
  const done = after(taken, [ending('failed', 2), ended(2)])
  refuses(done, stepSucceeded('plan'), 'lease_lost')
  refuses(done, ended(2), 'lease_lost')
})

test('the lease is lost, and nobody has taken the task yet', () => {
  const waiting = after(runningTask(), [
    { type: 'workerLost', worker: 'w1', cause: 'server_ended', blame: 'none' },
  ])
  assert.deepEqual([waiting.status, waiting.worker, waiting.locked], ['running', null, true])
  refuses(waiting, stepSucceeded('plan'), 'lease_lost')
})

test('a worker is buried twice, or another than the one that holds the task', () => {
  const waiting = after(runningTask(), [
    { type: 'workerLost', worker: 'w1', cause: 'server_ended', blame: 'none' },
  ])
  refuses(
    waiting,
    { type: 'workerLost', worker: 'w1', cause: 'server_ended', blame: 'none' },
    'conflict',
    /not held by w1/,
  )
  refuses(
    runningTask(),
    { type: 'workerLost', worker: 'w2', cause: 'server_ended', blame: 'none' },
    'conflict',
  )
})

test('two workers claim the same task', () => {
  refuses(after(pendingTask(), [claimed]), { type: 'claimed', worker: 'w2' }, 'conflict', /not due/)
})

test('a delayed task is claimed too early', () => {
  const delayed = pendingTask({ dueAt: 5000 })
  refuses(delayed, claimed, 'conflict', /not due/)
  assert.deepEqual([isDue(delayed, 4999), isDue(delayed, 5000)], [false, true])
})

test('a worker drains: the task is given back, stays locked and goes on at the step in flight', () => {
  const back = after(runningTask(), [{ type: 'yielded', epoch: 1 }])
  assert.deepEqual([back.status, back.worker, back.locked, isDue(back, 2000)], ['running', null, true, true])
  const again = after(back, [{ type: 'claimed', worker: 'w2' }, stepStarted('plan', 2)], 9000)
  assert.deepEqual([again.epoch, again.startedAt, again.steps[0]?.startedAt], [2, 2000, 2000])
})

test('cancel before claim: nothing has happened, so it is cancelled at once', () => {
  const task = after(pendingTask({ dueAt: 5000 }), [cancelRequested])
  assert.deepEqual(
    [task.status, task.cancelRequestedAt, task.endedAt, task.locked, task.startedAt],
    ['cancelled', 2000, 2000, false, null],
  )
  assert.equal(isDue(task, 9000), false)
})

test('cancel between claim and first step: the instance is free only when the worker has ended it', () => {
  const asked = after(pendingTask(), [claimed, cancelRequested])
  assert.deepEqual([asked.status, asked.locked, asked.cancelRequestedAt], ['running', true, 2000])
  const undoing = after(asked, [ending('cancelled')])
  assert.deepEqual([undoing.status, undoing.locked], ['running', true])
  const task = after(undoing, [ended()])
  assert.deepEqual([task.status, task.locked], ['cancelled', false])
})

test('cancel is asked twice, or of a task that is cancelled: nothing changes', () => {
  const asked = after(runningTask(), [cancelRequested])
  assert.equal(transition(asked, cancelRequested, 3000), asked)
  const undoing = after(asked, [ending('cancelled')])
  assert.equal(transition(undoing, cancelRequested, 3000), undoing)
  const gone = after(undoing, [ended()])
  assert.equal(transition(gone, cancelRequested, 3000), gone)
})

test('cancel comes too late: while the effects of a failed attempt are undone, or when it has ended', () => {
  refuses(after(runningTask(), [ending('failed')]), cancelRequested, 'task_ended')
  refuses(failedTask(), cancelRequested, 'task_ended')
  const cancelledTooLate = after(runningTask(), [cancelRequested, ending('failed'), ended()])
  refuses(cancelledTooLate, cancelRequested, 'task_ended')
})

test('cancel of a retry undoes what the failed attempt had kept', () => {
  const retried = after(failedTask([['staging', 'task']]), [retryRequested])
  const asked = after(retried, [cancelRequested])
  assert.deepEqual([asked.status, isDue(asked, 2000)], ['running', true])
  const undoing = after(asked, [{ type: 'claimed', worker: 'w2' }, ending('cancelled', 2)])
  refuses(undoing, ended(2), 'conflict', /still in place/)
  const task = after(undoing, [undone('staging', 2), ended(2)])
  assert.deepEqual([task.status, task.locked, task.effects[0]?.status], ['cancelled', false, 'undone'])
})

test('a retry goes on at the step that failed, with the old outputs and checkpoints', () => {
  const saved: TaskEvent = { type: 'checkpointSaved', epoch: 1, step: 'copy', value: 42 }
  const failed = after(pendingTask(), [
    claimed,
    ...allSteps.slice(0, 3),
    { type: 'taskCheckpointSaved', epoch: 1, name: 'offset', value: 7 },
    saved,
    ending('failed'),
    ended(),
  ])
  assert.deepEqual([failed.steps[1]?.status, failed.steps[1]?.failure], ['failed', failure()])
  const task = after(failed, [retryRequested], 9000)
  assert.deepEqual(
    [task.status, task.attempt, task.dueAt, task.startedAt, task.endedAt, task.failure],
    ['running', 2, 1000, 9000, null, null],
  )
  assert.deepEqual(
    task.steps.map(step => [step.status, step.output, step.checkpoint, step.failure]),
    [
      ['succeeded', 'plan is done', null, null],
      ['waiting', null, 42, null],
      ['waiting', null, null, null],
    ],
  )
  assert.deepEqual([task.checkpoints, task.percent], [{ offset: 7 }, 20])
  assert.equal(task.locked, true, 'nobody changes the instance before it goes on')
  refuses(after(task, [claimed], 9000), stepStarted('plan', 2), 'conflict', /plan is succeeded/)
})

test('a retry of what has not failed', () => {
  for (const task of [pendingTask(), runningTask(), after(pendingTask(), [cancelRequested])])
    refuses(task, retryRequested, 'task_not_retryable')
})

test('an attempt is ended while its steps run, or while an effect is in place', () => {
  refuses(runningTask(), ended(), 'conflict', /steps are not over/)
  const undoing = after(runningTask(), [intended('pause', 'attempt'), ending('failed')])
  refuses(undoing, ended(), 'conflict', /still in place/)
})

test('success is told while a step has not succeeded', () => {
  refuses(runningTask(), ending('succeeded'), 'conflict', /a step has not succeeded/)
})

test('an attempt fails without a failure, or succeeds with one', () => {
  refuses(
    runningTask(),
    { type: 'ending', epoch: 1, status: 'failed', failure: null, retryAt: null },
    'conflict',
  )
  const complete = after(pendingTask(), [claimed, ...allSteps])
  const odd = { type: 'ending', epoch: 1, status: 'succeeded', failure: failure(), retryAt: null } as const
  refuses(complete, odd, 'conflict', /belongs to a failed attempt/)
})

test('a step goes on after its attempt is over', () => {
  refuses(after(runningTask(), [ending('failed')]), stepSucceeded('plan'), 'conflict', /steps are over/)
})

test('undo failed: the instance stays locked until released', () => {
  const stuck = after(runningTask(), [
    intended('pause', 'attempt'),
    ending('failed'),
    undoFailed('pause'),
    ended(),
  ])
  assert.deepEqual([stuck.status, stuck.locked, stuck.failure?.code], ['failed', true, 'STW.0007'])
  refuses(stuck, retryRequested, 'task_not_retryable')
  assert.equal(isDue(stuck, 2000 + 10 ** 12), false)
  const free = after(stuck, [released])
  assert.deepEqual([free.status, free.locked, free.effects[0]?.status], ['failed', false, 'released'])
  refuses(free, released, 'task_not_releasable')
  assert.equal(after(free, [retryRequested]).status, 'running')
})

test('undo fails after success: the task has failed, and a retry with nothing left to do makes it good', () => {
  const stuck = after(pendingTask(), [
    claimed,
    ...allSteps,
    intended('pause', 'attempt'),
    intended('fence', 'keep'),
    ending('succeeded'),
    undoFailed('pause'),
    ended(),
  ])
  assert.equal(stuck.effects[1]?.status, 'kept', 'the work was done: what stays after it does not expire')
  assert.deepEqual([stuck.status, stuck.attempts[0]?.status, stuck.percent], ['failed', 'failed', 99])
  const good = after(stuck, [released, retryRequested, claimed, ending('succeeded', 2), ended(2)])
  assert.deepEqual([good.status, good.percent], ['succeeded', 100])
})

test('undo fails and is tried again with success: the attempt ends as it would have', () => {
  const task = after(runningTask(), [
    cancelRequested,
    intended('pause', 'attempt'),
    ending('cancelled'),
    undoFailed('pause'),
    undone('pause'),
    ended(),
  ])
  assert.deepEqual([task.status, task.locked, task.failure], ['cancelled', false, null])
})

test('release of what is not stuck', () => {
  refuses(failedTask(), released, 'task_not_releasable')
  refuses(runningTask(), released, 'task_not_releasable')
  const undoing = after(runningTask(), [intended('p', 'attempt'), ending('failed'), undoFailed('p')])
  refuses(undoing, released, 'task_not_releasable')
})

test('a change of the registry is told as a revision of the task', () => {
  const changed = after(runningTask(), [{ type: 'instanceChanged', epoch: 1, instance: 'i', change: {} }])
  assert.equal(changed.revision, runningTask().revision + 1)
})

test('what a step has said is lost, or said by one that does not run', () => {
  const said: TaskEvent = { type: 'remarked', epoch: 1, step: 'plan', kind: 'warning', text: words('Lost.') }
  const task = after(runningTask(), [said], 5000)
  assert.deepEqual(task.remarks, [{ step: 'plan', at: 5000, kind: 'warning', text: words('Lost.') }])
  assert.throws(() => transition(task, { ...said, step: 'copy' }, 5000), { code: 'conflict' })
  const many = after(
    task,
    Array.from({ length: 30 }, () => said),
    6000,
  )
  assert.deepEqual([many.remarks.length, many.remarks[0]?.at], [20, 6000])
  const over = after(many, [ending('failed'), ended(), { type: 'retryRequested' }])
  assert.equal(over.remarks.length, 20)
})

test('with whom a connection is lost is not told', () => {
  const stalled: TaskEvent = { type: 'stalled', epoch: 1, step: 'plan', since: 1, reason: 'connection_lost' }
  const about = words('the target')
  assert.deepEqual(after(runningTask(), [{ ...stalled, about }]).stall?.about, about)
  assert.equal('about' in after(runningTask(), [stalled]).stall!, false)
})
