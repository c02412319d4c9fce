import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { StepwellError } from './error.ts'
import type { HistoryEvent, TaskEvent } from './event.ts'
import { isEnded, type Task } from './task.ts'
import { journeys, walk, type Journey } from './testing/journeys.ts'
import { claimed, ended, ending, pendingTask, stepStarted, stepSucceeded } from './testing/samples.ts'
import type { PeriodKind } from './periods.ts'
import { mostSamples } from './progress-samples.ts'
import { isTimed, timelineOf, type Timeline } from './timeline.ts'
import { transition } from './transition.ts'

/** A task and its history after events, each at a second; it was submitted at the first. */
function lived(...events: readonly (readonly [second: number, event: TaskEvent])[]) {
  const history: HistoryEvent[] = []
  const tell = (at: number, { revision }: Task, event: HistoryEvent['event']): void =>
    void history.push({ id: history.length, task: 'task-1', revision, at, by: null, reason: null, event })
  let task = pendingTask()
  tell(task.createdAt, task, { type: 'submitted' })
  for (const [second, event] of events) {
    task = transition(task, event, second * 1000)
    tell(second * 1000, task, event)
  }
  return { task, history }
}

const timeline = (...events: readonly (readonly [number, TaskEvent])[]): Timeline => {
  const { task, history } = lived(...events)
  return timelineOf(task, history.filter(isTimed))
}

/** A period a line: `waiting 1: 1-2`. */
const periods = (...events: readonly (readonly [number, TaskEvent])[]) =>
  timeline(...events).periods.map(
    ({ kind, attempt, from, to }) => `${kind} ${attempt}: ${from / 1000}-${to === null ? '' : to / 1000}`,
  )
const runs = (...events: readonly (readonly [number, TaskEvent])[]) =>
  timeline(...events).runs.map(
    ({ step, subStep, attempt, status, from, to }) =>
      `${subStep === null ? step : `${step}/${subStep}`} ${attempt} ${status}: ${from / 1000}-${to === null ? '' : to / 1000}`,
  )

const lost: TaskEvent = { type: 'workerLost', worker: 'w1', cause: 'died', blame: 'none' }
const askedToPause: TaskEvent = { type: 'pauseRequested', limit: null }
const again = (retryAt: number): TaskEvent => ({ ...ending('failed'), retryAt }) as TaskEvent
const part = (type: 'subStepStarted' | 'subStepSucceeded', subStep: string): TaskEvent => ({
  type,
  epoch: 1,
  step: 'copy',
  subStep,
  output: null,
})
const copying = [
  [2, claimed],
  [2, stepStarted('plan')],
  [3, stepSucceeded('plan')],
  [3, stepStarted('copy')],
] as const

test('a wait, a pause or the loss of a worker counts as work', () => {
  assert.deepEqual(periods(), ['waiting 1: 1-'])
  const events = [
    ...copying,
    [4, askedToPause],
    [5, { type: 'paused', epoch: 1 }],
    [6, askedToPause],
    [7, { type: 'resumed' }],
    [8, claimed],
    [9, lost],
    [10, askedToPause],
    [11, { type: 'resumed' }],
    [12, claimed],
  ] as const
  assert.deepEqual(periods(...events), [
    'waiting 1: 1-2',
    'working 1: 2-5',
    'paused 1: 5-7',
    'waiting 1: 7-8',
    'working 1: 8-9',
    'waiting 1: 9-10',
    'paused 1: 10-11',
    'waiting 1: 11-12',
    'working 1: 12-',
  ])
})

test('a pause that was asked for comes with the loss of a worker, and not where the work may not be stopped', () => {
  assert.deepEqual(periods(...copying, [4, askedToPause], [5, lost]).slice(-2), [
    'working 1: 2-5',
    'paused 1: 5-',
  ])
  const switching = [...copying, [4, stepSucceeded('copy')], [4, stepStarted('switch')]] as const
  assert.deepEqual(periods(...switching, [5, askedToPause], [6, lost]).at(-1), 'waiting 1: 6-')
})

