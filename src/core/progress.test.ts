import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  countable,
  isWeight,
  noProgress,
  rawPercent,
  stepFraction,
  waitingPart,
  withPercent,
} from './progress.ts'
import type { Step, SubStep } from './task.ts'
import { pendingTask, words } from './testing/samples.ts'

const part = (change: Partial<SubStep>): SubStep => ({ ...waitingPart('part', words('Part'), 1), ...change })
const step = (change: Partial<Step>): Step => ({
  ...part({}),
  cancellable: true,
  skippable: false,
  budgetSeconds: null,
  stopSeconds: 30,
  stallSeconds: null,
  leaves: null,
  pauseCosts: null,
  retryTimes: null,
  deadlineAt: null,
  restedMs: 0,
  restingSince: null,
  checkpoint: null,
  subSteps: [],
  ...change,
})

test('a step is as far as its units, and not at all while its total is unknown', () => {
  assert.equal(stepFraction(step({ done: 1, total: 4 })), 0.25)
  assert.equal(stepFraction(step({ done: 3, total: null })), 0)
  assert.equal(stepFraction(step({ done: null, total: 4 })), 0)
  assert.equal(stepFraction(step({ done: 3, total: 0 })), 0)
})

test('counters that overrun or run backwards stay within the step', () => {
  assert.equal(stepFraction(step({ done: 9, total: 4 })), 1)
  assert.equal(stepFraction(step({ done: -9, total: 4 })), 0)
})

test('a step with sub-steps is as far as they are, by weight', () => {
  const subSteps = [part({ weight: 3, status: 'succeeded' }), part({ weight: 1, done: 1, total: 2 })]
  assert.equal(stepFraction(step({ done: 0, total: 10, subSteps })), 0.875)
  assert.equal(stepFraction(step({ status: 'succeeded', subSteps })), 1)
})

test('steps of which every unit is done are at 99 percent: only success is 100', () => {
  assert.equal(rawPercent([step({ status: 'succeeded' }), step({ status: 'skipped' })]), 99)
  assert.equal(rawPercent([step({ status: 'succeeded', weight: 1 }), step({ weight: 2 })]), 33)
  assert.equal(rawPercent([]), 0)
})

test('counted again from a higher total, the percent holds until overtaken', () => {
  const task = { ...pendingTask(), percent: 60, steps: [step({ done: 5, total: 10 })] }
  assert.equal(withPercent(task).percent, 60)
  assert.equal(withPercent({ ...task, steps: [step({ done: 7, total: 10 })] }).percent, 70)
})

test('a weight is positive, and sums of weights stay finite', () => {
  assert.deepEqual([1, 0.001, Number.MAX_SAFE_INTEGER].map(isWeight), [true, true, true])
  assert.deepEqual([0, -1, NaN, Infinity, Number.MAX_VALUE].map(isWeight), [
    false,
    false,
    false,
    false,
    false,
  ])
})

test('a report keeps what can be counted and what has words', () => {
  const detail = { from: 0 }
  assert.deepEqual(countable({ done: 2, lagBytes: NaN, detail, unit: null }), {
    done: 2,
    lagBytes: null,
    detail,
    unit: null,
  })
})

test('a part that waits knows nothing yet', () => {
  assert.deepEqual(
    Object.values(noProgress).filter(value => value !== null),
    [],
  )
  assert.deepEqual([part({}).status, part({}).startedAt, part({}).done], ['waiting', null, null])
})
