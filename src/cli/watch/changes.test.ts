import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TaskView } from '../../dialects/native/schema.ts'
import { paused, queued, stalled, waitingToRetry } from '../../telling/testing/held-up-views.ts'
import { cancelled, done, failed, halfDone, notBegun, sampleNow } from '../../telling/testing/task-views.ts'
import { changesBetween } from './changes.ts'

const telling = { language: 'en-us', now: sampleNow, timeZone: 'UTC' } as const
const inChinese = { ...telling, language: 'zh-cn' } as const

const undoFailed =
  'Could not be undone: Throttle. The instance stays locked until it is undone by hand and an administrator releases it.'

const begun: TaskView = {
  ...notBegun,
  revision: 2,
  status: 'running',
  statusText: 'Running',
  startedAt: halfDone.startedAt,
}

test('who begins to watch is not told where the task stands', () => {
  assert.deepEqual(changesBetween(null, halfDone, telling), [
    'Task 8abf6e1e72c12e7c0172c15b508500aa, Data migration on orders: Running, 62 %',
  ])
  const ended = changesBetween(null, { ...failed, instance: { ...failed.instance, name: null } }, inChinese)
  assert.match(ended[0] ?? '', /^任务 8abf6e1e.*，实例 5560df16.* 上的Data migration：Failed，62 %$/)
})

test('who begins to watch an ended task is not told how it ended', () => {
  assert.deepEqual(changesBetween(null, failed, telling).slice(1), [
    'Task: Failed after 31s',
    'DCS.1014 in step Data migration: The target 10.0.0.7:6379 is out of memory.',
    'What to do: Give it more memory and try again.',
    undoFailed,
  ])
})

test('a line is written though nothing a person would notice has changed', () => {
  assert.deepEqual(changesBetween(halfDone, halfDone, telling), [])
  assert.deepEqual(changesBetween(halfDone, { ...halfDone, revision: 41, percent: 69 }, telling), [])
})

test('beginning and end of a step between two looks are lost', () => {
  assert.deepEqual(changesBetween(begun, { ...halfDone, percent: 9 }, telling), [
    'Step Pre-check: Succeeded (2s)',
    'Step Data migration: Running',
  ])
  assert.deepEqual(changesBetween(notBegun, begun, telling), ['Task: Running'])
})

test('every tenth percent is passed over, or told twice', () => {
  const at = (percent: number, remainingSeconds: number | null): TaskView => ({
    ...halfDone,
    revision: 100 + percent,
    percent,
    remainingSeconds,
  })
  assert.deepEqual(changesBetween(at(69, 9), at(70, 9), telling), ['Progress: 70 %, about 9s left'])
  assert.deepEqual(changesBetween(at(70, 9), at(79, 9), telling), [])
  assert.deepEqual(changesBetween(at(41, 9), at(88, null), telling), ['Progress: 88 %'])
})

test('the end is not told', () => {
  assert.deepEqual(changesBetween(halfDone, done, telling), [
    'Step Data migration: Succeeded (42s)',
    'Step Cut over: Succeeded (1s)',
    'Task: Succeeded after 45s',
  ])
  assert.deepEqual(changesBetween(halfDone, { ...failed, attempt: 1 }, telling), [
    'Step Data migration: Failed (28s)',
    'Task: Failed after 31s',
    'DCS.1014 in step Data migration: The target 10.0.0.7:6379 is out of memory.',
    'What to do: Give it more memory and try again.',
    undoFailed,
  ])
  assert.deepEqual(changesBetween(notBegun, cancelled, telling), ['Task: Cancelled'])
})

test('a retry and a cancel are not told', () => {
  const retried = { ...begun, revision: 70, attempt: 3 }
  assert.deepEqual(changesBetween(failed, retried, telling), ['Attempt 3 begins', 'Task: Running'])
  const cancelling = { ...halfDone, revision: 41, statusText: 'Cancelling' }
  assert.deepEqual(changesBetween(halfDone, cancelling, inChinese), ['任务：Cancelling'])
})

test('a step that ended without times is lost', () => {
  const [first, ...rest] = begun.steps
  const skipped = {
    ...begun,
    revision: 3,
    steps: [{ ...first!, status: 'skipped', statusText: 'Not needed' } as const, ...rest],
  }
  assert.deepEqual(changesBetween(begun, skipped, telling), ['Step Pre-check: Not needed'])
})

test('a failure without remedy ends with an empty line', () => {
  const view = { ...failed, failure: { code: 'A.1', message: 'a\u001b[2Jb', remedy: '', step: null } }
  assert.deepEqual(changesBetween(null, view, telling).slice(2), ['A.1: a [2Jb', undoFailed])
})

test('what holds a task up is not told, or told at every look', () => {
  const stalls = changesBetween(halfDone, { ...stalled, revision: 41 }, telling)
  assert.deepEqual(stalls, [
    'Task: Stalled',
    'Step Data migration has not moved since 07:58:20 (2m 10s): more is written. Wait for a quieter hour.',
  ])
  const later = { ...telling, now: sampleNow + 5000 }
  assert.deepEqual(changesBetween(stalled, { ...stalled, revision: 42 }, later), [])
  assert.deepEqual(changesBetween(halfDone, { ...paused, revision: 41 }, telling), [
    'Task: Paused',
    'Paused since 08:00:20 (10s). It stays paused until somebody resumes it.',
    'The instance stays locked. In place: Throttle, Staging.',
  ])
})

test('a task moves up in the queue, which does not change it, and nobody is told', () => {
  assert.equal(changesBetween(null, queued, telling).length, 4)
  const [, turn] = queued.queue!.waitsFor
  const nearer = { ...queued, queue: { ...queued.queue!, place: 2, waitsFor: [turn!] } }
  assert.deepEqual(changesBetween(queued, nearer, telling), [
    'It is 2nd in the queue. It should begin about 08:02:00 (in 1m 30s).',
  ])
  const soon = { ...nearer, queue: { ...nearer.queue, predictedStartAt: '2026-06-17T08:01:00.000Z' } }
  assert.deepEqual(changesBetween(nearer, soon, telling), [], 'a prediction changes all the time')
})

test('an attempt that waits for its time is said to begin, or its failure is told twice', () => {
  const waiting = { ...waitingToRetry, revision: 42 }
  const ending = {
    ...halfDone,
    revision: 41,
    statusText: 'Cleaning up',
    steps: halfDone.steps.map((step, index) =>
      index === 1
        ? { ...step, status: 'failed' as const, failure: waitingToRetry.attempts[0]!.failure }
        : step,
    ),
  }
  const failure = 'DCS.1014 in step Data migration: The target is out of memory.'
  assert.ok(changesBetween(halfDone, ending, telling).includes(failure))
  assert.deepEqual(changesBetween(ending, waiting, telling), [
    'Task: Waiting to try again',
    'Attempt 2 begins by itself at 08:01:00 (in 30s).',
  ])
})
