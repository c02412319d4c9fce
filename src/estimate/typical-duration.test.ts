import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pendingTask } from '../core/testing/samples.ts'
import { typicalDurationMs } from './typical-duration.ts'

const run = (startedAt: number | null, endedAt: number | null) => ({ ...pendingTask(), startedAt, endedAt })

test('the typical run is the one in the middle, whatever the clock did', () => {
  assert.equal(typicalDurationMs([run(0, 10), run(0, 1000), run(5, 25)]), 20)
  assert.equal(typicalDurationMs([run(50, 10), run(0, 30)]), 15)
})

test('a run that was paused makes all others look as long', () => {
  const paused = run(0, 5000)
  const steps = paused.steps.map((step, index) => ({ ...step, restedMs: index === 1 ? 4000 : 0 }))
  assert.equal(typicalDurationMs([{ ...paused, steps }]), 1000)
})

test('no run tells a duration', () => {
  assert.equal(typicalDurationMs([]), null)
  assert.equal(typicalDurationMs([run(null, 10), run(1, null)]), null)
})
