import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import type { NodeState } from '../../src/operations/redis/migrate/node-state.ts'
import type { Task } from '../../src/core/task.ts'
import type { Commit } from '../../src/core/store.ts'
import { assertAsBefore, assertEqualKeys, assertSwitched } from './assert-outcome.ts'
import { ask, setScene, type Scene } from './scene.ts'

/** The copy of the first source node as it is stored. */
const copyOf = (task: Task): NodeState | undefined =>
  Object.values(task.checkpoints)[0] as NodeState | undefined
const isHalfWay = ({ task }: Pick<Commit, 'task'>): boolean => (copyOf(task)?.cursor ?? '0') !== '0'

/** Runs a worker until what is stored is as wanted; there it dies. */
async function workUntil(
  { stage }: Scene,
  wanted: (commit: Commit, events: readonly string[]) => boolean,
): Promise<void> {
  const died = Promise.withResolvers<void>()
  const worker = await stage.startWorker({
    after(commit, events) {
      if (!wanted(commit, events)) return
      worker.die()
      died.resolve()
    },
  })
  await died.promise
  await stage.workerLost()
}

async function deleteEveryThird({ source: { servers } }: Scene): Promise<void> {
  for (let key = 0; key < 80; key += 3)
    await ask(servers[0]!, 'DEL', ...Array.from({ length: 20 }, (_, hundred) => `k:${100 * hundred + key}`))
}

