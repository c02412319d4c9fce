import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPoison, lossOf, poisonDeaths } from './poison.ts'
import { runningTask } from './testing/samples.ts'

const died = { cause: 'died', culprit: null } as const
const blame = (tasks: number, death: Parameters<typeof lossOf>[2]) =>
  lossOf(runningTask(), tasks, death).blame

test('a death is blamed on what ran, as far as can be told', () => {
  assert.deepEqual([blame(1, died), blame(3, died)], ['alone', 'shared'])
  assert.equal(blame(1, { cause: 'server_ended', culprit: null }), 'none')
  const culprit = { cause: 'unresponsive', culprit: 'task-1' } as const
  assert.deepEqual([blame(3, culprit), blame(3, { ...culprit, culprit: 'other' })], ['alone', 'none'])
  assert.deepEqual(lossOf({ ...runningTask(), worker: null }, 1, died).worker, '')
})

test('three deaths alone make poison, however many others there were', () => {
  const suspect = (deathsAlone: number) => isPoison({ suspect: { deathsAlone, timedOut: false } })
  assert.deepEqual([isPoison({ suspect: null }), suspect(2), suspect(poisonDeaths)], [false, false, true])
})
