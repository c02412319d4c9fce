import assert from 'node:assert/strict'
import { setTimeout as delay } from 'node:timers/promises'
import { test } from 'node:test'
import { createGate, createOutside, sampleOperation, title, type Gate } from './testing/sample-operation.ts'
import { createWorld } from './testing/world.ts'

/** An operation whose tasks wait at a gate of their own. */
function gated() {
  const gates = new Map<string, Gate>()
  const begun: string[] = []
  const gate = (id: string): Gate => gates.get(id) ?? gates.set(id, createGate()).get(id)!
  const operation = sampleOperation().step('work', {
    title,
    run: async ({ taskId }) => {
      begun.push(taskId)
      await gate(taskId).pass()
    },
  })
  return { operation, begun, gate }
}

test('as many tasks run at once as the worker has room for; the next begins when one ends', async () => {
  const { operation, begun, gate } = gated()
  await using world = await createWorld(operation)
  for (const id of ['c', 'd'])
    await world.store.addInstance({ ...(await world.store.findInstance('instance-1'))!, id, name: id })
  await world.worker('a', { capacity: 2 })
  const tasks = []
  for (const instance of ['instance-1', 'instance-2', 'c', 'd'])
    tasks.push(await world.submit(operation, { instance }))
  const ids = tasks.map(task => task.id)
  await Promise.all(ids.slice(0, 2).map(id => gate(id).reached))
  assert.deepEqual(begun, ids.slice(0, 2))
  gate(ids[1]!).open()
  await gate(ids[2]!).reached
  assert.deepEqual(begun, ids.slice(0, 3))
  for (const id of ids) gate(id).open()
  await Promise.all(tasks.map(world.ended))
})

test('on one instance tasks run one at a time in the order of submission, whichever worker is free', async () => {
  const { operation, begun, gate } = gated()
  await using world = await createWorld(operation)
  const tasks = []
  for (let count = 0; count < 5; count++) tasks.push(await world.submit(operation))
  await world.worker('a')
  await world.worker('b')
  for (const { id } of tasks) {
    await gate(id).reached
    assert.equal(begun.at(-1), id)
    gate(id).open()
  }
  await Promise.all(tasks.map(world.ended))
  assert.deepEqual(
    begun,
    tasks.map(task => task.id),
  )
})

test('tasks that lock two instances wait for both, keep their place, and never wait for each other', async () => {
  const { operation, begun, gate } = gated()
  await using world = await createWorld(operation)
  await world.worker('a')
  const both = { instance: 'instance-1', input: { target: 'instance-2' } }
  const reversed = { instance: 'instance-2', input: { target: 'instance-1' } }
  const first = await world.submit(operation, { instance: 'instance-2' })
  await gate(first.id).reached
  const tasks = [await world.submit(operation, both), await world.submit(operation, reversed)]
  const behind = await world.submit(operation, { instance: 'instance-1' })
  const [next, last] = tasks
  gate(first.id).open()
  await gate(next!.id).reached
  assert.deepEqual(begun, [first.id, next!.id])
  for (const { id } of [next!, last!, behind]) gate(id).open()
  await Promise.all([...tasks, behind].map(world.ended))
  assert.deepEqual(
    begun,
    [first, next!, last!, behind].map(task => task.id),
  )
})

test('a task that is not due yet begins when it is, and holds no place until then', async () => {
  const { operation, begun, gate } = gated()
  await using world = await createWorld(operation)
  await world.worker('a')
  const later = await world.submit(operation, { dueAt: world.now() + 3_600_000 })
  const now = await world.submit(operation)
  gate(now.id).open()
  await world.ended(now)
  world.pass(3_600_000)
  gate(later.id).open()
  await world.ended(later)
  assert.deepEqual(begun, [now.id, later.id])
})

test('a submission wakes the worker: it need not wait for its next look', async () => {
  const { operation, gate } = gated()
  await using world = await createWorld(operation)
  await world.worker('a', { pace: { lookEveryMs: 2 ** 30 } })
  const tasks = [await world.submit(operation), await world.submit(operation)]
  for (const task of tasks) {
    gate(task.id).open()
    await world.ended(task)
  }
})

