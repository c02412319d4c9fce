import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TaskView } from '../../dialects/native/schema.ts'
import { cancelled, done, failed, halfDone, notBegun } from '../testing/task-views.ts'
import { changesBetween } from './changes.ts'

const begun: TaskView = {
  ...notBegun,
  revision: 2,
  status: 'running',
  statusText: 'Running',
  startedAt: halfDone.startedAt,
}

test('who begins to watch is not told where the task stands', () => {
  assert.deepEqual(changesBetween(null, halfDone, 'en-us'), [
    'Task 8abf6e1e72c12e7c0172c15b508500aa, Data migration on orders: Running, 62 %',
  ])
  const ended = changesBetween(null, { ...failed, instance: { ...failed.instance, name: null } }, 'zh-cn')
  assert.match(ended[0] ?? '', /^任务 8abf6e1e.*，实例 5560df16.* 上的Data migration：Failed，62 %$/)
})

test('who begins to watch an ended task is not told how it ended', () => {
  assert.deepEqual(changesBetween(null, failed, 'en-us').slice(1), [
    'Task: Failed after 31s',
    'DCS.1014: The target 10.0.0.7:6379 is out of memory.',
    'What to do: Give it more memory and try again.',
  ])
})

test('a line is written though nothing a person would notice has changed', () => {
  assert.deepEqual(changesBetween(halfDone, halfDone, 'en-us'), [])
  assert.deepEqual(changesBetween(halfDone, { ...halfDone, revision: 41, percent: 69 }, 'en-us'), [])
})

test('beginning and end of a step between two looks are lost', () => {
  assert.deepEqual(changesBetween(begun, { ...halfDone, percent: 9 }, 'en-us'), [
    'Step Pre-check: Succeeded (2s)',
    'Step Data migration: Running',
  ])
  assert.deepEqual(changesBetween(notBegun, begun, 'en-us'), ['Task: Running'])
})

test('every tenth percent is passed over, or told twice', () => {
  const at = (percent: number, remainingSeconds: number | null): TaskView => ({
    ...halfDone,
    revision: 100 + percent,
    percent,
    remainingSeconds,
  })
  assert.deepEqual(changesBetween(at(69, 9), at(70, 9), 'en-us'), ['Progress: 70 %, about 9s left'])
  assert.deepEqual(changesBetween(at(70, 9), at(79, 9), 'en-us'), [])
  assert.deepEqual(changesBetween(at(41, 9), at(88, null), 'en-us'), ['Progress: 88 %'])
})

test('the end is not told', () => {
  assert.deepEqual(changesBetween(halfDone, done, 'en-us'), [
    'Step Data migration: Succeeded (42s)',
    'Step Cut over: Succeeded (1s)',
    'Task: Succeeded after 45s',
  ])
  assert.deepEqual(changesBetween(halfDone, { ...failed, attempt: 1 }, 'en-us'), [
    'Step Data migration: Failed (28s)',
    'Task: Failed after 31s',
    'DCS.1014: The target 10.0.0.7:6379 is out of memory.',
    'What to do: Give it more memory and try again.',
  ])
  assert.deepEqual(changesBetween(notBegun, cancelled, 'en-us'), ['Task: Cancelled'])
})

test('a retry and a cancel are not told', () => {
  const retried = { ...begun, revision: 70, attempt: 3 }
  assert.deepEqual(changesBetween(failed, retried, 'en-us'), ['Attempt 3 begins', 'Task: Running'])
  const cancelling = { ...halfDone, revision: 41, statusText: 'Cancelling' }
  assert.deepEqual(changesBetween(halfDone, cancelling, 'zh-cn'), ['任务：Cancelling'])
})

test('a step that ended without times is lost', () => {
  const [first, ...rest] = begun.steps
  const skipped = {
    ...begun,
    revision: 3,
    steps: [{ ...first!, status: 'skipped', statusText: 'Not needed' } as const, ...rest],
  }
  assert.deepEqual(changesBetween(begun, skipped, 'en-us'), ['Step Pre-check: Not needed'])
})

test('a failure without remedy ends with an empty line', () => {
  const view = { ...failed, failure: { code: 'A.1', message: 'a\u001b[2Jb', remedy: '', step: null } }
  assert.deepEqual(changesBetween(null, view, 'en-us').slice(2), ['A.1: a [2Jb'])
})
