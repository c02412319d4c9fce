import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Task, TaskStatus } from '../../core/task.ts'
import { samples } from '../samples.ts'
import { usualForms } from '../wire-forms.ts'
import { progressDocument } from './progress.ts'
import { wireTask } from './task-record.ts'
import { bound, scaled, usualContext } from './testing/kafka-samples.ts'

const shown = (task: Task) => wireTask({ ...bound, task }, usualContext)

const words = (task: Task) => progressDocument(task, usualContext).step_list.map(step => step.statue)

test('a status is told by a word of another meaning, so that who polls ends too early or never', () => {
  const told: { readonly [status in TaskStatus]: readonly [task: Task, word: string] } = {
    pending: [samples.waiting.task, 'CREATED'],
    running: [samples.half.task, 'EXECUTING'],
    paused: [samples.paused.task, 'EXECUTING'],
    succeeded: [samples.done.task, 'SUCCESS'],
    failed: [samples.oneStepFailed.task, 'FAILED'],
    cancelled: [samples.cancelled.task, 'CANCELLED'],
  }
  for (const [status, [task, word]] of Object.entries(told))
    assert.deepEqual([task.status, shown(task).status], [status, word])
  assert.equal(shown(samples.waitingToRetry.task).status, 'EXECUTING', 'it goes on by itself')
})

test('a cancelled task keeps Terraform waiting until its time is over', () => {
  const context = { ...usualContext, forms: { ...usualForms, dmsCancelled: 'FAILED' } } as const
  assert.equal(wireTask({ ...bound, task: samples.cancelled.task }, context).status, 'FAILED')
})

test('a task that goes on has an end, also after a failure that was tried again', () => {
  assert.equal(shown(scaled).updated_at, null)
  assert.equal(shown({ ...scaled, endedAt: 1765307590000 }).updated_at, null)
  assert.equal(shown(bound.task).updated_at, '2020-06-15T08:55:56.600Z')
})

test('steps are told by words that the page does not have', () => {
  assert.deepEqual(words(samples.half.task), ['COMPLETED', 'IN_PROGRESS'])
  assert.deepEqual(words(samples.paused.task), ['COMPLETED', 'WAITING'], 'it awaits being resumed')
  assert.deepEqual(words(samples.oneStepFailed.task), ['COMPLETED', 'FAILED'])
  assert.deepEqual(words(samples.cancelled.task), ['COMPLETED', 'FAILED'])
})

test('moments of steps are of a type that a client cannot read', () => {
  const moments = (dmsNumbers: 'number' | 'text') => {
    const context = { ...usualContext, forms: { ...usualForms, dmsNumbers } }
    return progressDocument(scaled, context).step_list.map(step => [step.start_time, step.end_time])
  }
  assert.deepEqual(moments('number'), [
    [1765307538503, 1765307543133],
    [1765307543286, null],
    [null, null],
  ])
  assert.deepEqual(moments('text'), [
    ['1765307538503', '1765307543133'],
    ['1765307543286', null],
    [null, null],
  ])
})

test('an unknown remaining time is a number, or one that is known is none', () => {
  assert.equal(progressDocument(samples.waiting.task, usualContext).remain_time, null)
  assert.equal(progressDocument(bound.task, usualContext).remain_time, 0)
  assert.equal(progressDocument(scaled, usualContext).remain_time, 1124)
})
