import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { isEnded } from '../../src/core/task.ts'
import { transition } from '../../src/core/transition.ts'
import { commitOf } from '../../src/core/store.ts'
import type { TaskEvent } from '../../src/core/event.ts'
import type { Task } from '../../src/core/task.ts'
import { createTestServer, type TestServer } from './testing/server.ts'

/** What somebody asks of a task, as the centre stores it. */
async function ask({ store }: TestServer, { id }: Task, event: TaskEvent): Promise<void> {
  for (;;) {
    const before = (await store.find(id))!
    const after = transition(before, event, Date.now())
    const who = { by: 'AK1', reason: null, at: Date.now() }
    if ((await store.commit(commitOf(before, after, [event], who))).accepted) return
  }
}

const losses = async (server: TestServer, task: Task) =>
  (await server.store.history(task.id, 0, 1000))
    .map(({ event }) => event)
    .filter(event => event.type === 'workerLost')
    .map(({ cause, blame }) => `${cause} ${blame}`)

test('a step that ends its worker three times alone is poison: it fails, and its worker lives on', async () => {
  await using server = await createTestServer()
  await server.supervise()
  const task = await server.submit('redis.journey')
  for (let death = 1; death <= 3; death += 1) {
    await server.underWay(task, death)
    ;(await server.holder(task)).kill('SIGKILL')
  }
  const ended = await server.until(task, isEnded)
  assert.deepEqual(
    [ended.status, ended.failure?.code, ended.failure?.step, ended.locked],
    ['failed', 'STW.0005', 'copy', false],
  )
  assert.deepEqual(await losses(server, task), ['died alone', 'died alone', 'died alone'])
})

test('tasks that shared a death run on in processes of their own, and others do not wait for them', async () => {
  await using server = await createTestServer()
  await server.supervise()
  const tasks = [await server.submit('redis.journey'), await server.submit('redis.journey', 'instance-2')]
  for (const task of tasks) await server.underWay(task, 1)
  server.current().kill('SIGKILL')
  for (const task of tasks) await server.underWay(task, 2)
  const third = await server.submit('redis.journey', 'instance-3')
  await server.underWay(third, 1)
  const holders = await Promise.all([...tasks, third].map(task => server.holder(task)))
  assert.equal(new Set(holders).size, 3)
  // Dying in a process of its own harms nobody else.
  holders[0]!.kill('SIGKILL')
  await server.underWay(tasks[0]!, 3)
  server.open()
  for (const task of [...tasks, third]) assert.equal((await server.until(task, isEnded)).status, 'succeeded')
  assert.deepEqual(await losses(server, tasks[0]!), ['died shared', 'died alone'])
  assert.deepEqual(await losses(server, tasks[1]!), ['died shared'])
  assert.deepEqual(await losses(server, third), [])
})

test('a step that does not hear of a cancel is killed with its worker, and the cancel goes through', async () => {
  await using server = await createTestServer()
  await server.supervise({ patienceMs: -10_500 })
  const deaf = await server.submit('redis.deaf')
  const other = await server.submit('redis.journey', 'instance-2')
  for (const task of [deaf, other]) {
    await server.until(task, found => found.steps.some(step => step.checkpoint === 'half'))
  }
  const killed = once(await server.holder(deaf), 'exit')
  await ask(server, deaf, { type: 'cancelRequested' })
  assert.deepEqual(await killed, [null, 'SIGKILL'])
  const ended = await server.until(deaf, isEnded)
  assert.deepEqual([ended.status, ended.locked], ['cancelled', false])
  assert.deepEqual(await losses(server, deaf), ['unresponsive alone'])
  server.open()
  assert.equal((await server.until(other, isEnded)).status, 'succeeded')
  assert.deepEqual(await losses(server, other), ['unresponsive none'])
})

test('a process for a suspect that cannot be started is started again at once, without end', async () => {
  await using server = await createTestServer()
  let tries = 0
  await server.supervise({
    lookEveryMs: 600_000,
    spawn: (id, alone) => {
      if (!alone) return server.fork(id, alone)
      tries += 1
      throw new Error('EACCES')
    },
  })
  const suspect = await server.submit('redis.journey')
  await server.underWay(suspect, 1)
  server.current().kill('SIGKILL')
  await server.until(suspect, ({ worker }) => worker === null)
  const other = await server.submit('redis.journey', 'instance-2')
  await server.underWay(other, 1)
  server.open()
  await server.until(other, isEnded)
  // The next look comes in ten minutes.
  assert.equal(tries, 1)
})
