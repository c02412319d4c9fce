import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FeedEvent, TaskEvent } from './event.ts'
import { noticeOf } from './notice.ts'
import type { Task } from './task.ts'
import {
  after,
  applied,
  claimed,
  ended,
  ending,
  failure,
  intended,
  pendingTask,
  project,
  runningTask,
  stepStarted,
  stepSucceeded,
  undoFailed,
  undone,
} from './testing/samples.ts'

/** A task and its events as a feed gives them, one a second from 1000 on. */
interface Life {
  readonly task: Task
  readonly events: readonly FeedEvent[]
}

/** What happens to a task, an event a second; those in a list of their own happen together. */
function life(...happenings: readonly (TaskEvent | readonly TaskEvent[])[]): Life {
  return happenings.reduce<Life>(
    ({ task, events }, happening, index) => {
      const at = 2000 + index * 1000
      const together = [happening].flat() as readonly TaskEvent[]
      const next = after(task, together, at)
      const added = together.map((event, nth) => ({
        id: 10 * (index + 1) + nth,
        task: task.id,
        project,
        revision: next.revision,
        at,
        by: null,
        reason: null,
        event,
      }))
      return { task: next, events: [...events, ...added] }
    },
    { task: pendingTask(), events: [] },
  )
}

/** What is told of a life by who comes late and sees the task as it is now. */
const told = ({ task, events }: Life) => events.flatMap(event => noticeOf(event, task) ?? [])
const kinds = (lived: Life) => told(lived).map(({ kind, at, attempt }) => [kind, at, attempt])

const failNow: TaskEvent = { type: 'ending', epoch: 1, status: 'failed', failure: failure(), retryAt: null }
const failForNow: TaskEvent = { ...failNow, retryAt: 9000 }
const all: readonly TaskEvent[] = ['plan', 'copy', 'switch'].flatMap(step => [
  stepStarted(step),
  stepSucceeded(step),
])

test('an end is told as another, twice, or not at all', () => {
  const succeeded = life(claimed, [...all, ending('succeeded')], ended())
  assert.deepEqual(told(succeeded), [
    {
      event: 30,
      task: 'task-1',
      kind: 'succeeded',
      at: 4000,
      attempt: 1,
      percent: 100,
      failure: null,
      stall: null,
    },
  ])
  const failed = told(life(claimed, [stepStarted('plan'), stepSucceeded('plan')], failNow, ended()))
  assert.deepEqual(
    failed.map(({ kind, failure: why, percent }) => [kind, why?.code, percent]),
    [['failed', 'DCS.1001', 20]],
  )
  const asked: TaskEvent = { type: 'cancelRequested' }
  assert.deepEqual(kinds(life(claimed, asked, [ending('cancelled'), ended()])), [['cancelled', 4000, 1]])
  assert.deepEqual(kinds(life(asked)), [['cancelled', 2000, 1]], 'before it has begun')
  assert.deepEqual(kinds(life(claimed, [asked, ending('cancelled'), ended()])), [['cancelled', 3000, 1]])
})

test('an attempt that is followed by the next one by itself is told as a failure', () => {
  const claimedAgain: TaskEvent = { type: 'claimed', worker: 'w2' }
  const one = life(claimed, [failForNow, ended()])
  assert.deepEqual([kinds(one), one.task.status], [[], 'running'])
  const both = life(claimed, [failForNow, ended()], { type: 'cancelRequested' }, claimedAgain, [
    ending('cancelled', 2),
    ended(2),
  ])
  assert.deepEqual(kinds(both), [['cancelled', 6000, 2]])
})

test('a failure is told as what became of the retry, by who comes late', () => {
  const retried = life(claimed, failNow, ended(), { type: 'retryRequested' })
  assert.deepEqual(kinds(retried), [['failed', 4000, 1]])
  assert.equal(told(retried)[0]?.percent, null, 'how far it was is not known any more')
})

test('an undo that fails makes a success of it, or the clean-up of what was kept ends it once more', () => {
  const stuck = life(
    claimed,
    [intended('pause', 'attempt'), applied('pause'), ...all, ending('succeeded')],
    undoFailed('pause'),
    ended(),
  )
  assert.deepEqual(
    told(stuck).map(({ kind, failure: why }) => [kind, why?.code]),
    [['failed', 'STW.0007']],
  )
  const kept = [intended('staging', 'task'), applied('staging')]
  const cleaned = life(
    claimed,
    [...kept, failNow, ended()],
    { type: 'cancelRequested' },
    { type: 'claimed', worker: 'w2' },
    [undone('staging', 2), ended(2)],
  )
  assert.deepEqual(kinds(cleaned), [['failed', 3000, 1]])
})

test('a stall is told without its reason, or one that is over is not told', () => {
  const stalled: TaskEvent = { type: 'stalled', epoch: 1, step: 'plan', since: 1500, reason: 'no_units' }
  const over = life(claimed, stepStarted('plan'), stalled, { type: 'moved', epoch: 1, step: 'plan' })
  const [notice, ...others] = told(over)
  assert.deepEqual(others, [])
  assert.deepEqual(
    [notice?.kind, notice?.stall],
    ['stalled', { step: 'plan', since: 1500, reason: 'no_units' }],
  )
})

test('the message of a lost connection does not name the server', () => {
  const about = { 'en-us': 'the target', 'zh-cn': '目标端' }
  const lost = { step: 'plan', since: 1500, reason: 'connection_lost', about } as const
  const [notice] = told(life(claimed, stepStarted('plan'), { type: 'stalled', epoch: 1, ...lost }))
  assert.deepEqual(notice?.stall, lost)
})

test('what happens in a later attempt is told of the first', () => {
  const lived = life(
    claimed,
    failNow,
    ended(),
    { type: 'retryRequested' },
    { type: 'claimed', worker: 'w2' },
    [stepStarted('plan', 2), { type: 'stalled', epoch: 2, step: 'plan', since: 1500, reason: 'no_units' }],
  )
  assert.deepEqual(kinds(lived), [
    ['failed', 4000, 1],
    ['stalled', 7000, 2],
  ])
  assert.equal(told(lived)[1]?.percent, 0)
})

test('a pause that no worker had to be waited for is not told', () => {
  const asked: TaskEvent = { type: 'pauseRequested', limit: null }
  const lost: TaskEvent = { type: 'workerLost', worker: 'w1', cause: 'died', blame: 'none' }
  assert.deepEqual(kinds(life(claimed, asked, { type: 'paused', epoch: 1 }, { type: 'resumed' })), [
    ['paused', 4000, 1],
  ])
  assert.deepEqual(kinds(life(claimed, lost, asked)), [['paused', 4000, 1]])
  assert.deepEqual(kinds(life(claimed, asked, lost)), [['paused', 4000, 1]])
  assert.deepEqual(kinds(life(claimed, asked, { type: 'yielded', epoch: 1 })), [['paused', 4000, 1]])
  assert.deepEqual(kinds(life(claimed, lost)), [])
  const event = { id: 1, task: 'task-1', project, revision: 1, at: 1000, by: null, reason: null }
  assert.equal(noticeOf({ ...event, event: { type: 'submitted' } }, runningTask()), null)
})
