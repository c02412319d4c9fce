import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { isEnded } from '../../src/core/task.ts'
import { processStartedAt } from '../../src/drivers/host/process-identity.ts'
import { leaseLostStatus } from '../../src/worker/messages.ts'
import { createTestServer, lives } from './testing/server.ts'

/** A lease that is over soon, and a heartbeat that a busy machine still gets through. */
const shortLease = { leaseMs: 1500, heartbeatEveryMs: 100 }

test('kill -9 of the worker in a step: the next one goes on, and what has ended does not run again', async () => {
  await using server = await createTestServer()
  await server.supervise()
  const task = await server.submit('redis.journey')
  await server.underWay(task, 1)
  server.current().kill('SIGKILL')
  await server.until(task, ({ epoch, worker }) => epoch === 2 && worker !== null)
  server.open()
  const ended = await server.until(task, isEnded)
  assert.deepEqual([ended.status, ended.epoch], ['succeeded', 2])
  assert.deepEqual(
    server.lost.map(({ pid, cause, leaseLost, how }) => [pid, cause, leaseLost, how]),
    [[server.forked[0]!.pid, 'died', false, 'SIGKILL']],
  )
  assert.deepEqual(server.journal(), ['plan under 1', 'copy from null under 1', 'copy from half under 2'])
})

test('a worker that hangs is killed when its lease is over, and only then do its tasks go on', async () => {
  await using server = await createTestServer(shortLease)
  const livedAtRestart: boolean[] = []
  await server.supervise({
    spawn: (id, alone) => {
      const [hung] = server.forked
      if (hung !== undefined) livedAtRestart.push(lives(hung))
      return server.fork(id, alone)
    },
  })
  const task = await server.submit('redis.journey')
  await server.underWay(task, 1)
  const [hung] = server.forked
  hung!.kill('SIGSTOP')
  const killed = once(hung!, 'exit')
  await server.until(task, ({ epoch, worker }) => epoch === 2 && worker !== null)
  assert.deepEqual(await killed, [null, 'SIGKILL'])
  server.open()
  assert.equal((await server.until(task, isEnded)).status, 'succeeded')
  assert.deepEqual(new Set(livedAtRestart), new Set([false]))
  assert.match(server.log.join('\n'), /is killed: it is not heard of any more/)
  assert.deepEqual(
    server.lost.map(({ cause, leaseLost }) => [cause, leaseLost]),
    [['hung', true]],
  )
})

test('a worker that stood still for longer than its lease writes on, or does not say why it ends', async () => {
  await using server = await createTestServer(shortLease)
  const still = server.fork('still')
  const task = await server.submit('redis.journey')
  await server.underWay(task, 1)
  const exited = once(still, 'exit')
  still.kill('SIGSTOP')
  await delay(shortLease.leaseMs)
  still.kill('SIGCONT')
  assert.deepEqual(await exited, [leaseLostStatus, null])
})

test('a worker that an earlier server has left is killed before its tasks go on', async () => {
  await using server = await createTestServer()
  const leftover = server.fork('leftover')
  const task = await server.submit('redis.stubborn')
  await server.underWay(task, 1)
  await server.supervise({
    spawn: (id, alone) => {
      assert.equal(lives(leftover), false)
      return server.fork(id, alone)
    },
  })
  await server.underWay(task, 2)
  server.open()
  await server.until(task, isEnded)
  assert.deepEqual(server.journal(), ['plan under 1', 'copy from null under 1', 'copy from half under 2'])
  assert.equal(
    (await server.store.workers()).some(worker => worker.id === 'leftover'),
    false,
  )
  assert.deepEqual(
    server.lost.map(({ id, cause }) => [id, cause]),
    [['leftover', 'server_ended']],
  )
})

test('a process that has got the pid of a dead worker is let alone, and the tasks go on', async () => {
  await using server = await createTestServer()
  const leftover = server.fork('leftover')
  const task = await server.submit('redis.journey')
  await server.underWay(task, 1)
  leftover.kill('SIGKILL')
  await once(leftover, 'exit')
  const [row] = await server.store.workers()
  await server.store.putWorker({ ...row!, pid: process.pid })
  await server.supervise()
  await server.underWay(task, 2)
  assert.notEqual(processStartedAt(process.pid), null)
})

test('a worker ends by itself when its server is gone, in the middle of a step', async () => {
  await using server = await createTestServer()
  const orphan = server.fork('orphan')
  const task = await server.submit('redis.stubborn')
  await server.underWay(task, 1)
  const exited = once(orphan, 'exit')
  orphan.disconnect()
  assert.deepEqual(await exited, [1, null])
  assert.equal((await server.store.find(task.id))?.worker, 'orphan', 'the next server frees it')
})

