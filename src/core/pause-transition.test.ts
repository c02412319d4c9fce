import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isDue } from './due.ts'
import type { TaskEvent } from './event.ts'
import { mayStop } from './pause-transition.ts'
import type { PauseLimit, Task } from './task.ts'
import {
  after,
  applied,
  claimed,
  ended,
  ending,
  failedTask,
  intended,
  pendingTask,
  runningTask,
  stepStarted,
  stepSucceeded,
} from './testing/samples.ts'
import { transition } from './transition.ts'

const pauseRequested = (limit: PauseLimit | null = null): TaskEvent => ({ type: 'pauseRequested', limit })
const paused: TaskEvent = { type: 'paused', epoch: 1 }
const resumed: TaskEvent = { type: 'resumed' }
const yielded: TaskEvent = { type: 'yielded', epoch: 1 }

const refuses = (task: Task, event: TaskEvent, code: string, why?: RegExp): void =>
  assert.throws(() => transition(task, event, 3000), { code, ...(why === undefined ? {} : { message: why }) })

/** In `switch`, which may not be cancelled. */
const inSwitch = after(runningTask(), [
  stepSucceeded('plan'),
  stepStarted('copy'),
  stepSucceeded('copy'),
  stepStarted('switch'),
])

test('a pause keeps instance, effects and checkpoints, and waits for somebody', () => {
  const working = after(runningTask(), [
    intended('throttle', 'attempt'),
    applied('throttle'),
    { type: 'checkpointSaved', epoch: 1, step: 'plan', value: 7 },
  ])
  const asked = after(working, [pauseRequested()])
  assert.deepEqual([asked.status, asked.pauseRequestedAt, asked.worker], ['running', 2000, 'w1'])
  const task = after(asked, [paused], 2500)
  assert.deepEqual(
    [task.status, task.pausedAt, task.pauseRequestedAt, task.worker, task.locked],
    ['paused', 2500, null, null, true],
  )
  assert.deepEqual(
    [task.effects[0]?.status, task.steps[0]?.status, task.steps[0]?.checkpoint],
    ['applied', 'running', 7],
  )
  assert.equal(isDue(task, 10 ** 15), false)
  const on = after(task, [resumed, { type: 'claimed', worker: 'w2' }, stepStarted('plan', 2)])
  assert.deepEqual([on.status, on.pausedAt, on.epoch, on.steps[0]?.checkpoint], ['running', null, 2, 7])
})

test('a pause that nobody asked for', () => {
  refuses(runningTask(), paused, 'conflict', /not asked to pause/)
})

test('a task of which no worker has hold is paused at once, but not in the middle of a cut-over', () => {
  assert.equal(after(runningTask(), [yielded, pauseRequested()]).status, 'paused')
  assert.equal(after(runningTask(), [pauseRequested(), yielded]).status, 'paused')
  const lost = { type: 'workerLost', worker: 'w1', cause: 'died', blame: 'shared' } as const
  assert.equal(after(runningTask(), [pauseRequested(), lost]).status, 'paused')
  const cuttingOver = after(inSwitch, [pauseRequested(), lost])
  assert.deepEqual([cuttingOver.status, isDue(cuttingOver, 2000)], ['running', true])
  refuses(after(inSwitch, [pauseRequested()]), paused, 'conflict')
})

test('where the work may be stopped', () => {
  assert.ok(mayStop(pendingTask()))
  assert.ok(
    mayStop(after(runningTask(), [stepSucceeded('plan'), stepStarted('copy'), stepSucceeded('copy')])),
  )
  assert.ok(!mayStop(inSwitch))
  assert.ok(!mayStop(after(inSwitch, [stepSucceeded('switch')])), 'nothing is left to be stopped')
})

test('a pause is asked of what does not run, is ending, or is to be cancelled', () => {
  const cancelled = after(runningTask(), [{ type: 'cancelRequested' }])
  for (const task of [pendingTask(), failedTask(), after(runningTask(), [ending('failed')]), cancelled])
    refuses(task, pauseRequested(), 'task_not_pausable')
})

