import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { NodeState } from '../../src/operations/redis/migrate/node-state.ts'
import { assertEqualKeys, assertSwitched } from './assert-outcome.ts'
import { ask, setScene, type Side } from './scene.ts'

/** Cuts all connections but those of the cluster itself. */
async function cut({ servers }: Side): Promise<void> {
  for (const server of servers)
    for (const type of ['normal', 'replica']) await ask(server, 'CLIENT', 'KILL', 'TYPE', type)
}

const moments = [
  'stepStarted data_migration',
  'taskCheckpointSaved',
  'stepStarted verify',
  'stepStarted cut_over',
  'effectIntended writePause',
  'stepStarted resume_operation',
  'effectUndone replicationSettings',
]

describe('connections are reset', () => {
  for (const moment of moments)
    test(`at "${moment}": the migration fails, or leaves something out`, async () => {
      await using scene = await setScene()
      const traffic = await scene.traffic()
      let cuts = 0
      await scene.submit()
      await scene.stage.startWorker({
        async after(_, events) {
          if (!events.some(event => event.startsWith(moment)) || ++cuts > 2) return
          await cut(scene.source)
          await cut(scene.target)
        },
      })
      await scene.stage.succeeded()
      await traffic.batches(1)
      assert.deepEqual((await traffic.stop()).lost, [])
      assert.ok(cuts > 0)
      await assertEqualKeys(scene)
      await assertSwitched(scene)
    })

  test('a target that is restarted in mid-copy, and empty then, is switched to without its keys', async () => {
    await using scene = await setScene({ keys: 9000 })
    let restarted = false
    await scene.submit({ maximumKeysPerSecond: 6000 })
    await scene.stage.startWorker({
      async after({ task }) {
        const [copy] = Object.values(task.checkpoints) as unknown as readonly NodeState[]
        if (restarted || (copy?.cursor ?? '0') === '0') return
        restarted = true
        await scene.target.servers[0]!.restart()
      },
    })
    const { remarks } = await scene.stage.succeeded()
    const texts = remarks.map(({ text }) => text['en-us'])
    assert.match(texts[0]!, /^A server of the target was restarted.*are copied again/)
    assert.match(
      texts[1]!,
      /^Copied: 9,000 keys, of which [\d,]+ were compared\. Writes were paused for \d+ ms\.$/,
    )
    assert.match(texts[2]!, /^The old source 127\.0\.0\.1:\d+ refuses writes, also after a restart\.$/)
    assert.match(texts[3]!, /^source and target both lead to 127\.0\.0\.1:\d+ now\./)
    assert.equal(restarted, true)
    await assertEqualKeys(scene)
    await assertSwitched(scene)
  })
})
