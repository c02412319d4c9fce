import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { SwitchHook } from '../../src/core/instance.ts'
import { assertAsBefore, assertEqualKeys, assertSwitched } from './assert-outcome.ts'
import { startBigWriter, type BigWriter } from './big-writer.ts'
import { ask, setScene, type Scene } from './scene.ts'
import { startTraffic } from './traffic.ts'

const shell = (script: string, timeoutSeconds = 20): SwitchHook => ({
  program: '/bin/sh',
  arguments: ['-c', script],
  timeoutSeconds,
})

/** A scene whose source has a switch hook, and its source's id. */
async function withHook(scene: Scene, switchHook: SwitchHook): Promise<string> {
  const endpoints = scene.source.servers.map(({ port }) => ({ host: '127.0.0.1', port }))
  return scene.stage.register('hooked', endpoints, { switchHook })
}

describe('the cut-over', () => {
  test('writes stay paused when they cannot be drained in time; it is not tried again', async () => {
    await using scene = await setScene()
    const [source] = scene.source.servers
    let writer: BigWriter | null = null
    let tries = 0
    await scene.submit({ writePauseMilliseconds: 50 })
    await scene.stage.startWorker({
      async after(_, events) {
        if (events.includes('stepStarted cut_over')) writer = await startBigWriter(source!)
        if (!events.includes('effectUndone writePause') || ++tries > 1) return
        // Nothing was refused meanwhile, and writes go on.
        await writer!.writes(3)
        assert.equal(await ask(source!, 'SET', 'k:1', 'between'), 'OK')
        await writer!.stop()
      },
    })
    await scene.stage.succeeded()
    assert.ok(tries >= 2)
    assert.equal(writer!.refused, 0)
    await assertEqualKeys(scene)
    await assertSwitched(scene)
  })

  test('a cancel in a step that may be cancelled leaves something behind, or writes paused', async () => {
    for (const step of ['pre_check', 'data_migration', 'verify']) {
      await using scene = await setScene({ keys: 3000 })
      await scene.submit({ maximumKeysPerSecond: 20_000 })
      await scene.stage.startWorker({
        async after(_, events) {
          if (events.includes(`stepStarted ${step}`)) await scene.stage.cancel()
        },
      })
      assert.equal((await scene.stage.failed()).status, 'cancelled', step)
      await assertAsBefore(scene)
    }
  })

  test('the old servers are asked with the password of the new ones', async () => {
    await using scene = await setScene({
      keys: 0,
      source: 2,
      sourceOptions: { password: 'old-secret' },
      targetOptions: { password: 'new-secret' },
    })
    for (const server of scene.source.servers)
      for (let n = 0; n < 20; n++) await ask(server, 'SET', `k:${n}`, n)
    await scene.submit({ verify: 'full' })
    await scene.stage.startWorker()
    const task = await scene.stage.succeeded()
    assert.equal(await ask(scene.target.servers[0]!, 'DBSIZE'), 20)
    assert.ok(!JSON.stringify([task, scene.stage.log]).includes('-secret'))
    await assertSwitched(scene)
  })

  test('a cancel during the cut-over stops it in the middle', async () => {
    await using scene = await setScene()
    await scene.submit()
    await scene.stage.startWorker({
      async after(_, events) {
        if (events.includes('effectIntended writePause')) await scene.stage.cancel()
      },
    })
    const task = await scene.stage.succeeded()
    assert.notEqual(task.cancelRequestedAt, null)
    await assertSwitched(scene)
  })
})

describe('the switch hook', () => {
  let folder: string
  before(async () => void (folder = await mkdtemp(join(tmpdir(), 'stepwell-hook-'))))
  after(() => rm(folder, { recursive: true, force: true }))

  test('it does not hear the addresses, or hears more than that', async () => {
    await using scene = await setScene({ target: 3 })
    const file = join(folder, 'heard')
    const id = await withHook(scene, shell(`env > ${file}`))
    await scene.stage.submit(id, { target: scene.target.id })
    await scene.stage.startWorker()
    const { id: task } = await scene.stage.succeeded()
    const heard = (await readFile(file, 'utf8')).split('\n').filter(line => /^STEPWELL|NODE/.test(line))
    const addresses = (servers: Scene['source']['servers']): string =>
      servers.map(({ port }) => `127.0.0.1:${port}`).join(',')
    assert.deepEqual(heard.toSorted(), [
      `STEPWELL_INSTANCE=${id}`,
      `STEPWELL_NEW_ADDRESSES=${addresses(scene.target.servers)}`,
      `STEPWELL_OLD_ADDRESSES=${addresses(scene.source.servers)}`,
      `STEPWELL_TASK=${task}`,
    ])
  })

  for (const [how, hook, why] of [
    ['ends with another status than 0', shell('echo no such proxy >&2; exit 3'), /no such proxy/],
    ['does not end in time', shell('sleep 600', 1), /no end after 1 s/],
    ['cannot be started', { ...shell(''), program: '/no/such/program' }, /ENOENT/],
  ] as const)
    test(`one that ${how}: the instance is switched all the same`, async () => {
      await using scene = await setScene()
      await scene.stage.submit(await withHook(scene, hook), { target: scene.target.id })
      await scene.stage.startWorker()
      const { failure } = await scene.stage.failed()
      assert.equal(failure?.code, 'DCS.5131')
      assert.match(failure.message['en-us'], why)
      await assertAsBefore(scene)
    })

  test('a worker that dies between the hook and the switch leaves the hook’s work undone or alone', async () => {
    await using scene = await setScene()
    const file = join(folder, 'runs')
    const id = await withHook(scene, shell(`echo run >> ${file}`))
    await scene.stage.submit(id, { target: scene.target.id })
    const died = Promise.withResolvers<void>()
    const worker = await scene.stage.startWorker({
      before(_, events) {
        if (!events.includes('instanceChanged')) return
        worker.die()
        died.resolve()
      },
    })
    await died.promise
    await scene.stage.workerLost()
    await scene.stage.startWorker()
    await scene.stage.succeeded()
    assert.equal(await readFile(file, 'utf8'), 'run\nrun\n')
    assert.deepEqual((await scene.stage.instance(id)).endpoints[0]!.port, scene.target.servers[0]!.port)
    await assertEqualKeys(scene)
  })

  test('a source that is restarted while the hook runs takes writes that are lost', async () => {
    await using scene = await setScene()
    const [source] = scene.source.servers
    const file = join(folder, 'restarted')
    const id = await withHook(scene, shell(`until [ -e ${file} ]; do sleep 0.02; done`))
    const traffic = await startTraffic(scene.stage, id, 2000)
    await scene.stage.submit(id, { target: scene.target.id })
    let restarted = false
    await scene.stage.startWorker({
      async after(_, events) {
        if (restarted || !events.includes('subStepSucceeded cut_over pause_writes')) return
        restarted = true
        await ask(source!, 'SAVE')
        await source!.restart()
        await traffic.batches(3)
        await writeFile(file, '')
      },
    })
    await scene.stage.succeeded()
    await traffic.batches(1)
    assert.deepEqual((await traffic.stop()).lost, [])
    await assertEqualKeys(scene)
  })
})
