import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isCode } from '../core/error.ts'
import { createGate, createOutside, sampleOperation, title } from './testing/sample-operation.ts'
import { createWorld } from './testing/world.ts'

/** A worker that never looks again by itself: it hears of nothing that happens without it. */
const deaf = { pace: { leaseMs: 60_000, heartbeatEveryMs: 60_000, lookEveryMs: 60_000 } }
const isLeaseLost = (error: unknown): boolean => isCode(error, 'lease_lost')

test('worker dies in a step: the next one goes on from the checkpoints, and what has ended does not run again', async () => {
  const gate = createGate()
  const runs: string[] = []
  const operation = sampleOperation()
    .step('plan', { title, run: async () => void runs.push('plan') })
    .step('copy', {
      title,
      subSteps: [
        { name: 'first', title },
        { name: 'second', title },
      ],
      run: async context => {
        runs.push(`copy ${context.epoch} from ${String(context.checkpoint())}`)
        await context.subStep('first', async () => runs.push('first'))
        if (context.checkpoint() === null) {
          await context.save('half')
          await context.saveTaskCheckpoint('offset', 12)
          await gate.pass()
        }
        await context.subStep('second', async () => runs.push('second'))
        return context.taskCheckpoint('offset')
      },
    })
  await using world = await createWorld(operation)
  await world.worker('a', deaf)
  const task = await world.submit(operation)
  await gate.reached
  await world.lose('a')
  await world.worker('b')
  const ended = await world.ended(task)
  gate.open()
  assert.deepEqual([ended.status, ended.epoch, ended.steps[1]!.output], ['succeeded', 2, 12])
  assert.deepEqual(runs, ['plan', 'copy 1 from null', 'first', 'copy 2 from half', 'second'])
})

test('a worker taken for dead comes back: all it still writes is refused, and it puts nothing in place', async () => {
  const [first, second] = [createGate(), createGate()]
  const outside = createOutside()
  const refused: Promise<unknown>[] = []
  const over = Promise.withResolvers<void>()
  const operation = sampleOperation({ effects: { throttle: outside.effect('throttle', 'attempt') } }).step(
    'copy',
    {
      title,
      subSteps: [{ name: 'part', title }],
      run: async context => {
        if (context.epoch === 2) return void (await second.pass())
        await first.pass()
        const late = [
          context.save('late'),
          context.saveTaskCheckpoint('late', true),
          context.addSubSteps([{ name: 'late', title, weight: 1 }]),
          context.subStep('part', async () => 'late'),
          context.apply('throttle', 1),
          context.undo('throttle'),
          context.changeInstance('instance-1', {
            endpoints: [],
            access: (await context.instance('instance-1')).access,
            facts: {},
          }),
        ]
        refused.push(...late)
        await Promise.allSettled(late)
        over.resolve()
      },
    },
  )
  await using world = await createWorld(operation)
  await world.worker('a', deaf)
  const task = await world.submit(operation)
  await first.reached
  await world.lose('a')
  await world.worker('b')
  await second.reached
  const before = await world.store.find(task.id)
  first.open()
  await over.promise
  assert.deepEqual(await world.store.find(task.id), before)
  second.open()
  assert.equal((await world.ended(task)).status, 'succeeded')
  const outcomes = await Promise.allSettled(refused)
  const reasons = outcomes.map(outcome =>
    outcome.status === 'rejected' ? isLeaseLost(outcome.reason) : 'accepted',
  )
  assert.deepEqual(reasons, [true, true, true, true, true, 'accepted', true], 'undo had nothing to undo')
  assert.deepEqual(outside.acts, [])
  assert.equal((await world.store.findInstance('instance-1'))?.revision, 1)
})

test('worker dies between the intent and the act: undo is told that nothing is known', async () => {
  const gate = createGate()
  const outside = createOutside()
  const throttle = outside.effect('throttle', 'attempt')
  const operation = sampleOperation({
    effects: { throttle: { ...throttle, apply: async (percent: number) => gate.pass().then(() => percent) } },
  }).step('copy', {
    title,
    run: async context => {
      if (context.epoch === 1) await context.apply('throttle', 50)
    },
  })
  await using world = await createWorld(operation)
  await world.worker('a', deaf)
  const task = await world.submit(operation)
  await gate.reached
  await world.lose('a')
  await world.worker('b')
  const ended = await world.ended(task)
  gate.open()
  assert.deepEqual(outside.acts, ['throttle off 50 null'])
  assert.deepEqual([ended.status, ended.effects[0]!.status], ['succeeded', 'undone'])
})

test('worker dies after the act: the effect is put in place again with what was recorded, also with another input', async () => {
  const gate = createGate()
  const outside = createOutside()
  const operation = sampleOperation({ effects: { throttle: outside.effect('throttle', 'attempt') } }).step(
    'copy',
    {
      title,
      run: async context => {
        const result = await context.apply('throttle', context.epoch)
        if (context.epoch === 1) await gate.pass()
        return result
      },
    },
  )
  await using world = await createWorld(operation)
  await world.worker('a', deaf)
  const task = await world.submit(operation)
  await gate.reached
  await world.lose('a')
  await world.worker('b')
  await world.ended(task)
  gate.open()
  const again = 'throttle on 1 again "throttle was off"'
  assert.deepEqual(outside.acts, ['throttle on 1', again, 'throttle off 1 "throttle was off"'])
})

test('worker dies while effects are undone: the next undoes the rest, and no step runs again', async () => {
  const gate = createGate()
  const outside = createOutside()
  let runs = 0
  let undone = 0
  const pause = outside.effect('pause', 'attempt')
  const operation = sampleOperation({
    effects: {
      throttle: outside.effect('throttle', 'attempt'),
      pause: {
        ...pause,
        undo: async (...given: Parameters<typeof pause.undo>) => {
          if (++undone === 1) await gate.pass()
          else await pause.undo(...given)
        },
      },
    },
  }).step('copy', {
    title,
    run: async context => {
      runs++
      await context.apply('throttle', 1)
      await context.apply('pause', 2)
    },
  })
  await using world = await createWorld(operation)
  await world.worker('a', deaf)
  const task = await world.submit(operation)
  await gate.reached
  await world.lose('a')
  await world.worker('b')
  const ended = await world.ended(task)
  gate.open()
  assert.deepEqual([ended.status, ended.locked, runs], ['succeeded', false, 1])
  const off = ['pause off 2 "pause was off"', 'throttle off 1 "throttle was off"']
  assert.deepEqual(outside.acts, ['throttle on 1', 'pause on 2', ...off])
})

test('a worker that gets no heartbeat through for longer than its lease stops by itself', async () => {
  const gate = createGate()
  const operation = sampleOperation().step('copy', {
    title,
    run: async context => {
      await gate.pass()
      context.cancelPoint()
    },
  })
  await using world = await createWorld(operation)
  const worker = await world.worker('a', {
    pace: { leaseMs: 1000, heartbeatEveryMs: 1, lookEveryMs: 60_000 },
  })
  const task = await world.submit(operation)
  await gate.reached
  const lost = new Promise(resolve => worker.lost.addEventListener('abort', resolve))
  world.pass(1001)
  await lost
  gate.open()
  await worker.drain()
  const left = await world.store.find(task.id)
  assert.deepEqual(
    [left?.status, left?.worker],
    ['running', 'a'],
    'it writes nothing more: its supervisor frees the task',
  )
})
