import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commitOf, lockChange } from './store.ts'
import {
  after,
  claimed,
  ended,
  ending,
  failedTask,
  instance,
  pendingTask,
  stepStarted,
} from './testing/samples.ts'

const pending = pendingTask({ input: { target: 'instance-2' } })
const running = after(pending, [claimed])
const over = after(running, [ending('cancelled'), ended()])
const both = ['instance-1', 'instance-2']

const none = { acquire: [], soleUser: false, release: [] }

test('a claim takes all instances at once, the end gives all back, and nothing between does either', () => {
  assert.deepEqual(lockChange(pending, running), { ...none, acquire: both })
  assert.deepEqual(lockChange(running, after(running, [ending('cancelled')])), none)
  assert.deepEqual(lockChange(running, over), { ...none, release: both })
  assert.deepEqual(lockChange(over, over), none)
  assert.deepEqual(lockChange(null, pending), none)
  assert.deepEqual(lockChange(null, running), { ...none, acquire: both })
})

test('a retry takes the instances only if nobody else has had them since', () => {
  const failed = failedTask()
  const retry = lockChange(failed, after(failed, [{ type: 'retryRequested' }]))
  assert.deepEqual(retry, { acquire: ['instance-1'], soleUser: true, release: [] })
})

test('one write of several events: one revision, one who, one time', () => {
  const events = [claimed, stepStarted('plan')]
  const next = { ...after(pending, events), revision: 2 }
  const commit = commitOf(pending, next, events, { by: 'w1', reason: null, at: 2000 })
  const line = { task: 'task-1', revision: 2, by: 'w1', reason: null, at: 2000 }
  assert.deepEqual(commit, {
    task: next,
    expectedRevision: 1,
    events: events.map(event => ({ ...line, event })),
    acquire: both,
    soleUser: false,
    release: [],
    instances: [],
  })
})

test('a change of the registry goes with the task', () => {
  const commit = commitOf(running, over, [ended()], { by: 'AK1', reason: 'why not', at: 3 }, [instance()])
  assert.deepEqual(
    [commit.instances, commit.events[0]?.reason, commit.release],
    [[instance()], 'why not', both],
  )
})
