import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { assertAsBefore } from '../migration/assert-outcome.ts'
import { startBigWriter, type BigWriter } from '../migration/big-writer.ts'
import { setScene } from '../migration/scene.ts'

describe('a source whose changes never fit into a pause', () => {
  test('it is tried for ever, or left paused', async () => {
    await using scene = await setScene()
    let writer: BigWriter | null = null
    let tries = 0
    await scene.submit({ writePauseMilliseconds: 50 })
    await scene.stage.startWorker({
      async after(_, events) {
        if (events.includes('stepStarted cut_over')) writer = await startBigWriter(scene.source.servers[0]!)
        if (events.includes('effectUndone writePause')) tries++
      },
    })
    const { failure } = await scene.stage.failed()
    assert.equal(failure?.code, 'DCS.5130')
    assert.equal(tries, 5)
    await writer!.writes(3)
    await writer!.stop()
    assert.equal(writer!.refused, 0)
    await assertAsBefore(scene)
  })
})
