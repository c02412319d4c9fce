import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stopPoint } from './stop-point.ts'
import type { Task } from './task.ts'
import {
  after,
  ended,
  ending,
  failedTask,
  pendingTask,
  runningTask,
  stepStarted,
  stepSucceeded,
} from './testing/samples.ts'

/** Where it stops, and at which step. */
const told = (task: Task) => {
  const point = stopPoint(task)
  return point === null ? null : 'step' in point ? `${point.at} ${point.step.name}` : point.at
}
const copying = after(runningTask(), [stepSucceeded('plan'), stepStarted('copy')])
const switching = after(copying, [stepSucceeded('copy'), stepStarted('switch')])
const given = (task: Task) => after(task, [{ type: 'yielded', epoch: 1 }])

test('a task that does no work is told to stop somewhere', () => {
  const undoing = after(runningTask(), [ending('failed')])
  for (const task of [pendingTask(), failedTask(), undoing, after(undoing, [ended()])])
    assert.equal(told(task), null)
})

test('where the work stops is told otherwise than the transition has it', () => {
  assert.equal(told(copying), 'cancelPoint copy')
  assert.equal(told(after(runningTask(), [stepSucceeded('plan')])), 'border')
  assert.equal(told(given(copying)), 'claim')
  assert.equal(told(switching), 'tooLate switch')
  assert.equal(told(given(switching)), 'tooLate switch', 'the next worker goes on with it')
  const [plan, copy, last] = switching.steps
  const behind = { ...plan!, status: 'waiting' } as const
  assert.equal(told({ ...switching, steps: [copy!, last!, behind] }), 'stepEnd switch')
  assert.equal(told({ ...switching, steps: [plan!, copy!] }), 'border', 'all its steps have ended')
})
