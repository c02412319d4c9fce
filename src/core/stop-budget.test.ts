import assert from 'node:assert/strict'
import { test } from 'node:test'
import { graceMs, stopBudget, undoBudgetMs } from './stop-budget.ts'
import {
  after,
  claimed,
  ending,
  intended,
  pendingTask,
  runningTask,
  stepStarted,
  stepSucceeded,
  undone,
} from './testing/samples.ts'

test('a step has as long as it needs, until somebody asks it to stop', () => {
  assert.equal(stopBudget(after(pendingTask(), [claimed])), null)
  assert.equal(stopBudget(runningTask()), null)
  for (const event of [{ type: 'cancelRequested' }, { type: 'pauseRequested', limit: null }] as const) {
    const budget = stopBudget(after(runningTask(), [event]))
    assert.deepEqual(budget, { key: '1 plan asked 2000', budgetMs: 30_000 + graceMs })
  }
})

test('a step that may not be cancelled has its own budget, whoever asks', () => {
  const inSwitch = after(runningTask(), [
    stepSucceeded('plan'),
    stepStarted('copy'),
    stepSucceeded('copy'),
    stepStarted('switch'),
  ])
  const budget = { key: '1 switch', budgetMs: 60_000 + graceMs }
  assert.deepEqual(stopBudget(inSwitch), budget)
  assert.deepEqual(stopBudget(after(inSwitch, [{ type: 'cancelRequested' }])), budget)
})

test('the time of a step runs while the next worker has not begun it yet', () => {
  const inSwitch = after(runningTask(), [
    stepSucceeded('plan'),
    stepStarted('copy'),
    stepSucceeded('copy'),
    stepStarted('switch'),
    { type: 'workerLost', worker: 'w1', cause: 'died', blame: 'none' },
    { type: 'claimed', worker: 'w2' },
  ])
  assert.equal(stopBudget(inSwitch), null)
  assert.equal(stopBudget(after(inSwitch, [stepStarted('switch', 2)]))?.key, '2 switch')
})

test('an undo has to come to something, effect by effect', () => {
  const undoing = after(runningTask(), [intended('a', 'attempt'), intended('b', 'attempt'), ending('failed')])
  const first = stopBudget(undoing)
  assert.deepEqual(first, { key: '1 undo 0', budgetMs: 5 * undoBudgetMs + graceMs })
  assert.equal(stopBudget(after(undoing, [undone('b')]))?.key, '1 undo 1')
})
