import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { ProgressReport, WorkerEvent } from '../core/event.ts'
import type { Instance } from '../core/instance.ts'
import { defineOperation } from '../core/operation.ts'
import { createTask } from '../core/submission.ts'
import type { Progress, Task } from '../core/task.ts'
import { transition } from '../core/transition.ts'
import { estimate } from './estimate.ts'

const title = { 'en-us': 'x', 'zh-cn': 'x' }
const run = async () => null
const operation = defineOperation({ name: 'test.copy', version: 1, service: 'dcs', title, input: {} })
  .step('check', { title, run })
  .step('copy', { title, run, unit: 'keys' })
  .step('verify', { title, run })
const instance = { id: 'i', service: 'dcs', project: 'p' } as Instance
const start = 1_000_000

type Event = WorkerEvent extends infer E ? (E extends WorkerEvent ? Omit<E, 'epoch'> : never) : never

/** A task that has been claimed, after these events at these seconds. */
function taskAfter(...events: readonly (readonly [number, Event])[]): Task {
  const submission = { operation: 'test.copy', instance: 'i', input: {}, token: null, dueAt: null } as const
  const task = createTask(
    't',
    operation,
    instance,
    { ...submission, priority: 'normal', submittedBy: 'k' },
    start,
  )
  return events.reduce(
    (before, [second, event]) => transition(before, { ...event, epoch: 1 }, start + second * 1000),
    transition(task, { type: 'claimed', worker: 'w' }, start),
  )
}

const begun = (step: string): Event => ({ type: 'stepStarted', step })
const done = (step: string): Event => ({ type: 'stepSucceeded', step, output: null })
const report = (reports: readonly Omit<ProgressReport, 'step'>[]): Event => ({
  type: 'progressed',
  reports: reports.map(one => ({ step: 'copy', ...one })),
  predictedEndAt: null,
  predictedSteps: [],
})
const own = (progress: Partial<Progress>): Event => report([{ subStep: null, progress }])

/** A past run whose steps took so many seconds. */
function pastRun(check: number, copy: number, verify: number): Task {
  return taskAfter(
    [0, begun('check')],
    [check, done('check')],
    [check, begun('copy')],
    [check + copy, done('copy')],
    [check + copy, begun('verify')],
    [check + copy + verify, done('verify')],
    [check + copy + verify, { type: 'ending', status: 'succeeded', failure: null, retryAt: null }],
    [check + copy + verify, { type: 'ended' }],
  )
}

const copying = [[0, begun('check')] as const, [1, done('check')] as const, [1, begun('copy')] as const]
const seconds = (task: Task, past: readonly Task[], at: number) => {
  const now = start + at * 1000
  const end = estimate(task, past, now).predictedEndAt
  return end === null ? null : (end - now) / 1000
}
/** Each step whose end is predicted, and in how many seconds. */
const stepSeconds = (task: Task, past: readonly Task[], at: number) =>
  estimate(task, past, start + at * 1000).predictedSteps.map(({ step, endAt }) => [
    step,
    (endAt - start) / 1000 - at,
  ])

test('a number is told without evidence', () => {
  assert.equal(seconds(taskAfter(...copying), [], 2), null)
  assert.equal(seconds(taskAfter(...copying, [2, own({ done: 5 })]), [], 2), null, 'no total')
})

test('a step that no past run knows goes by its weight, at the pace of this run', () => {
  const task = taskAfter(...copying, [2, own({ done: 100, total: 1000, ratePerSecond: 100 })])
  // The check took 1 s, the copy takes 1 + 9: 5.5 s for each of the three equal weights.
  assert.equal(seconds(task, [], 2), 9 + 5.5)
  const verifying = taskAfter(...copying, [11, done('copy')], [11, begun('verify')])
  assert.equal(seconds(verifying, [], 12), 4.5)
  assert.equal(seconds(verifying, [], 60), null, 'it has taken longer than its weight says')
  const between = taskAfter(...copying, [11, done('copy')])
  assert.equal(seconds(between, [], 11), 5.5)
})

test('less than half of the weight says nothing about the rest', () => {
  assert.equal(seconds(taskAfter([0, begun('check')], [1, done('check')]), [], 1), null)
})

