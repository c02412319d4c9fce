import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TaskEvent } from './event.ts'
import { retriesLeft } from './retries-left.ts'
import type { Task } from './task.ts'
import { after, ended, failure, runningTask } from './testing/samples.ts'

const passing: TaskEvent = {
  type: 'ending',
  epoch: 1,
  status: 'failed',
  failure: failure('DCS.1001', 'plan'),
  retryAt: 5000,
}
const retrying = after(runningTask(), [passing, ended()])

test('nobody can tell how often more a task tries by itself', () => {
  assert.equal(retriesLeft(retrying), 2)
  assert.equal(retriesLeft({ ...retrying, retries: 3 }), 0)
})

test('a task that does not try, or is from before that was kept, is said to have tries left', () => {
  assert.equal(retriesLeft(runningTask()), null)
  assert.equal(retriesLeft({ ...retrying, status: 'failed' }), null)
  const old: Task = { ...retrying, steps: retrying.steps.map(step => ({ ...step, retryTimes: null })) }
  assert.equal(retriesLeft(old), null)
  assert.equal(retriesLeft({ ...retrying, attempts: [] }), null)
})
