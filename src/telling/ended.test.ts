import assert from 'node:assert/strict'
import { test } from 'node:test'
import { endedStatuses as known } from '../core/task.ts'
import { endedStatuses } from './ended.ts'

test('what has ended in some way is missing from a history', () => {
  assert.deepEqual(endedStatuses.toSorted(), [...known].toSorted())
})
