import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Period, StepRun } from '../../../api/native.generated.ts'
import { secondsOf, workedIn, workOf } from './worked.ts'

const moment = (second: number): string => new Date(second * 1000).toISOString()
const run = (from: number, to: number | null): StepRun => ({
  step: 'copy',
  subStep: null,
  attempt: 1,
  status: to === null ? 'running' : 'succeeded',
  from: moment(from),
  to: to === null ? null : moment(to),
})
const period = (kind: Period['kind'], from: number, to: number | null): Period => ({
  kind,
  attempt: 1,
  from: moment(from),
  to: to === null ? null : moment(to),
})
const pausedOnce = [
  period('waiting', 0, 5),
  period('working', 5, 20),
  period('paused', 20, 30),
  period('waiting', 30, 32),
  period('working', 32, null),
]
/** In seconds. */
const worked = (of: StepRun, periods: readonly Period[], now: number): readonly (readonly number[])[] =>
  workedIn(of, workOf(periods, now * 1000), now * 1000).map(({ from, to }) => [from / 1000, to / 1000])

test('a bar runs through a pause, or through the time after it in which no worker had the task', () => {
  assert.deepEqual(worked(run(10, 40), pausedOnce, 60), [
    [10, 20],
    [32, 40],
  ])
  assert.deepEqual(worked(run(6, 12), pausedOnce, 60), [[6, 12]])
  assert.equal(secondsOf(workedIn(run(10, 40), workOf(pausedOnce, 60_000), 60_000)), 18)
})

test('what goes on does not last until now, or it goes on through a pause that does', () => {
  assert.deepEqual(worked(run(33, null), pausedOnce, 60), [[33, 60]])
  const paused = [period('working', 5, 20), period('paused', 20, null)]
  assert.deepEqual(worked(run(10, null), paused, 60), [[10, 20]])
})

test('a step that took no time, or whose periods are not read yet, is not seen at all', () => {
  assert.deepEqual(worked(run(10, 10), pausedOnce, 60), [[10, 10]])
  assert.deepEqual(worked(run(10, 40), [], 60), [[10, 10]])
})
