import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commitOf, lockChange } from './store.ts'
import { after, claimed, ended, ending, instance, pendingTask, stepStarted } from './testing/samples.ts'

const pending = pendingTask({ input: { target: 'instance-2' } })
const running = after(pending, [claimed])
const over = after(running, [ending('cancelled'), ended()])
const both = ['instance-1', 'instance-2']

test('a claim takes all instances at once, the end gives all back, and nothing between does either', () => {
  assert.deepEqual(lockChange(pending, running), { acquire: both, release: [] })
  assert.deepEqual(lockChange(running, after(running, [ending('cancelled')])), { acquire: [], release: [] })
  assert.deepEqual(lockChange(running, over), { acquire: [], release: both })
  assert.deepEqual(lockChange(over, over), { acquire: [], release: [] })
  assert.deepEqual(lockChange(null, pending), { acquire: [], release: [] })
  assert.deepEqual(lockChange(null, running), { acquire: both, release: [] })
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
