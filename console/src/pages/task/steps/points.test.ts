import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ProgressSample } from '../../../api/native.generated.ts'
import { pointsOf } from './points.ts'

const sample = (second: number, ratePerSecond: number | null, lagBytes: number | null): ProgressSample => ({
  at: new Date(second * 1000).toISOString(),
  step: 'copy',
  subStep: null,
  done: null,
  total: null,
  ratePerSecond,
  lagBytes,
})

test('what was not known is drawn as nothing, or a standstill is left out', () => {
  const samples = [sample(1, 5, null), sample(2, null, 7), sample(3, 0, 0)]
  assert.deepEqual(pointsOf(samples, 'ratePerSecond'), [
    { at: 1000, value: 5 },
    { at: 3000, value: 0 },
  ])
  assert.deepEqual(pointsOf(samples, 'lagBytes'), [
    { at: 2000, value: 7 },
    { at: 3000, value: 0 },
  ])
})