test('the undo of an attempt, or the wait for the next one, counts as work', () => {
  const failing = [...copying, [5, again(9000)], [7, ended()]] as const
  assert.deepEqual(periods(...failing, [9, claimed]), [
    'waiting 1: 1-2',
    'working 1: 2-5',
    'undoing 1: 5-7',
    'waiting 2: 7-9',
    'working 2: 9-',
  ])
  const failed = [...copying, [5, ending('failed')], [7, ended()]] as const
  assert.deepEqual(periods(...failed).at(-1), 'undoing 1: 5-7')
})

test('a task that never began is drawn beyond its cancel', () => {
  assert.deepEqual(periods([5, { type: 'cancelRequested' }]), ['waiting 1: 1-5'])
  assert.deepEqual(periods([1, { type: 'cancelRequested' }]), [])
})

test('a clock that was set back draws a period backwards', () => {
  assert.deepEqual(periods([9, claimed], [4, ending('failed')], [12, ended()]), [
    'waiting 1: 1-9',
    'undoing 1: 9-12',
  ])
})

test('what came after the task was read is drawn with it', () => {
  const { task } = lived(...copying)
  const { history } = lived(...copying, [5, ending('failed')], [7, ended()])
  assert.deepEqual(timelineOf(task, history), timeline(...copying))
})

test('a run of an earlier attempt is lost, or one that went on is told as two', () => {
  const first = [
    ...copying,
    [3, part('subStepStarted', 'a')],
    [4, part('subStepSucceeded', 'a')],
    [4, part('subStepStarted', 'b')],
    [5, lost],
    [6, claimed],
    [6, stepStarted('copy', 2)],
    [7, { ...ending('failed', 2), retryAt: 9000 } as TaskEvent],
    [8, ended(2)],
    [9, claimed],
    [9, stepStarted('copy', 3)],
    [9, { type: 'subStepStarted', epoch: 3, step: 'copy', subStep: 'b' }],
  ] as const
  const told = [
    'plan 1 succeeded: 2-3',
    'copy 1 failed: 3-7',
    'copy/a 1 succeeded: 3-4',
    'copy/b 1 failed: 4-7',
  ]
  assert.deepEqual(runs(...first), [...told, 'copy 2 running: 9-', 'copy/b 2 running: 9-'])
  assert.deepEqual(runs(...first, [11, stepSucceeded('copy', 3)]), [
    ...told,
    'copy 2 succeeded: 9-11',
    'copy/b 2 succeeded: 9-11',
  ])
})

const report = (subStep: string | null, progress: object): TaskEvent => ({
  type: 'progressed',
  epoch: 1,
  reports: [{ step: 'copy', subStep, progress }],
  predictedEndAt: null,
  predictedSteps: [],
})

test('a sample forgets what an earlier report has told, or keeps the rate of a worker that is gone', () => {
  const added = { name: 'c', title: { 'en-us': 'C', 'zh-cn': 'C' }, weight: 1 }
  const { samples } = timeline(
    ...copying,
    [3, { type: 'subStepsAdded', epoch: 1, step: 'copy', subSteps: [{ ...added, total: 7 }] }],
    [3, { type: 'subStepsAdded', epoch: 1, step: 'copy', subSteps: [{ ...added, total: 9 }] }],
    [4, part('subStepStarted', 'c')],
    [4, report(null, { done: 1, total: 10, ratePerSecond: 5, lagBytes: 3 })],
    [5, report(null, { done: 2 })],
    [6, report('c', { done: NaN })],
    [7, stepStarted('copy')],
    [8, report(null, { lagBytes: 4 })],
  )
  const own = { step: 'copy', subStep: null, total: 10 }
  assert.deepEqual(samples, [
    { ...own, at: 4000, done: 1, ratePerSecond: 5, lagBytes: 3 },
    { ...own, at: 5000, done: 2, ratePerSecond: 5, lagBytes: 3 },
    { at: 6000, step: 'copy', subStep: 'c', done: null, total: 7, ratePerSecond: null, lagBytes: null },
    { ...own, at: 8000, done: 2, ratePerSecond: null, lagBytes: 4 },
  ])
})

