import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TaskEvent } from './event.ts'
import type { Task } from './task.ts'
import {
  after,
  ended,
  ending,
  intended,
  runningTask,
  stepStarted,
  stepSucceeded,
  undoFailed,
  undone,
} from './testing/samples.ts'
import { transition } from './transition.ts'

type Lost = Extract<TaskEvent, { type: 'workerLost' }>

const lost = (blame: Lost['blame'], worker = 'w1'): TaskEvent => ({
  type: 'workerLost',
  worker,
  cause: 'died',
  blame,
})

/** Claimed and lost again, with the blame told each time. */
const afterDeaths = (...blames: readonly Lost['blame'][]): Task =>
  blames.reduce(
    (task, blame) =>
      after(task, task.worker === null ? [{ type: 'claimed', worker: 'w1' }, lost(blame)] : [lost(blame)]),
    runningTask(),
  )

test('only a death alone counts, and the end of a server says nothing about its tasks', () => {
  assert.equal(afterDeaths('none').suspect, null)
  assert.deepEqual(afterDeaths('shared', 'shared').suspect, { deathsAlone: 0, timedOut: false })
  assert.deepEqual(afterDeaths('shared', 'alone', 'none', 'alone').suspect, {
    deathsAlone: 2,
    timedOut: false,
  })
})

test('a step that comes through is suspected no more', () => {
  const again = after(afterDeaths('alone'), [{ type: 'claimed', worker: 'w2' }, stepStarted('plan', 2)])
  assert.deepEqual(again.suspect, { deathsAlone: 1, timedOut: false })
  assert.equal(after(again, [stepSucceeded('plan', 2)]).suspect, null)
  assert.equal(after(again, [ending('failed', 2)]).suspect, null)
})

test('an undo that its worker dies of is suspected by itself, effect by effect', () => {
  const undoing = after(runningTask(), [
    intended('pause', 'attempt'),
    intended('throttle', 'attempt'),
    ending('failed'),
  ])
  const again = after(undoing, [lost('alone'), { type: 'claimed', worker: 'w2' }])
  assert.deepEqual(again.suspect, { deathsAlone: 1, timedOut: false })
  assert.equal(after(again, [undone('throttle', 2)]).suspect, null)
  const given = after(again, [undoFailed('throttle', 2)])
  assert.equal(given.suspect, null)
  assert.equal(after(given, [undone('pause', 2), ended(2)]).suspect, null)
})

test('a step that was killed because it was over its budget has failed, and is not begun again', () => {
  const killed: TaskEvent = { type: 'workerLost', worker: 'w1', cause: 'unresponsive', blame: 'alone' }
  const inSwitch = after(runningTask(), [
    stepSucceeded('plan'),
    stepStarted('copy'),
    stepSucceeded('copy'),
    stepStarted('switch'),
  ])
  const late = after(inSwitch, [killed])
  assert.deepEqual([late.suspect?.timedOut, late.steps[2]?.deadlineAt], [true, null])
  const asked = after(inSwitch, [{ type: 'cancelRequested' }, killed])
  assert.equal(asked.suspect?.timedOut, true, 'it may not be cancelled: its budget was over')
  const deaf = after(runningTask(), [{ type: 'cancelRequested' }, killed])
  assert.equal(deaf.suspect?.timedOut, false, 'it did not hear of the cancel')
  assert.equal(after(inSwitch, [lost('alone')]).suspect?.timedOut, false, 'it died by itself')
})

const stalled: TaskEvent = { type: 'stalled', epoch: 1, step: 'plan', since: 1500, reason: 'no_units' }

test('a stall is told until units move again, the step ends, or its worker is gone', () => {
  const task = after(runningTask(), [stalled])
  assert.deepEqual(task.stall, { step: 'plan', since: 1500, reason: 'no_units' })
  const moved: TaskEvent = { type: 'moved', epoch: 1, step: 'plan' }
  const going = after(task, [moved])
  assert.equal(going.stall, null)
  assert.equal(transition(going, moved, 3000), going)
  for (const event of [stepSucceeded('plan'), ending('failed'), lost('none')])
    assert.equal(after(task, [event]).stall, null)
})

test('a step stalls that does not run', () => {
  const other = { ...stalled, step: 'copy' } as const
  assert.throws(() => transition(runningTask(), other, 3000), /its step copy is not running/)
})
