import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StepRun } from '../../../api/native.generated.ts'
import { runsByPart } from './runs.ts'

const run = (step: string, subStep: string | null, attempt = 1): StepRun => ({
  step,
  subStep,
  attempt,
  status: 'succeeded',
  from: `2026-01-01T00:00:0${attempt}Z`,
  to: `2026-01-01T00:00:0${attempt + 1}Z`,
})

test('a run is shown beside another step or part than its own', () => {
  const runs = [run('copy', null), run('copy', 'a'), run('a', null), run('copy', 'a', 2)]
  const runsOf = runsByPart(runs)
  assert.deepEqual(runsOf('copy', null), [runs[0]])
  assert.deepEqual(runsOf('copy', 'a'), [runs[1], runs[3]])
  assert.deepEqual(runsOf('a', null), [runs[2]])
  assert.deepEqual(runsOf('a', 'a'), [])
  assert.deepEqual(runsOf('nothing', null), [])
})

test('a row is drawn anew although its runs are the same', () => {
  const runsOf = runsByPart([run('copy', null)])
  assert.equal(runsOf('copy', null), runsOf('copy', null))
  assert.equal(runsOf('copy', 'a'), runsOf('other', null))
})
