import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isEnding, isEstimable, isMoving } from './going.ts'
import { cancelling, paused, pausing, stalled, waitingToRetry } from './testing/held-up-views.ts'
import { cancelled, done, failed, halfDone, notBegun } from './testing/task-views.ts'

const ending = { ...halfDone, ending: { status: 'failed', failure: failed.failure, retryAt: null } } as const

test('what stands still seems to get on', () => {
  for (const view of [halfDone, cancelling, pausing, ending]) assert.equal(isMoving(view), true)
  for (const view of [notBegun, paused, stalled, waitingToRetry, done, failed, cancelled])
    assert.equal(isMoving(view), false, view.statusText)
})

test('an estimate is shown for a task that is to stop, or that stands still', () => {
  assert.equal(isEstimable(halfDone), true)
  for (const view of [cancelling, pausing, ending, paused, stalled, waitingToRetry, notBegun, done])
    assert.equal(isEstimable(view), false, view.statusText)
})

test('a task that undoes what it did seems to work on', () => {
  const stopped = { ...ending, ending: { ...ending.ending, status: 'cancelled' } } as const
  const finished = { ...ending, ending: { ...ending.ending, status: 'succeeded' } } as const
  for (const view of [ending, stopped]) assert.equal(isEnding(view), true)
  for (const view of [halfDone, finished, done, notBegun])
    assert.equal(isEnding(view), false, view.statusText)
})