test('a worker whose server goes while it starts does not stay', async () => {
  await using server = await createTestServer()
  const orphan = server.fork('orphan')
  const exited = once(orphan, 'exit')
  orphan.disconnect()
  assert.notDeepEqual(await exited, [0, null])
})

test('stop drains: the task is given back at its next cancel point, and the worker says good-bye', async () => {
  await using server = await createTestServer()
  const supervisor = await server.supervise()
  const task = await server.submit('redis.journey')
  await server.underWay(task, 1)
  const exited = once(server.current(), 'exit')
  await supervisor.stop(60_000)
  assert.deepEqual(await exited, [0, null])
  const given = await server.store.find(task.id)
  assert.deepEqual([given?.status, given?.worker, given?.locked], ['running', null, true])
  assert.deepEqual(await server.store.workers(), [])
  const history = await server.store.history(task.id, 0, 100)
  assert.equal(history.at(-1)?.event.type, 'yielded')
  assert.equal(server.forked.length, 1, 'no other worker was started')
  assert.deepEqual(server.lost, [], 'it was asked to end')
})

test('a worker that does not end within the budget is killed, and its task is due again', async () => {
  await using server = await createTestServer()
  const supervisor = await server.supervise()
  const task = await server.submit('redis.stubborn')
  await server.underWay(task, 1)
  const exited = once(server.current(), 'exit')
  await supervisor.stop(50)
  assert.deepEqual(await exited, [null, 'SIGKILL'])
  const left = await server.store.find(task.id)
  assert.deepEqual([left?.status, left?.worker, left?.locked], ['running', null, true])
  assert.deepEqual(await server.store.workers(), [])
  assert.deepEqual(server.forked.map(lives), [false])
})

test('a worker that is stopped does not hold up the end of the server', async () => {
  await using server = await createTestServer()
  const supervisor = await server.supervise()
  server.current().kill('SIGSTOP')
  await supervisor.stop(50)
  assert.deepEqual(server.forked.map(lives), [false])
})

const broken: readonly (readonly [what: string, spawn: () => ChildProcess])[] = [
  ['cannot be started', () => spawn('/no/such/program', { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })],
  [
    'ends at once',
    () => spawn(process.execPath, ['--eval', ''], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] }),
  ],
  [
    'cannot even be tried',
    () => {
      throw new Error('EMFILE')
    },
  ],
]
for (const [what, spawnBroken] of broken)
  test(`a worker that ${what} is replaced, and the server lives`, async () => {
    await using server = await createTestServer()
    let started = 0
    await server.supervise({
      spawn: (id, alone) => (++started === 1 ? spawnBroken() : server.fork(id, alone)),
    })
    const task = await server.submit('redis.journey')
    server.open()
    assert.equal((await server.until(task, isEnded)).status, 'succeeded')
    assert.equal(started, 2)
  })

test('the store fails while a dead worker is buried: it is tried again', async () => {
  await using server = await createTestServer()
  let failed = 0
  const store = {
    ...server.store,
    heldBy: (id: string) =>
      failed++ < 2 ? Promise.reject(new Error('disk I/O error')) : server.store.heldBy(id),
  }
  await server.supervise({ store })
  const task = await server.submit('redis.journey')
  await server.underWay(task, 1)
  server.current().kill('SIGKILL')
  await server.underWay(task, 2)
  assert.ok(failed > 2)
})

test('stopped while the worker is away and about to be replaced: no other is started', async () => {
  await using server = await createTestServer()
  const supervisor = await server.supervise()
  const exited = once(server.current(), 'exit')
  server.current().kill('SIGKILL')
  await exited
  await supervisor.stop(1000)
  await supervisor.stop(1000)
  assert.equal(server.forked.length, 1)
  assert.deepEqual(await server.store.workers(), [])
})

test('a store that fails for a moment at the start is the end of the server', async () => {
  await using server = await createTestServer()
  let asked = 0
  await server.supervise({
    store: {
      ...server.store,
      due: async (...given) => {
        if (asked++ === 0) throw new Error('busy')
        return server.store.due(...given)
      },
    },
  })
  server.open()
  const task = await server.submit('redis.journey')
  assert.equal((await server.until(task, isEnded)).status, 'succeeded')
  assert.match(server.log.join('\n'), /looking for suspects: Error: busy/)
})

test('a worker that cannot start, while the store is slow, ends the server as a fault of its own', async () => {
  await using server = await createTestServer()
  const due = Promise.withResolvers<never[]>()
  const spawnNothing = () => {
    throw new Error('EMFILE')
  }
  const store = { ...server.store, due: () => due.promise }
  await assert.rejects(server.supervise({ store, spawn: spawnNothing }), /ends as soon as it is started/)
  due.resolve([])
})
