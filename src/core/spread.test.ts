import assert from 'node:assert/strict'
import { test } from 'node:test'
import { spread } from './spread.ts'

test('what is thinned loses its ends, or more than was asked for', () => {
  const items = Array.from({ length: 101 }, (_, index) => index)
  assert.deepEqual(spread(items, 5), [0, 25, 50, 75, 100])
  assert.deepEqual(spread(items, 2), [0, 100])
  assert.deepEqual(spread([1, 2, 3], 3), [1, 2, 3])
  assert.deepEqual(spread([], 2), [])
})
