import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPoison, lossOf, poisonDeaths, type Death } from './poison.ts'
import { stopBudget } from './stop-budget.ts'
import { after, runningTask, stepStarted, stepSucceeded } from './testing/samples.ts'

const died = { cause: 'died', culprit: null } as const
const blame = (tasks: number, death: Death) => lossOf(runningTask(), tasks, death).blame

test('a death is blamed on what ran, as far as can be told', () => {
  assert.deepEqual([blame(1, died), blame(3, died)], ['alone', 'shared'])
  assert.equal(blame(1, { cause: 'server_ended', culprit: null }), 'none')
  assert.deepEqual(lossOf({ ...runningTask(), worker: null }, 1, died).worker, '')
})

test('whose budget ran out is to blame alone, unless it has moved on before its worker was killed', () => {
  const slow = after(runningTask(), [{ type: 'cancelRequested' }])
  const death = (task: string): Death => ({
    cause: 'unresponsive',
    culprit: { task, budgetKey: stopBudget(slow)!.key },
  })
  assert.equal(lossOf(slow, 3, death(slow.id)).blame, 'alone')
  assert.equal(lossOf(slow, 3, death('other')).blame, 'none')
  const movedOn = after(slow, [stepSucceeded('plan'), stepStarted('copy')])
  for (const heldTasks of [1, 3]) assert.equal(lossOf(movedOn, heldTasks, death(slow.id)).blame, 'none')
})

test('three deaths alone make poison, however many others there were', () => {
  const suspect = (deathsAlone: number) => isPoison({ suspect: { deathsAlone, timedOut: false } })
  assert.deepEqual([isPoison({ suspect: null }), suspect(2), suspect(poisonDeaths)], [false, false, true])
})