test('a request for a pause is taken back, or another limit set', () => {
  const asked = after(runningTask(), [pauseRequested({ until: 9000, afterwards: 'cancel' })])
  const again = transition(asked, pauseRequested(), 2600)
  assert.deepEqual([again.pauseRequestedAt, again.pauseLimit], [2000, null])
  const back = after(asked, [resumed])
  assert.deepEqual([back.status, back.pauseRequestedAt, back.pauseLimit], ['running', null, null])
  refuses(back, resumed, 'task_not_resumable')
  const task = after(asked, [paused, pauseRequested({ until: 9500, afterwards: 'resume' })])
  assert.deepEqual([task.status, task.pauseLimit?.until], ['paused', 9500])
})

test('a pause outlives its limit', () => {
  const until = (afterwards: PauseLimit['afterwards']): Task =>
    after(runningTask(), [pauseRequested({ until: 9000, afterwards }), paused])
  assert.deepEqual([isDue(until('resume'), 8999), isDue(until('resume'), 9000)], [false, true])
  refuses(until('resume'), { type: 'pauseExpired' }, 'conflict', /no pause of it is over/)
  assert.throws(
    () => transition(until('resume'), claimed, 9000),
    /it is not due/,
    'before the pause has ended',
  )
  const expired: TaskEvent = { type: 'pauseExpired' }
  const on = after(until('resume'), [expired, { type: 'claimed', worker: 'w2' }], 9000)
  assert.deepEqual([on.status, on.cancelRequestedAt, on.pauseLimit], ['running', null, null])
  const off = after(until('cancel'), [expired], 9000)
  assert.deepEqual([off.status, off.cancelRequestedAt], ['running', 9000])
  refuses(runningTask(), expired, 'conflict')
})

test('cancel ends a pause: what was done is undone by a worker, then the instance is free', () => {
  const task = after(runningTask(), [pauseRequested(), paused, { type: 'cancelRequested' }])
  assert.deepEqual(
    [task.status, task.pausedAt, task.locked, isDue(task, 2000)],
    ['running', null, true, true],
  )
  const over = after(task, [{ type: 'claimed', worker: 'w2' }, ending('cancelled', 2), ended(2)])
  assert.deepEqual([over.status, over.locked], ['cancelled', false])
})

test('a step ends before it comes to a cancel point: its end does away with the request', () => {
  const task = after(runningTask(), [pauseRequested(), ending('failed'), ended()])
  assert.deepEqual([task.status, task.pauseRequestedAt], ['failed', null])
})

test('the time nobody works on a step counts as its work', () => {
  const restsOf = ({ steps: [plan] }: Task) => [plan?.restedMs, plan?.restingSince]
  const asked = after(runningTask(), [pauseRequested()])
  const waiting = after(asked, [paused], 3000)
  assert.deepEqual(restsOf(waiting), [0, 3000])
  const on = after(waiting, [resumed, { type: 'claimed', worker: 'w2' }, stepStarted('plan', 2)], 9000)
  assert.deepEqual(restsOf(on), [6000, null])
  const lost = after(on, [{ type: 'workerLost', worker: 'w2', cause: 'died', blame: 'none' }], 10_000)
  assert.deepEqual(restsOf(lost), [6000, 10_000])
  // Paused while it waits for a worker: it has rested since the loss.
  const both = after(lost, [pauseRequested()], 12_000)
  assert.deepEqual([both.status, ...restsOf(both)], ['paused', 6000, 10_000])
  const third = { type: 'claimed', worker: 'w3' } as const
  const done = after(both, [resumed, third, stepSucceeded('plan', 3)], 15_000)
  assert.deepEqual(restsOf(done), [11_000, null])
  const failed = after(both, [resumed, third, ending('failed', 3)], 15_000)
  assert.deepEqual(restsOf(failed), [11_000, null])
  const again = after(failed, [{ type: 'ended', epoch: 3 }, { type: 'retryRequested' }], 20_000)
  assert.deepEqual(restsOf(again), [0, null])
})
