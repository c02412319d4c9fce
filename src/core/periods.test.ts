import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TaskEvent } from './event.ts'
import { periodsOf } from './periods.ts'
import type { Task } from './task.ts'
import { ended, ending, pendingTask, stepStarted } from './testing/samples.ts'
import { transition } from './transition.ts'

const claimed: TaskEvent = { type: 'claimed', worker: 'w1' }

/** What a task did whose first step fails, and which is claimed again after a person's event at 90. */
function retriedBy(type: 'retryRequested' | 'skipRequested', at: number): readonly string[] {
  const submitted = pendingTask()
  const skippable: Task = { ...submitted, steps: submitted.steps.map(step => ({ ...step, skippable: true })) }
  const lines: readonly (readonly [number, TaskEvent])[] = [
    [2000, claimed],
    [2000, stepStarted('plan')],
    [5000, ending('failed')],
    [7000, ended()],
    [at, { type }],
    [at + 2000, claimed],
  ]
  const task = lines.reduce((before, [time, event]) => transition(before, event, time), skippable)
  const events = lines.map(([time, event]) => ({ at: time, event }))
  return periodsOf(task, events).map(
    ({ kind, attempt, from, to }) => `${kind} ${attempt}: ${from}-${to ?? ''}`,
  )
}

test('the time until a person retries a failed task is drawn as a wait', () => {
  for (const type of ['retryRequested', 'skipRequested'] as const)
    assert.deepEqual(retriedBy(type, 90_000).slice(2), [
      'undoing 1: 5000-7000',
      'stopped 2: 7000-90000',
      'waiting 2: 90000-92000',
      'working 2: 92000-',
    ])
  const atOnce = ['undoing 1: 5000-7000', 'waiting 2: 7000-9000', 'working 2: 9000-']
  assert.deepEqual(retriedBy('retryRequested', 7000).slice(2), atOnce)
})