test('the rate of a step is not that of its parts at work', () => {
  const { samples } = timeline(
    ...copying,
    [3, part('subStepStarted', 'a')],
    [3, part('subStepStarted', 'b')],
    [4, report('a', { done: 1 })],
    [5, report('a', { ratePerSecond: 5, lagBytes: 1 })],
    [6, report('b', { ratePerSecond: 7 })],
    [7, part('subStepSucceeded', 'a')],
    [8, report('b', { ratePerSecond: 8 })],
  )
  const own = samples.filter(({ subStep }) => subStep === null)
  assert.deepEqual(
    own.map(({ at, ratePerSecond, lagBytes }) => [at / 1000, ratePerSecond, lagBytes]),
    [
      [5, 5, 1],
      [6, 12, 1],
      [8, 8, null],
    ],
  )
})

test('a long history gives too many samples, or none of a part that reports in turn with others', () => {
  const both = [part('subStepStarted', 'a'), part('subStepStarted', 'b')].map(event => [3, event] as const)
  const turns = Array.from({ length: 3000 }, (_, index) => [
    4 + index,
    report(['a', 'b', null][index % 3]!, { done: index }),
  ]) as [number, TaskEvent][]
  const { samples } = timeline(...copying, ...both, ...turns)
  assert.ok(samples.length <= mostSamples)
  assert.deepEqual([samples[0]?.at, samples.at(-1)?.at], [4000, 3_003_000])
  const counts = Map.groupBy(samples, sample => sample.subStep)
  assert.deepEqual(
    [...counts.values()].map(series => series.length),
    [125, 125, 250],
  )
  assert.deepEqual(
    samples.map(sample => sample.at),
    samples.map(sample => sample.at).toSorted((one, other) => one - other),
  )
})

/** What a task does, as it says itself; null: it has ended. */
function kindOf(task: Task): PeriodKind | null {
  if (isEnded(task)) return null
  if (task.status === 'paused') return 'paused'
  if (task.worker === null) return 'waiting'
  return task.ending === null ? 'working' : 'undoing'
}

/** Goes a journey; gives the task, its history, and how it was after each change. */
function journeyOf(journey: Journey) {
  const history: HistoryEvent[] = []
  const states: { at: number; task: Task }[] = []
  const { task } = walk(journey, ({ before, event, now, outcome }) => {
    if (states.length === 0) states.push({ at: 1000, task: before })
    if (outcome instanceof StepwellError || outcome === before) return
    states.push({ at: now, task: outcome })
    const { revision } = outcome
    history.push({ id: history.length, task: 'task-1', revision, at: now, by: null, reason: null, event })
  })
  return { task, history: history.filter(isTimed), states }
}

test('whatever happens to a task, its periods cover it without a gap or an overlap', () => {
  fc.assert(
    fc.property(journeys, journey => {
      const { task, history } = journeyOf(journey)
      const told = timelineOf(task, history).periods
      const ends = [task.createdAt, ...told.map(({ to }) => to)]
      assert.deepEqual(
        told.map(({ from }) => from),
        ends.slice(0, -1),
      )
      assert.equal(ends.at(-1), task.endedAt)
      for (const { from, to } of told) assert.ok(to === null || to > from)
    }),
    { numRuns: 500 },
  )
})

test('whatever happens to a task, its periods and runs tell what it did then', () => {
  fc.assert(
    fc.property(journeys, journey => {
      const { task, history, states } = journeyOf(journey)
      const { periods: told, runs: all } = timelineOf(task, history)
      states.forEach(({ at, task: then }, index) => {
        const next = states[index + 1]?.at ?? Infinity
        if (next === at) return
        const period = told.find(({ from, to }) => from <= at && at < (to ?? Infinity))
        const kind = kindOf(then)
        // After an end there is only the time until a person's retry.
        const isRetried = then.attempt < task.attempt
        assert.equal(period?.kind ?? null, kind ?? (isRetried ? 'stopped' : null))
        if (period !== undefined) assert.equal(period.attempt, then.attempt + (kind === null ? 1 : 0))
        const running = then.steps.flatMap(step =>
          [step, ...step.subSteps.map(each => ({ ...each, name: `${step.name}/${each.name}` }))]
            .filter(each => each.status === 'running')
            .map(each => `${each.name} ${then.attempt}`),
        )
        const drawn = all
          .filter(({ from, to }) => from <= at && at < (to ?? Infinity))
          .map(({ step, subStep, attempt }) => `${subStep === null ? step : `${step}/${subStep}`} ${attempt}`)
        assert.deepEqual(drawn.toSorted(), running.toSorted())
      })
    }),
    { numRuns: 500 },
  )
})
