import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HistoryEvent } from './event.ts'
import { createStopAsked } from './stop-asked.ts'
import { after, pendingTask, runningTask } from './testing/samples.ts'

const line = (type: 'cancelRequested' | 'pauseExpired', by: string | null): HistoryEvent => ({
  id: 1,
  task: 't1',
  revision: 2,
  at: 5000,
  by,
  reason: 'wrong target',
  event: { type },
})
const asks = (found: HistoryEvent | null) => {
  const questions: (readonly string[])[] = []
  const stopAsked = createStopAsked({
    lastEvent: async (_task, types) => {
      questions.push(types)
      return found
    },
  })
  return { stopAsked, questions }
}
const cancelling = after(runningTask(), [{ type: 'cancelRequested' }])
const pausing = after(runningTask(), [{ type: 'pauseRequested', limit: null }])

test('nobody can tell who asked a task to stop, and why', async () => {
  const { stopAsked, questions } = asks(line('cancelRequested', 'AK2'))
  const told = { action: 'cancel', at: 5000, by: 'AK2', reason: 'wrong target' }
  assert.deepEqual(await stopAsked(cancelling), told)
  assert.deepEqual(await stopAsked({ ...cancelling, revision: 99 }), told)
  assert.equal(questions.length, 1, 'it is remembered')
  const paused = after(pausing, [{ type: 'paused', epoch: 1 }])
  for (const task of [pausing, paused]) assert.equal((await stopAsked(task))?.action, 'pause')
  assert.deepEqual(questions.slice(1), [['pauseRequested'], ['pauseRequested']])
})

test('a task that nobody asked anything is looked up, or one that is gone tells of somebody', async () => {
  const { stopAsked, questions } = asks(null)
  for (const task of [pendingTask(), runningTask()]) assert.equal(await stopAsked(task), null)
  assert.equal(questions.length, 0)
  assert.equal(await stopAsked(cancelling), null)
})

test('what is remembered grows without an end', async () => {
  const { stopAsked, questions } = asks(line('pauseExpired', null))
  for (let index = 0; index <= 1000; index += 1) await stopAsked({ ...cancelling, id: String(index) })
  await stopAsked({ ...cancelling, id: '1000' })
  assert.equal(questions.length, 1001)
  await stopAsked({ ...cancelling, id: '0' })
  assert.equal(questions.length, 1002)
})
