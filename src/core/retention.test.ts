import assert from 'node:assert/strict'
import { test } from 'node:test'
import { freeSince, leastKeptMs, overdue } from './retention.ts'
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
  undoFailed,
  undone,
} from './testing/samples.ts'

const day = 24 * 60 * 60 * 1000

test('a task that has not ended may be removed', () => {
  for (const task of [pendingTask(), runningTask(), after(runningTask(), [ending('cancelled')])])
    assert.equal(freeSince(task), null)
})

test('a task that has ended and holds nothing is kept for ever', () => {
  assert.equal(freeSince(after(runningTask(), [ending('cancelled'), ended()], 3000)), 3000)
  assert.equal(freeSince(failedTask([['throttle', 'attempt']])), 2000)
})

test('a task goes while an effect of it is kept for a retry, or is cleaned up', () => {
  const failed = failedTask([['staging', 'task']])
  assert.equal(freeSince(failed), null)
  const cleaning = after(failed, [claimed], 2000 + day)
  const clean = after(cleaning, [undone('staging', 2)], 2000 + day)
  assert.equal(freeSince(clean), null)
  assert.equal(freeSince(after(clean, [ended(2)], 2000 + day)), 2000, 'it ended when the attempt did')
})

test('a task whose undo has failed goes before somebody vouches for it', () => {
  const begun = after(runningTask(), [intended('throttle', 'attempt'), applied('throttle')])
  const stuck = after(begun, [ending('failed'), undoFailed('throttle'), ended()])
  assert.equal(freeSince(stuck), null)
  assert.equal(freeSince(after(stuck, [{ type: 'released' }])), 2000)
})

test('what a success leaves for good keeps its task for ever', () => {
  const steps = ['plan', 'copy', 'switch'].flatMap(step => [stepStarted(step), stepSucceeded(step)])
  const begun = after(pendingTask(), [claimed, intended('fence', 'keep'), applied('fence'), ...steps])
  const task = after(begun, [ending('succeeded'), ended()], 9000)
  assert.equal(task.effects[0]?.status, 'kept')
  assert.equal(freeSince(task), 9000)
})

test('age and count are each a bound, and no bound finds nothing', () => {
  const now = 1000 * day
  assert.deepEqual(overdue('failed', { ageMs: 90 * day, count: 10 }, now), [
    { status: 'failed', endedBefore: 910 * day, beyond: 0 },
    { status: 'failed', endedBefore: 999 * day, beyond: 10 },
  ])
  assert.deepEqual(overdue('failed', { ageMs: null, count: null }, now), [])
})

test('a task goes while its client token is good', () => {
  for (const { endedBefore } of overdue('succeeded', { ageMs: 1, count: 0 }, 10 * day))
    assert.equal(endedBefore, 10 * day - leastKeptMs)
})
