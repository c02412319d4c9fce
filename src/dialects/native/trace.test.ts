import assert from 'node:assert/strict'
import { test } from 'node:test'
import { effectsKeptMs } from '../../core/effect-transition.ts'
import type { TaskEvent } from '../../core/event.ts'
import {
  claimed,
  ended,
  ending,
  intended,
  stepStarted,
  stepSucceeded,
  undone,
  words,
} from '../../core/testing/samples.ts'
import type { TracedTask } from '../question.ts'
import { brokenTraceLaws } from './testing/trace-laws.ts'
import { line, lived } from './testing/traced-lives.ts'
import type { TraceLine } from './trace-schema.ts'
import { isTraced, traceOf } from './trace.ts'

/** A trace that obeys the form, without the run, and without the submission where that is of no interest. */
function traced(lives: TracedTask): readonly object[] {
  const lines = traceOf(lives)
  assert.deepEqual(brokenTraceLaws(lines), [])
  assert.deepEqual(JSON.parse(JSON.stringify(lines)), lines)
  return lines.slice(1).map(({ run: _run, ...rest }) => rest)
}

const reported = (done: number | null, total?: number, subStep: string | null = null): TaskEvent => ({
  type: 'progressed',
  epoch: 1,
  predictedEndAt: null,
  predictedSteps: [],
  reports: [{ step: 'copy', subStep, progress: total === undefined ? { done } : { done, total } }],
})
const planned: readonly (readonly [number, TaskEvent])[] = [
  [3, claimed],
  [3, stepStarted('plan')],
  [4, stepSucceeded('plan')],
  [4.5, stepStarted('copy')],
]

test('a submission does not name the steps with their parts, weights and units', () => {
  const [submitted] = traceOf(lived())
  assert.deepEqual(submitted, {
    run: 'task-1',
    at: 1,
    event: 'submitted',
    operation: 'redis.sample',
    version: 1,
    instance: 'instance-1',
    steps: [
      { name: 'plan', weight: 1 },
      { name: 'copy', weight: 3, unit: 'keys' },
      { name: 'copy/a', weight: 1, parent: 'copy' },
      { name: 'copy/b', weight: 3, parent: 'copy' },
      { name: 'switch', weight: 1 },
    ],
  } satisfies TraceLine)
})

test('a run is not told from its queue to its end', () => {
  const part = { epoch: 1, step: 'copy', subStep: 'a' } as const
  const lives = lived(
    ...planned,
    [5, { type: 'subStepStarted', ...part }],
    [6, { type: 'subStepSucceeded', ...part, output: null }],
    [6, reported(5)],
    [6, reported(10, 100)],
    [7, reported(60)],
    [8, stepSucceeded('copy')],
    [8, stepStarted('switch')],
    [9, stepSucceeded('switch')],
    [9, ending('succeeded')],
    [9.25, ended()],
  )
  assert.deepEqual(traced(lives), [
    { at: 3, event: 'started' },
    { at: 3, event: 'step_started', step: 'plan' },
    { at: 4, event: 'step_finished', step: 'plan' },
    { at: 4.5, event: 'step_started', step: 'copy' },
    { at: 5, event: 'step_started', step: 'copy/a' },
    { at: 6, event: 'step_finished', step: 'copy/a' },
    { at: 6, event: 'progress', step: 'copy', done: 5 },
    { at: 6, event: 'progress', step: 'copy', done: 10, total: 100 },
    { at: 7, event: 'progress', step: 'copy', done: 60, total: 100 },
    { at: 8, event: 'step_finished', step: 'copy' },
    { at: 8, event: 'step_started', step: 'switch' },
    { at: 9, event: 'step_finished', step: 'switch' },
    { at: 9.25, event: 'ended', status: 'succeeded' },
  ])
})

test('parts that planning adds share no history, or are told again when planning runs again', () => {
  const node = { name: 'node 7', title: words('Node'), weight: 2, total: 50, unit: 'keys' }
  const plain = { name: 'node 8', title: words('Node'), weight: 1 }
  const add = (...subSteps: (typeof node | typeof plain)[]): TaskEvent => ({
    type: 'subStepsAdded',
    epoch: 1,
    step: 'copy',
    subSteps,
  })
  const lives = lived(
    ...planned,
    [5, add(node, plain)],
    [5, { type: 'subStepStarted', epoch: 1, step: 'copy', subStep: 'node 7' }],
    [6, reported(20, undefined, 'node 7')],
  )
  const again = line(99, lives.task.revision, 6000, add(node))
  const expected = [
    {
      at: 5,
      event: 'sub_steps',
      step: 'copy',
      add: [
        { name: 'copy/node 7', kind: 'copy/*', weight: 2, total: 50, unit: 'keys', parent: 'copy' },
        { name: 'copy/node 8', kind: 'copy/*', weight: 1, parent: 'copy' },
      ],
    },
    { at: 5, event: 'step_started', step: 'copy/node 7', total: 50 },
    { at: 6, event: 'progress', step: 'copy/node 7', done: 20, total: 50 },
  ]
  assert.deepEqual(traced({ ...lives, events: [...lives.events, again] }).slice(4), expected)
})