test('the running step goes by its rate, those that wait by the median of past runs', () => {
  const task = taskAfter(...copying, [2, own({ done: 100, total: 1000, ratePerSecond: 100 })])
  assert.equal(seconds(task, [pastRun(1, 500, 4), pastRun(1, 500, 100), pastRun(1, 500, 6)], 2), 9 + 6)
  assert.equal(seconds(task, [pastRun(1, 500, 4), pastRun(1, 500, 6)], 2), 9 + 5)
})

test('without a rate the running step goes by past runs that took at least as long', () => {
  const past = [pastRun(1, 10, 4), pastRun(1, 20, 4), pastRun(1, 60, 4)]
  assert.equal(seconds(taskAfter(...copying), past, 6), 15 + 4)
  assert.equal(seconds(taskAfter(...copying), past, 16), 25 + 4, 'the median of 20 and 60, 15 s later')
  assert.equal(
    seconds(taskAfter(...copying), past, 100),
    null,
    'it takes longer than any: past runs say nothing',
  )
  assert.equal(
    seconds(taskAfter(...copying, [2, own({ done: 1, total: 9, ratePerSecond: 0 })]), past, 6),
    15 + 4,
  )
})

test('the steps do not end one after the other, or one behind a step without evidence is foretold', () => {
  const task = taskAfter(...copying, [2, own({ done: 100, total: 1000, ratePerSecond: 100 })])
  assert.deepEqual(stepSeconds(task, [pastRun(1, 500, 4)], 2), [
    ['copy', 9],
    ['verify', 13],
  ])
  const first = taskAfter([0, begun('check')])
  const runs = [{ ...pastRun(3, 5, 4), steps: pastRun(3, 5, 4).steps.filter(({ name }) => name !== 'copy') }]
  assert.deepEqual(stepSeconds(first, runs, 1), [['check', 2]])
  assert.equal(seconds(first, runs, 1), null)
  assert.deepEqual(stepSeconds(taskAfter(...copying), [], 2), [])
})

test('a clock that goes back gives no negative time', () => {
  assert.equal(seconds(taskAfter(...copying), [pastRun(1, 10, 4)], -5), 14)
})

test('a step that was not needed took no time, one that did not end is no evidence', () => {
  const skipped: Task = {
    ...pastRun(1, 1, 1),
    steps: pastRun(1, 1, 1).steps.map(step => ({
      ...step,
      status: 'skipped',
      startedAt: null,
      endedAt: null,
    })),
  }
  const task = taskAfter(...copying, [2, own({ done: 1000, total: 1000 })])
  assert.equal(seconds(task, [skipped], 2), 0)
  assert.equal(seconds({ ...task, steps: skipped.steps }, [], 2), 0)
  assert.equal(seconds(task, [taskAfter(...copying)], 2), seconds(task, [], 2))
})

const parts = (...progress: readonly Partial<Progress>[]): Event => ({
  type: 'subStepsAdded',
  step: 'copy',
  subSteps: progress.map((one, index) => ({ name: `part${index}`, title, weight: 1, ...one })),
})
const past = [pastRun(1, 500, 0)]
const withParts = (...progress: readonly Partial<Progress>[]) =>
  seconds(taskAfter(...copying, [2, parts(...progress)]), past, 2)

test('of sub-steps that run at once the slowest decides', () => {
  const fast = { done: 90, total: 100, unit: 'keys', ratePerSecond: 10 }
  const slow = { done: 10, total: 100, unit: 'keys', ratePerSecond: 3 }
  assert.equal(withParts(fast, slow), 30)
})

test('sub-steps that wait pass at the rate of all together', () => {
  const running = { done: 0, total: 100, unit: 'keys', ratePerSecond: 10 }
  const waiting = { total: 300, unit: 'keys' }
  assert.equal(withParts(running, waiting), 40)
})

test('sub-steps that tell too little leave the step to past runs', () => {
  const running = { done: 0, total: 100, unit: 'keys', ratePerSecond: 10 }
  assert.equal(withParts(running, { unit: 'keys' }), 499)
  assert.equal(withParts(running, { total: 1, unit: 'bytes' }), 499)
  assert.equal(withParts({ total: 100, unit: 'keys' }), 499)
})

