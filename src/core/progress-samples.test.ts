import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TaskEvent, TimedEvent } from './event.ts'
import { mostSamples, samplesOf } from './progress-samples.ts'
import { claimed, stepStarted } from './testing/samples.ts'

const report = (subStep: string | null, progress: object): TaskEvent => ({
  type: 'progressed',
  epoch: 1,
  reports: [{ step: 'copy', subStep, progress }],
  predictedEndAt: null,
  predictedSteps: [],
})
const stalled = (reason: 'lag_grows' | 'connection_lost'): TaskEvent => ({
  type: 'stalled',
  epoch: 1,
  step: 'copy',
  since: 4,
  reason,
})

/** Samples of events, one a second from the first second on. */
const samples = (...events: readonly TaskEvent[]) =>
  samplesOf(events.map((event, index): TimedEvent => ({ at: index + 1, event })))

test('over a pause, a stall or the loss of a worker the last rate is drawn as going on', () => {
  const told = samples(
    claimed,
    stepStarted('copy'),
    { type: 'subStepStarted', epoch: 1, step: 'copy', subStep: 'a' },
    report('a', { done: 1, ratePerSecond: 5, lagBytes: 1 }),
    stalled('lag_grows'),
    stalled('connection_lost'),
    { type: 'moved', epoch: 1, step: 'copy' },
    report('a', { done: 2, ratePerSecond: 7, lagBytes: 2 }),
    { type: 'workerLost', worker: 'w1', cause: 'died', blame: 'none' },
    claimed,
    { type: 'paused', epoch: 2 },
  )
  for (const name of ['a', null])
    assert.deepEqual(
      told
        .filter(({ subStep }) => subStep === name)
        .map(({ at, ratePerSecond, lagBytes }) => [at, ratePerSecond, lagBytes]),
      [
        [4, 5, 1],
        [5, null, 1],
        [6, null, null],
        [8, 7, 2],
        [9, null, null],
      ],
    )
})

test('what has ended is drawn as interrupted', () => {
  const told = samples(
    claimed,
    stepStarted('copy'),
    { type: 'subStepStarted', epoch: 1, step: 'copy', subStep: 'a' },
    report('a', { done: 1, ratePerSecond: 5 }),
    { type: 'subStepSucceeded', epoch: 1, step: 'copy', subStep: 'a', output: null },
    { type: 'stepSucceeded', epoch: 1, step: 'copy', output: null },
    { type: 'yielded', epoch: 1 },
  )
  assert.deepEqual(
    told.map(({ at }) => at),
    [4, 4],
  )
})

test('a history of interruptions leaves no room for what was measured', () => {
  const turns = Array.from({ length: 2000 }, (_, index) =>
    index % 2 === 0 ? report(null, { done: index, ratePerSecond: 5 }) : stalled('connection_lost'),
  )
  const told = samples(claimed, stepStarted('copy'), ...turns)
  assert.ok(told.length <= mostSamples)
  assert.equal(told.filter(({ ratePerSecond }) => ratePerSecond === null).length, 100)
})