test('a step that ends leaves its parts running', () => {
  const lives = lived(
    ...planned,
    [5, { type: 'subStepStarted', epoch: 1, step: 'copy', subStep: 'b' }],
    [8, stepSucceeded('copy')],
  )
  assert.deepEqual(traced(lives).slice(-2), [
    { at: 8, event: 'step_finished', step: 'copy/b' },
    { at: 8, event: 'step_finished', step: 'copy' },
  ])
})

test('the time without a worker is told as work, or the step in flight begins twice', () => {
  const lives = lived(
    ...planned,
    [6, { type: 'workerLost', worker: 'w1', cause: 'died', blame: 'alone' }],
    [16, claimed],
    [16, stepStarted('copy', 2)],
    [17, { type: 'yielded', epoch: 2 }],
  )
  assert.deepEqual(traced(lives).slice(4), [
    { at: 6, event: 'waiting', reason: 'retry' },
    { at: 16, event: 'working' },
    { at: 17, event: 'waiting', reason: 'retry' },
  ])
})

test('an attempt that failed ends the run, or the wait for its retry is told as work', () => {
  const lives = lived(
    ...planned,
    [5, { type: 'subStepStarted', epoch: 1, step: 'copy', subStep: 'a' }],
    [6, intended('staging', 'task')],
    [7, ending('failed')],
    [8, ended()],
    [10, { type: 'retryRequested' }],
    [20, claimed],
    [21, stepStarted('copy', 2)],
    [22, ending('failed', 2)],
    [22, ended(2)],
    // What it had kept is cleaned up once nobody tries again.
    [22 + effectsKeptMs / 1000, claimed],
    [22 + effectsKeptMs / 1000, undone('staging', 3)],
    [23 + effectsKeptMs / 1000, ended(3)],
  )
  assert.deepEqual(traced(lives).slice(5), [
    { at: 7, event: 'step_failed', step: 'copy/a' },
    { at: 7, event: 'step_failed', step: 'copy' },
    { at: 8, event: 'waiting', reason: 'retry' },
    { at: 20, event: 'working' },
    { at: 21, event: 'step_started', step: 'copy' },
    { at: 22, event: 'step_failed', step: 'copy' },
    { at: 22, event: 'ended', status: 'failed' },
  ])
})

test('a task that was cancelled before it began has no end, or what a cancel has stopped goes on', () => {
  assert.deepEqual(traced(lived([7, { type: 'cancelRequested' }])), [
    { at: 7, event: 'ended', status: 'cancelled' },
  ])
  const asked = lived(...planned, [5, { type: 'cancelRequested' }], [6, ending('cancelled')], [7, ended()])
  assert.deepEqual(traced(asked).slice(4), [
    { at: 6, event: 'step_failed', step: 'copy' },
    { at: 7, event: 'ended', status: 'cancelled' },
  ])
})

test('what was kept for a retry is cleaned up after the end, and that is told', () => {
  const failed = [...planned, [5, intended('staging', 'task')], [6, ending('failed')], [7, ended()]] as const
  const end = traced(lived(...failed))
  const later = 7 + effectsKeptMs / 1000
  const cleaned = lived(...failed, [later, claimed], [later, undone('staging', 2)], [later + 1, ended(2)])
  const handedBack = lived(...failed, [later, claimed], [later, { type: 'yielded', epoch: 2 }])
  assert.deepEqual([traced(cleaned), traced(handedBack)], [end, end])
})

test('a history that is ahead of its task tells of an end that the task does not know', () => {
  const running = lived(...planned)
  const { events } = lived(...planned, [6, ending('failed')], [7, ended()])
  assert.deepEqual(traced({ task: running.task, events }), traced(running))
})

test('time goes back with a clock, or what cannot be counted is a number', () => {
  const lives = lived(...planned, [2, reported(null, 5)], [1, reported(1)], [9, reported(2, Number.NaN)])
  const stored = JSON.parse(JSON.stringify(lives)) as TracedTask
  assert.deepEqual(traced(stored).slice(4), [
    { at: 4.5, event: 'progress', step: 'copy', done: 1, total: 5 },
    { at: 9, event: 'progress', step: 'copy', done: 2, total: 5 },
  ])
})

test('events that no trace tells are needed for it, or those it tells are left out', () => {
  const lives = lived(
    ...planned,
    [5, { type: 'checkpointSaved', epoch: 1, step: 'copy', value: 'long' }],
    [6, intended('throttle', 'attempt')],
  )
  const fewer = { ...lives, events: lives.events.filter(isTraced) }
  assert.equal(fewer.events.length, lives.events.length - 2)
  assert.deepEqual(traced(fewer), traced(lives))
})
