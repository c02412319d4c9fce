import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { inParallel } from './in-parallel.ts'

test('more is under way at once than may be, or results change places', async () => {
  let underWay = 0
  let most = 0
  const results = await inParallel([3, 1, 2, 0, 5, 4], 2, async turns => {
    most = Math.max(most, ++underWay)
    for (let turn = 0; turn < turns; turn += 1) await nextTurn()
    underWay -= 1
    return turns * 10
  })
  assert.deepEqual(results, [30, 10, 20, 0, 50, 40])
  assert.equal(most, 2)
  assert.deepEqual(await inParallel([], 2, () => assert.fail('there is nothing to do')), [])
})
