import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Task } from '../../src/core/task.ts'
import { brokenTraceLaws } from '../../src/dialects/native/testing/trace-laws.ts'
import { traceOf } from '../../src/dialects/native/trace.ts'
import { setScene, type Scene } from './scene.ts'

/** What is kept of a migration beside its state. */
async function recordsOf({ stage }: Scene, task: Task) {
  const log = await stage.store.readLog(task.id, { afterId: 0, limit: 10_000 })
  const events = await stage.store.history(task.id, 0, 10_000)
  const told = (step: string | null): string =>
    log
      .filter(line => line.step === step)
      .map(({ text }) => text)
      .join('\n')
  return { log, told, events, trace: traceOf({ task, events }) }
}

describe('what is kept of a migration', () => {
  test('its log does not say what an operator asks at three in the morning', async () => {
    await using scene = await setScene({ target: 3 })
    const traffic = await scene.traffic()
    await scene.submit({ verify: 'full' })
    await scene.stage.startWorker()
    const task = await scene.stage.succeeded()
    await traffic.stop()
    const { log, told } = await recordsOf(scene, task)
    const [source] = scene.source.servers
    assert.match(told('pre_check'), /^memory: the target needs \d+ MB and has no limit$/m)
    assert.match(
      told('pre_check'),
      /^source: standalone, version 7\.[\d.]+\n {2}127\.0\.0\.1:\d+, \d+ keys$/m,
    )
    assert.match(told('pre_check'), /^target: cluster of 3 masters.*\n {2}127\.0\.0\.1:\d+, slots 0-5460$/m)
    assert.match(
      told('data_migration'),
      /^copying \d+ keys from one server\nevery key is copied, [\d.]+ s later; \d+ changed/m,
    )
    assert.match(told('verify'), /^\d+ keys compared: \d+ differed at first, \d+ are written all the time/m)
    assert.match(told('cut_over'), /^try 1 of 5: writes are to pause for 2000 ms at most$/m)
    assert.match(told('cut_over'), /^final check: the \d+ keys written last are the same on both sides$/m)
    assert.match(
      told('cut_over'),
      /^switched to (?:127\.0\.0\.1:\d+(?:, )?){3}; writes were paused for [\d.]+ ms$/m,
    )
    assert.match(
      told('cut_over'),
      new RegExp(`^127.0.0.1:${source!.port} refuses writes, also after a restart$`, 'm'),
    )
    assert.match(told('resume_operation'), /^127\.0\.0\.1:\d+: the replication settings are as before$/m)
    assert.ok(log.length < 60, 'a migration is told in a page or two')
  })

  test('its log or history says a secret', async () => {
    await using scene = await setScene({
      keys: 0,
      target: 3,
      sourceOptions: { password: 'old-secret' },
      targetOptions: { password: 'new-secret' },
    })
    await scene.submit()
    await scene.stage.startWorker()
    const { log, events } = await recordsOf(scene, await scene.stage.succeeded())
    assert.ok(log.length > 10 && events.length > 10)
    assert.doesNotMatch(JSON.stringify([log, events]), /secret/)
  })

  test('its history cannot be replayed, also when a worker has died in it', async () => {
    await using scene = await setScene()
    await scene.submit()
    const died = Promise.withResolvers<void>()
    const worker = await scene.stage.startWorker({
      after(_, events) {
        if (!events.includes('stepStarted verify')) return
        worker.die()
        died.resolve()
      },
    })
    await died.promise
    await scene.stage.workerLost()
    await scene.stage.startWorker()
    const { trace } = await recordsOf(scene, await scene.stage.succeeded())
    assert.deepEqual(brokenTraceLaws(trace), [])
    const happened = new Set(trace.map(line => line.event))
    for (const event of ['started', 'sub_steps', 'progress', 'waiting', 'working', 'ended'] as const)
      assert.ok(happened.has(event), event)
    const keys = trace.flatMap(line =>
      line.event === 'progress' && line.step.startsWith('data_migration/') ? [line.total] : [],
    )
    assert.equal(keys.at(-1), 2000)
  })

  test('a failed attempt and its clean-up are not told in its log', async () => {
    await using scene = await setScene()
    await scene.submit()
    await scene.stage.startWorker({
      async after(_, events) {
        if (events.includes('stepStarted verify')) await scene.stage.cancel()
      },
    })
    const task = await scene.stage.failed()
    const { told, trace } = await recordsOf(scene, task)
    assert.match(told(null), /^127\.0\.0\.1:\d+: the replication settings are as before$/m)
    assert.deepEqual(brokenTraceLaws(trace), [])
    const last = trace.at(-1)!
    assert.deepEqual([last.event, last.event === 'ended' && last.status], ['ended', 'cancelled'])
  })
})