describe('the history of a source', () => {
  for (const step of ['verify', 'cut_over'])
    test(`the same replication id is taken for the same history: deletions missed before ${step} are lost`, async () => {
      await using scene = await setScene({ target: 3 })
      const [source] = scene.source.servers
      await scene.submit()
      await workUntil(scene, (_, events) => events.includes(`stepStarted ${step}`))
      const id = copyOf(await scene.stage.task())!.replicationId
      // More than the backlog holds, from the deletions on.
      await deleteEveryThird(scene)
      await ask(source!, 'CONFIG', 'SET', 'repl-backlog-size', 16_384)
      for (let n = 0; n < 100; n++) await ask(source!, 'SET', 'filler', 'x'.repeat(10_000))
      await scene.stage.startWorker()
      const task = await scene.stage.succeeded()
      assert.equal(copyOf(task)!.replicationId, id)
      assert.match(scene.stage.log.join(), /history of \w+ is lost/)
      // Who sees the copy begin anew is told why, and not in a log alone.
      const [again, ...outcomes] = task.remarks
      assert.deepEqual([again?.step, again?.kind], [step, 'warning'])
      assert.match(again!.text['en-us'], /more was written to it than it keeps.*are copied again/)
      assert.deepEqual(
        outcomes.map(({ kind }) => kind),
        ['outcome', 'outcome', 'outcome'],
      )
      await assertEqualKeys(scene)
      await assertSwitched(scene)
    })

  test('a source that came back empty empties the target', async () => {
    await using scene = await setScene()
    await scene.submit()
    await workUntil(scene, (_, events) => events.includes('stepStarted verify'))
    await scene.source.servers[0]!.restart()
    await scene.stage.startWorker()
    const { failure } = await scene.stage.failed()
    assert.equal(failure?.code, 'DCS.5110')
    assert.equal(await ask(scene.target.servers[0]!, 'DBSIZE'), 2000)
    await assertAsBefore(scene)
  })

  test('a SCAN cursor is gone on with after a restart of the server, and keys are left out', async () => {
    await using scene = await setScene({ keys: 6000 })
    const [source] = scene.source.servers
    await scene.submit({ maximumKeysPerSecond: 5000 })
    await workUntil(scene, isHalfWay)
    assert.equal(copyOf(await scene.stage.task())!.scanned, false)
    await ask(source!, 'SAVE')
    await source!.restart()
    await scene.stage.startWorker()
    await scene.stage.succeeded()
    assert.ok((await assertEqualKeys(scene)) > 5000)
  })

  test('keys of before a FLUSHALL in mid-copy stay on the target', async () => {
    await using scene = await setScene({ keys: 6000, target: 3 })
    let flushed = false
    await scene.submit({ maximumKeysPerSecond: 5000 })
    await scene.stage.startWorker({
      async after(commit) {
        if (flushed || !isHalfWay(commit)) return
        flushed = true
        await ask(scene.source.servers[0]!, 'FLUSHALL')
        await ask(scene.source.servers[0]!, 'MSET', 'k:1', 'after', 'k:2', 'after')
      },
    })
    await scene.stage.succeeded()
    assert.equal(flushed, true)
    assert.equal(await assertEqualKeys(scene), 2)
  })

  test('keys of before a FLUSHALL right before the pause stay on the target', async () => {
    await using scene = await setScene()
    let flushed = false
    await scene.submit()
    await scene.stage.startWorker({
      async before(_, events) {
        if (flushed || !events.includes('effectIntended writePause')) return
        flushed = true
        await ask(scene.source.servers[0]!, 'FLUSHALL')
        await ask(scene.source.servers[0]!, 'SET', 'k:1', 'after')
      },
    })
    await scene.stage.succeeded()
    assert.equal(flushed, true)
    assert.equal(await assertEqualKeys(scene), 1)
    await assertSwitched(scene)
  })

  test('keys that the target held of its own stay, while nobody writes to the source', async () => {
    await using scene = await setScene()
    const [target] = scene.target.servers
    for (let n = 0; n < 300; n++) await ask(target!, 'SET', `own:${n}`, 'x')
    await scene.submit({ targetData: 'replace' })
    await scene.stage.startWorker()
    await scene.stage.succeeded()
    assert.equal(await assertEqualKeys(scene), 2000)
  })

  test('numbers of keys are compared, and expired keys not yet removed make a difference', async () => {
    await using scene = await setScene()
    const [source] = scene.source.servers
    const [target] = scene.target.servers
    await ask(source!, 'DEBUG', 'SET-ACTIVE-EXPIRE', 0)
    const expiring = Array.from({ length: 500 }, (_, n) => `redis.call('SET','e:${n}',1,'PX',2000)`)
    await ask(source!, 'EVAL', expiring.join(' '), 0)
    await scene.submit({ verify: 'full' })
    let sizes: readonly unknown[] = []
    await scene.stage.startWorker({
      async after(_, events) {
        if (!events.includes('stepStarted verify')) return
        while (Number(await ask(target!, 'DBSIZE')) > 2000) await delay(20)
        sizes = [await ask(source!, 'DBSIZE'), await ask(target!, 'DBSIZE')]
      },
    })
    await scene.stage.succeeded()
    assert.deepEqual(sizes, [2500, 2000])
    assert.equal(await assertEqualKeys(scene), 2000)
  })

  test('a user who may not follow the source is told so late, or not at all', async () => {
    await using scene = await setScene()
    const [source] = scene.source.servers
    await ask(source!, 'ACL', 'SETUSER', 'mover', 'on', '>secret', '~*', '&*', '+@all', '-psync')
    const endpoint = { host: '127.0.0.1', port: source!.port }
    const access = { username: 'mover', password: 'secret' }
    const id = await scene.stage.register('limited', [endpoint], { access })
    await scene.stage.submit(id, { target: scene.target.id })
    await scene.stage.startWorker()
    const { failure } = await scene.stage.failed()
    assert.equal(failure?.code, 'DCS.5111')
    assert.match(failure.message['en-us'], /NOPERM/)
    assert.doesNotMatch(JSON.stringify(await scene.stage.task()), /secret/)
    await assertAsBefore(scene)
  })

  test('writes to another database than 0, begun after the pre-check, are lost', async () => {
    await using scene = await setScene()
    await scene.submit()
    await scene.stage.startWorker({
      async after(_, events) {
        if (events.includes('stepStarted verify'))
          await ask(scene.source.servers[0]!, 'EVAL', "redis.call('SELECT',3) redis.call('SET','a','b')", 0)
      },
    })
    assert.equal((await scene.stage.failed()).failure?.code, 'DCS.5103')
    await assertAsBefore(scene)
  })
})
