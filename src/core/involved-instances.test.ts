import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instancesOf, involves } from './involved-instances.ts'

test('a task is about an instance twice, or about one that it does not name', () => {
  const task = { instance: 'source', locks: ['source', 'target'] }
  assert.deepEqual(instancesOf(task), ['source', 'target'])
  assert.deepEqual(instancesOf({ ...task, locks: ['target'] }), ['source', 'target'])
  assert.deepEqual(
    ['source', 'target', 'other'].map(instance => involves(task, instance)),
    [true, true, false],
  )
})
