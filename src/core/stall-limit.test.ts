import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stallLimitMs } from './stall-limit.ts'

test('a step says itself when it is stalled, or shows it by how it moves', () => {
  assert.equal(stallLimitMs(20, 1), 20_000)
  assert.equal(stallLimitMs(null, null), 300_000)
  assert.deepEqual(
    [10, 9_000, 10_000_000].map(gapMs => stallLimitMs(null, gapMs)),
    [60_000, 90_000, 900_000],
  )
})
