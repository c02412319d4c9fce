import assert from 'node:assert/strict'
import { test } from 'node:test'
import { leftBehind } from './left-behind.ts'
import { after, ended, ending, failedTask, intended, runningTask, undoFailed } from './testing/samples.ts'

test('what a failed task has left is said to be kept when it is being undone, or to go when only a person can undo it', () => {
  const kept = failedTask([['staging', 'task']])
  const until = kept.effectsExpireAt!
  assert.equal(leftBehind(kept, until - 1), 'kept')
  assert.equal(leftBehind(kept, until), 'undoing')
  assert.equal(leftBehind({ ...kept, worker: 'worker-1' }, until - 1), 'undoing')
  const stuck = after(runningTask(), [
    intended('pause', 'attempt'),
    ending('failed'),
    undoFailed('pause'),
    ended(),
  ])
  assert.equal(leftBehind(stuck, 5000), 'undoFailed')
  assert.equal(leftBehind({ ...stuck, locked: false }, 5000), null, 'it was released')
  for (const task of [runningTask(), failedTask()]) assert.equal(leftBehind(task, 5000), null)
})