test('wake-ups that come while the worker looks are not lost', async () => {
  const { operation, gate } = gated()
  await using world = await createWorld(operation)
  const worker = await world.worker('a', { pace: { lookEveryMs: 2 ** 30 } })
  for (let round = 0; round < 200; round++) {
    const submitting = world.submit(operation, { instance: `instance-${1 + (round % 2)}` })
    // A look begins, and ends, another turn before the submission in every round.
    for (let turn = 0; turn < round % 40; turn++) await Promise.resolve()
    worker.wake()
    const task = await submitting
    gate(task.id).open()
    await world.ended(task)
  }
})

test('a worker that drains gives its tasks back at their next cancel point, and another goes on', async () => {
  const [working, waiting] = [createGate(), createGate()]
  const runs: string[] = []
  const operation = sampleOperation()
    .step('plan', { title, run: async ({ epoch }) => runs.push(`plan ${epoch}`) })
    .step('copy', {
      title,
      run: async context => {
        runs.push(`copy ${context.epoch}`)
        await context.save('saved')
        if (context.epoch === 1) await working.pass()
        context.cancelPoint()
        return context.checkpoint()
      },
    })
  const asleep = sampleOperation({ name: 'redis.asleep' }).step('sleep', {
    title,
    run: async ({ stopping, epoch }) => {
      if (epoch === 1) await Promise.all([waiting.pass(), delay(2 ** 30, undefined, { signal: stopping })])
    },
  })
  await using world = await createWorld(operation, asleep)
  const leaving = await world.worker('a')
  const tasks = [await world.submit(operation), await world.submit(asleep, { instance: 'instance-2' })]
  await Promise.all([working.reached, waiting.reached])
  const drained = leaving.drain()
  const queued = await world.submit(operation)
  working.open()
  waiting.open()
  await drained
  assert.deepEqual(await world.store.workers(), [])
  for (const task of tasks) {
    const given = await world.store.find(task.id)
    assert.deepEqual([given?.status, given?.worker, given?.locked], ['running', null, true])
    assert.equal((await world.events(task)).at(-1), 'yielded')
  }
  assert.equal((await world.store.find(queued.id))?.status, 'pending')
  await world.worker('b')
  const ended = await Promise.all([...tasks, queued].map(world.ended))
  assert.deepEqual(
    ended.map(task => task.status),
    ['succeeded', 'succeeded', 'succeeded'],
  )
  assert.deepEqual(runs.slice(0, 3), ['plan 1', 'copy 1', 'copy 2'])
})

test('a worker that drains still ends a step that may not be cancelled, and gives back before the next', async () => {
  const gate = createGate()
  const hard = { title, cancellable: false, budgetSeconds: 60 } as const
  const operation = sampleOperation()
    .step('cut_over', { ...hard, run: () => gate.pass() })
    .step('resume', { ...hard, run: async ({ epoch }) => epoch })
  await using world = await createWorld(operation)
  const leaving = await world.worker('a')
  const task = await world.submit(operation)
  await gate.reached
  const drained = leaving.drain()
  gate.open()
  await drained
  await world.worker('b')
  const ended = await world.ended(task)
  assert.deepEqual(
    ended.steps.map(step => step.status),
    ['succeeded', 'succeeded'],
  )
  assert.equal(ended.steps[1]!.output, 2)
})

test('a worker that drains while an undo is tried again gives the task back to be undone elsewhere', async () => {
  const outside = createOutside()
  const throttle = outside.effect('throttle', 'attempt')
  const failed = createGate()
  let works = false
  const effects = {
    throttle: {
      ...throttle,
      undo: async (...given: Parameters<typeof throttle.undo>) => {
        if (works) return throttle.undo(...given)
        failed.open()
        throw new Error('the server is away')
      },
    },
  }
  const operation = sampleOperation({ effects }).step('copy', {
    title,
    run: ({ apply }) => apply('throttle', 1),
  })
  await using world = await createWorld(operation)
  const leaving = await world.worker('a', { pace: { undoDelaysMs: [2 ** 30] } })
  const task = await world.submit(operation)
  await failed.pass()
  await leaving.drain()
  assert.equal((await world.store.find(task.id))?.ending?.status, 'succeeded')
  works = true
  await world.worker('b')
  assert.equal((await world.ended(task)).status, 'succeeded')
})