test('a step that counts and parts that count: the later one is told; finished parts count no more', () => {
  const task = taskAfter(
    ...copying,
    [2, parts({ total: 50, unit: 'keys' }, { total: 40, unit: 'keys' })],
    [2, { type: 'subStepStarted', step: 'copy', subStep: 'part0' }],
    [2, { type: 'subStepSucceeded', step: 'copy', subStep: 'part0', output: null }],
    [2, { type: 'subStepStarted', step: 'copy', subStep: 'part1' }],
    [2, own({ done: 50, total: 90, ratePerSecond: 20 })],
    [2, report([{ subStep: 'part1', progress: { ratePerSecond: 10 } }])],
  )
  assert.equal(seconds(task, past, 2), 4)
})

test('nothing is predicted for a task that does not run, or is being cleaned up', () => {
  const pending = createTask(
    't',
    operation,
    instance,
    {
      operation: 'test.copy',
      instance: 'i',
      input: {},
      token: null,
      dueAt: null,
      priority: 'normal',
      submittedBy: 'k',
    },
    start,
  )
  const ending = taskAfter([0, { type: 'ending', status: 'cancelled', failure: null, retryAt: null }])
  for (const task of [pending, ending, pastRun(1, 1, 1)])
    assert.deepEqual(estimate(task, past, start), { predictedEndAt: null, predictedSteps: [] })
})

test('a prediction of centuries is none', () => {
  const task = taskAfter(...copying, [2, own({ done: 0, total: 1e15, ratePerSecond: 0.001 })])
  assert.equal(seconds(task, past, 2), null)
})

test('whatever is measured, no end is before now, or before that of the step in front', () => {
  const figure = fc.option(fc.double({ min: 0, noNaN: true }), { nil: null })
  const progress = fc.record({
    done: figure,
    total: figure,
    ratePerSecond: figure,
    unit: fc.constantFrom('keys', null),
  })
  const durations = fc.array(fc.tuple(fc.nat(5000), fc.nat(5000), fc.nat(5000)), { maxLength: 5 })
  fc.assert(
    fc.property(
      progress,
      fc.array(progress, { maxLength: 4 }),
      durations,
      fc.nat(9000),
      (ofStep, ofParts, runs, at) => {
        const task = taskAfter(...copying, [2, parts(...ofParts)], [2, own(ofStep)])
        const now = start + at * 1000
        const pastRuns = runs.map(each => pastRun(...each))
        const { predictedEndAt, predictedSteps } = estimate(task, pastRuns, now)
        const ends = [now, ...predictedSteps.map(({ endAt }) => endAt)]
        assert.ok(ends.every((end, index) => Number.isInteger(end) && end >= (ends[index - 1] ?? end)))
        const last = predictedSteps.at(-1)
        assert.equal(predictedEndAt, last?.step === 'verify' ? last.endAt : null)
        assert.deepEqual(estimate(task, pastRuns, now), { predictedEndAt, predictedSteps })
      },
    ),
  )
})

test('a pause makes the steps to come look longer, in this run or in those after it', () => {
  // The copy is worked on for 20 s, rests for an hour, and goes on with half of it done.
  const before = taskAfter([0, begun('check')], [10, done('check')], [10, begun('copy')])
  const rested = [
    { event: { type: 'yielded', epoch: 1 }, second: 30 },
    { event: { type: 'claimed', worker: 'w' }, second: 3630 },
    { event: { ...begun('copy'), epoch: 2 }, second: 3630 },
    { event: { ...own({ done: 50, total: 100, ratePerSecond: 2.5 }), epoch: 2 }, second: 3630 },
  ] as const
  const task = rested.reduce(
    (now, { event, second }) => transition(now, event, start + second * 1000),
    before,
  )
  const now = start + 3_630_000
  // Two of three weights took 50 s, so the third takes 25.
  assert.equal(estimate(task, [], now).predictedEndAt, now + 20_000 + 25_000)
  const ends = [
    { event: { ...done('copy'), epoch: 2 }, second: 3650 },
    { event: { ...begun('verify'), epoch: 2 }, second: 3650 },
    { event: { ...done('verify'), epoch: 2 }, second: 3660 },
  ] as const
  const pastOne = ends.reduce(
    (then, { event, second }) => transition(then, event, start + second * 1000),
    task,
  )
  const fresh = taskAfter([0, begun('check')], [10, done('check')], [10, begun('copy')])
  assert.equal(estimate(fresh, [pastOne], start + 10_000).predictedEndAt, start + 10_000 + 40_000 + 10_000)
})
