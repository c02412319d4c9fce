import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRescheduled } from './rescheduled.ts'
import { pendingTask } from './testing/samples.ts'

const line = {
  id: 2,
  task: 'task-1',
  revision: 2,
  at: 5000,
  by: 'AK2',
  reason: 'a quieter hour',
  event: { type: 'rescheduled', dueAt: 9000 },
} as const

test('a task that has the time of its submission is looked up, or nobody can tell who gave it another', async () => {
  const found = [line, null]
  const rescheduled = createRescheduled({ lastEvent: async () => found.shift()! })
  for (const task of [pendingTask(), pendingTask({ dueAt: 8000 })])
    assert.equal(await rescheduled(task), null)
  const moved = { ...pendingTask(), dueAt: 9000 }
  const told = { at: 5000, by: 'AK2', reason: 'a quieter hour' }
  assert.deepEqual(await rescheduled(moved), told)
  assert.deepEqual(await rescheduled({ ...moved, revision: 9 }), told)
  assert.equal(await rescheduled({ ...moved, dueAt: 9500 }), null, 'its task was removed meanwhile')
})
