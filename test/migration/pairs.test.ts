import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Task } from '../../src/core/task.ts'
import { wireDetail } from '../../src/dialects/dcs/detail.ts'
import { assertEqualKeys, assertSwitched } from './assert-outcome.ts'
import { setScene } from './scene.ts'

const partsOf = (task: Task) => task.steps.find(({ name }) => name === 'data_migration')!.subSteps
const thirds = ['[0 5460]', '[5461 10921]', '[10922 16383]']
const quarters = ['[0 4095]', '[4096 8191]', '[8192 12287]', '[12288 16383]']

const pairs = [
  { source: 0, target: 3, ranges: thirds },
  { source: 4, target: 3, ranges: quarters },
  { source: 3, target: 0, ranges: thirds },
  { source: 0, target: 0, ranges: ['[0 16383]'] },
]

describe('a migration under writes', () => {
  for (const { source, target, ranges } of pairs)
    test(`a key is lost or another one, or something is left behind: ${side(source)} to ${side(target)}`, async () => {
      await using scene = await setScene({ source, target, keys: 4000 })
      const { stage } = scene
      const traffic = await scene.traffic()
      await traffic.batches(5)
      await scene.submit({ verify: 'full' })
      await stage.startWorker()
      const task = await stage.succeeded()
      await traffic.batches(3)
      const { ledger, lost, written } = await traffic.stop()
      assert.deepEqual(lost, [])
      assert.ok(ledger > 0 && written > 100)
      assert.ok((await assertEqualKeys(scene)) > 3500)
      const details = partsOf(task).map(({ title, detail }) => [title['en-us'], wireDetail(detail, 'en-us')])
      const nodes = partsOf(task).map(({ detail }) => String(detail!['nodeId']))
      assert.deepEqual(
        details,
        ranges.map((range, index) => [
          'Resource request.',
          `{node_id:${nodes[index]},slot_range:${range},full_migration:finish,inc_migration:finish}`,
        ]),
      )
      assert.ok(nodes.every(node => /^[0-9a-f]{40}$/.test(node)))
      await assertSwitched(scene)
    })
})

function side(masters: number): string {
  return masters === 0 ? 'a server' : `a cluster of ${masters}`
}
