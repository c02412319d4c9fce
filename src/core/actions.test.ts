import assert from 'node:assert/strict'
import { test } from 'node:test'
import { possibleActions, type ActionContext } from './actions.ts'
import type { Task } from './task.ts'
import {
  after,
  applied,
  ended,
  ending,
  failedTask,
  intended,
  pendingTask,
  runningTask,
  stepStarted,
  stepSucceeded,
  undoFailed,
  words,
} from './testing/samples.ts'

const context: ActionContext = { now: 5000, administrator: true, superseded: false, mayAct: () => true }
const allowed = (task: Task, change: Partial<ActionContext> = {}) =>
  possibleActions(task, { ...context, ...change }).allowed
const names = (task: Task, change: Partial<ActionContext> = {}) =>
  allowed(task, change).map(({ action }) => action)
const delayOf = (task: Task) => allowed(task).find(({ action }) => action === 'cancel')?.delay

const inSwitch = after(runningTask(), [
  stepSucceeded('plan'),
  stepStarted('copy'),
  stepSucceeded('copy'),
  stepStarted('switch'),
])
const stuck = after(runningTask(), [
  intended('pause', 'attempt'),
  ending('failed'),
  undoFailed('pause'),
  ended(),
])

test('what the transition would refuse is not offered, and what it would do is', () => {
  assert.deepEqual(names(pendingTask()), ['cancel', 'reschedule'])
  assert.deepEqual(names(runningTask()), ['cancel', 'pause'])
  const pausing = after(runningTask(), [{ type: 'pauseRequested', limit: null }])
  assert.deepEqual(names(pausing), ['cancel', 'resume'])
  assert.deepEqual(names(after(pausing, [{ type: 'paused', epoch: 1 }])), ['cancel', 'resume'])
  assert.deepEqual(names(after(runningTask(), [{ type: 'cancelRequested' }])), [])
  assert.deepEqual(names(failedTask()), ['retry', 'delete'])
  assert.deepEqual(names(failedTask([['staging', 'task']])), ['cancel', 'retry'])
  assert.deepEqual(names(after(failedTask(), [{ type: 'deleted' }])), [])
})

test('who may not, or a task whose instance is not as it was, is offered less', () => {
  assert.deepEqual([names(stuck), names(stuck, { administrator: false })], [['release'], []])
  assert.deepEqual(names(failedTask(), { superseded: true }), ['delete'])
})

test("what is not the task's to refuse is no answer but an error", () => {
  assert.throws(() => allowed({ ...runningTask(), steps: null as never }), TypeError)
})

test('a cancel that has to wait tells how long', () => {
  assert.deepEqual(delayOf(runningTask()), { kind: 'within', seconds: 30 })
  assert.deepEqual(delayOf(pendingTask()), { kind: 'now' })
  assert.deepEqual(delayOf(inSwitch), { kind: 'too_late' })
  assert.deepEqual(delayOf(after(runningTask(), [stepSucceeded('plan')])), { kind: 'now' })
  const lost = after(inSwitch, [{ type: 'workerLost', worker: 'w1', cause: 'died', blame: 'none' }])
  assert.deepEqual(delayOf(lost), { kind: 'too_late' }, 'it goes on under the next worker')
  assert.deepEqual(delayOf(after(runningTask(), [{ type: 'yielded', epoch: 1 }])), { kind: 'now' })
  const [plan, ...rest] = inSwitch.steps
  const waitingBehind = { ...inSwitch, steps: [...rest, { ...plan!, status: 'waiting' as const }] }
  assert.deepEqual(delayOf(waitingBehind), { kind: 'after', step: rest[1]!.title, until: 62_000 })
})

test('a pause or its end does not say that it may cost more than its time', () => {
  const costly = (task: Task): Task => ({
    ...task,
    steps: task.steps.map(step => ({ ...step, pauseCosts: words(`${step.name} begins anew`) })),
  })
  const costs = (task: Task) =>
    Object.fromEntries(
      allowed(costly(task)).map(one => [one.action, one.pauseCosts.map(text => text['en-us'])]),
    )
  assert.deepEqual(costs(runningTask()), { cancel: [], pause: ['plan begins anew'] })
  const asked = after(runningTask(), [{ type: 'pauseRequested', limit: null }])
  assert.deepEqual(costs(asked)['resume'], [])
  assert.deepEqual(costs(after(asked, [{ type: 'paused', epoch: 1 }]))['resume'], ['plan begins anew'])
})

test('a step that has begun tells what it leaves, also when it is to be tried again', () => {
  const withLeaves = (task: Task): Task => ({
    ...task,
    steps: task.steps.map(step => ({ ...step, leaves: words(`${step.name} stays`) })),
  })
  const left = (task: Task) => allowed(withLeaves(task))[0]?.leaves.map(text => text['en-us'])
  assert.deepEqual(left(pendingTask()), [])
  const copying = after(runningTask(), [stepSucceeded('plan'), stepStarted('copy')])
  assert.deepEqual(left(copying), ['plan stays', 'copy stays'])
  const saved = after(copying, [{ type: 'checkpointSaved', epoch: 1, step: 'copy', value: 7 }])
  const failed = after(saved, [ending('failed'), ended(), { type: 'retryRequested' }])
  assert.equal(failed.steps[1]?.startedAt, null)
  assert.deepEqual(left(failed), ['plan stays', 'copy stays'])
})

test('effects are named: what is undone, what stays', () => {
  const working = after(runningTask(), [
    intended('throttle', 'attempt'),
    applied('throttle'),
    intended('pause', 'attempt'),
  ])
  const [cancel, pause] = allowed(working)
  assert.deepEqual([cancel?.undoes.length, cancel?.holds], [2, null])
  assert.deepEqual([pause?.undoes, pause?.holds?.length], [[], 2])
  assert.equal(allowed(stuck)[0]?.leaves.length, 1)
})

test('what policies forbid is offered, or nobody learns that somebody else could do it', () => {
  const mayAct: ActionContext['mayAct'] = action => action === 'pause'
  assert.deepEqual(names(inSwitch, { mayAct }), names(inSwitch).filter(mayAct))
  const forbidden = (task: Task, change: Partial<ActionContext> = {}) =>
    possibleActions(task, { ...context, ...change }).forbidden
  assert.deepEqual(
    forbidden(inSwitch, { mayAct }),
    names(inSwitch).filter(action => !mayAct(action)),
  )
  assert.deepEqual(forbidden(stuck, { administrator: false }), ['release'])
  assert.deepEqual(forbidden(stuck), [])
})
