import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Task } from '../../core/task.ts'
import { sampleContext } from '../sample-context.ts'
import { samples } from '../samples.ts'
import type { SeenTask, ViewContext } from '../view.ts'
import { taskListVersion, taskRetryAfterSeconds, taskVersion } from './polling.ts'

const context = sampleContext()

test('a version stays while something else is shown, or changes while nothing is', () => {
  const seen: SeenTask = samples.half
  const version = taskVersion(seen, context)
  const later = { ...context, now: context.now + 500 }
  assert.equal(taskVersion(seen, { ...context, now: context.now + 500 }), version, 'within a second')
  const others: readonly (readonly [SeenTask, ViewContext])[] = [
    [seen, { ...later, now: later.now + 1000 }],
    [{ ...seen, task: { ...seen.task, revision: seen.task.revision + 1 } }, context],
    [{ ...seen, task: { ...seen.task, id: 'other' } }, context],
    [{ ...seen, instance: null }, context],
    [{ ...seen, instance: { ...seen.instance!, name: 'other' } }, context],
    [seen, { ...context, userName: () => 'zhang' }],
    [seen, { ...context, mayAct: action => action !== 'cancel' }],
    [{ ...seen, rescheduled: { at: 0, by: seen.task.submittedBy, reason: null } }, context],
    [{ ...seen, stopAsked: { action: 'pause', at: 0, by: seen.task.submittedBy, reason: null } }, context],
  ]
  for (const [other, when] of others) assert.notEqual(taskVersion(other, when), version)
  const page = { items: [seen], next: null }
  const pages = [page, { ...page, next: 'x' }, { items: [], next: null }, { items: [seen, seen], next: null }]
  assert.equal(new Set(pages.map(each => taskListVersion(each, context))).size, pages.length)
})

test('a poller comes too often, or too late to see the end', () => {
  const after = (seen: SeenTask, change: Partial<Task> = {}) =>
    taskRetryAfterSeconds({ ...seen, task: { ...seen.task, ...change } }, context)
  assert.equal(after(samples.half), 10)
  assert.equal(after(samples.half, { predictedEndAt: context.now + 3000 }), 1)
  assert.equal(after(samples.half, { predictedEndAt: context.now - 3000 }), 1)
  assert.equal(after(samples.enormous), 60)
  assert.equal(after(samples.started), 5, 'nothing is known')
  assert.equal(after(samples.waiting), 5)
  assert.equal(after(samples.waiting, { dueAt: context.now + 200_000 }), 20)
  assert.equal(after(samples.waiting, { dueAt: context.now + 86_400_000 }), 60)
  const setBack = { ...context, now: context.now - 86_400_000 }
  assert.equal(
    taskRetryAfterSeconds(samples.waiting, setBack),
    5,
    'the clock was set back: it may begin at once',
  )
  for (const ended of [samples.done, samples.cancelled, samples.oneStepFailed])
    assert.equal(after(ended), null)
})
