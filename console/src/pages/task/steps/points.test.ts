import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ProgressSample } from '../../../api/native.generated.ts'
import { linesOf } from './points.ts'

const sample = (second: number, ratePerSecond: number | null, lagBytes: number | null): ProgressSample => ({
  at: new Date(second * 1000).toISOString(),
  step: 'copy',
  subStep: null,
  done: null,
  total: null,
  ratePerSecond,
  lagBytes,
})

test('what was not known is drawn as nothing, a standstill is left out, or a line goes on over a pause', () => {
  const samples = [sample(1, 5, null), sample(2, null, 7), sample(3, 0, 0), sample(4, 1, null)]
  assert.deepEqual(linesOf(samples, 'ratePerSecond'), [
    [{ at: 1000, value: 5 }],
    [
      { at: 3000, value: 0 },
      { at: 4000, value: 1 },
    ],
  ])
  assert.deepEqual(linesOf(samples, 'lagBytes'), [
    [
      { at: 2000, value: 7 },
      { at: 3000, value: 0 },
    ],
  ])
})
