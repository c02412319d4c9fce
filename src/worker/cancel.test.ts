import assert from 'node:assert/strict'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { test } from 'node:test'
import { createGate, createOutside, sampleOperation, title } from './testing/sample-operation.ts'
import { createWorld } from './testing/world.ts'

test('cancel stops at the next cancel point; effects go newest first; only then the next task on the instance begins', async () => {
  const [working, undoing] = [createGate(), createGate()]
  const outside = createOutside()
  const pause = outside.effect('pause', 'attempt')
  const effects = {
    throttle: outside.effect('throttle', 'attempt'),
    staging: outside.effect('staging', 'task'),
    fence: outside.effect('fence', 'keep'),
    pause: {
      ...pause,
      undo: async (...given: Parameters<typeof pause.undo>) => {
        await undoing.pass()
        await pause.undo(...given)
      },
    },
  }
  const operation = sampleOperation({ effects })
    .step('copy', {
      title,
      run: async context => {
        for (const name of ['throttle', 'staging', 'fence', 'pause'] as const) await context.apply(name, 1)
        await working.pass()
        await context.save('after the request')
        context.cancelPoint()
        outside.acts.push('went on')
      },
    })
    .step('clean', { title, run: async () => void outside.acts.push('cleaned') })
  const next = sampleOperation({ name: 'redis.next' }).step('run', {
    title,
    run: async () => void outside.acts.push('next'),
  })
  await using world = await createWorld(operation, next)
  await world.worker('a')
  const task = await world.submit(operation)
  await working.reached
  const waiting = await world.submit(next)
  assert.equal((await world.cancel(task)).status, 'running', 'asked is not stopped')
  working.open()
  await undoing.reached
  assert.deepEqual((await world.store.find(task.id))?.ending, {
    status: 'cancelled',
    failure: null,
    retryAt: null,
  })
  assert.equal((await world.store.find(waiting.id))?.status, 'pending', 'undo still runs')
  undoing.open()
  const ended = await world.ended(task)
  await world.ended(waiting)
  assert.deepEqual([ended.status, ended.failure, ended.locked], ['cancelled', null, false])
  assert.deepEqual(
    ended.steps.map(step => step.status),
    ['cancelled', 'waiting'],
  )
  assert.equal(ended.steps[0]!.checkpoint, 'after the request')
  const off = ['pause', 'fence', 'staging', 'throttle'].map(name => `${name} off 1 "${name} was off"`)
  assert.deepEqual(outside.acts.slice(4), [...off, 'next'])
})

test('cancel is heard of by what waits on `stopping`, which is no error of the step', async () => {
  const gate = createGate()
  const operation = sampleOperation().step('wait', {
    title,
    run: async ({ stopping }) => {
      gate.open()
      await delay(2 ** 30, undefined, { signal: stopping })
    },
  })
  await using world = await createWorld(operation)
  await world.worker('a')
  const task = await world.submit(operation)
  await gate.pass()
  await world.cancel(task)
  assert.deepEqual([(await world.ended(task)).status, world.log], ['cancelled', []])
})

test('a step that may not be cancelled goes on, and so do those of its kind behind it; the next that may is not begun', async () => {
  const gate = createGate()
  const hard = { title, cancellable: false, budgetSeconds: 60 } as const
  const operation = sampleOperation()
    .step('cut_over', {
      ...hard,
      run: async context => {
        await gate.pass()
        context.cancelPoint()
        return context.stopping.aborted
      },
    })
    .step('resume', { ...hard, run: async ({ cancelPoint }) => cancelPoint() })
    .step('report', { title, run: async () => {} })
  await using world = await createWorld(operation)
  await world.worker('a')
  const task = await world.submit(operation)
  await gate.reached
  await world.cancel(task)
  gate.open()
  const ended = await world.ended(task)
  assert.equal(ended.status, 'cancelled')
  assert.deepEqual(
    ended.steps.map(step => step.status),
    ['succeeded', 'succeeded', 'waiting'],
  )
  assert.equal(ended.steps[0]!.output, false)
})

test('cancel in a step that may be cancelled, but has no cancel point: no step that may not be is begun behind it', async () => {
  const gate = createGate()
  const operation = sampleOperation()
    .step('verify', { title, run: () => gate.pass() })
    .step('cut_over', { title, cancellable: false, budgetSeconds: 60, run: async () => {} })
  await using world = await createWorld(operation)
  await world.worker('a')
  const task = await world.submit(operation)
  await gate.reached
  await world.cancel(task)
  gate.open()
  const ended = await world.ended(task)
  assert.deepEqual(
    [ended.status, ...ended.steps.map(step => step.status)],
    ['cancelled', 'succeeded', 'waiting'],
  )
})

test('cancel while a dead worker has a step begun that may not be cancelled: the next worker ends it', async () => {
  const gate = createGate()
  const operation = sampleOperation()
    .step('verify', { title, run: async () => {} })
    .step('cut_over', {
      title,
      cancellable: false,
      budgetSeconds: 60,
      run: async ({ epoch }) => (epoch === 1 ? gate.pass() : undefined),
    })
  await using world = await createWorld(operation)
  await world.worker('a', { pace: { lookEveryMs: 60_000 } })
  const task = await world.submit(operation)
  await gate.reached
  await world.lose('a')
  await world.cancel(task)
  await world.worker('b')
  const ended = await world.ended(task)
  gate.open()
  assert.deepEqual(
    [ended.status, ...ended.steps.map(step => step.status)],
    ['succeeded', 'succeeded', 'succeeded'],
  )
})

test('cancel between claim and first step: nothing runs', async () => {
  let runs = 0
  const operation = sampleOperation().step('copy', { title, run: async () => void runs++ })
  await using world = await createWorld(operation)
  const task = await world.submit(operation)
  // The request is stored right before the worker's own first write, which is then refused as stale.
  world.store.fault((verb, commit) => {
    if (verb !== 'commit' || commit?.events[0]?.event.type !== 'stepStarted') return undefined
    world.store.fault(null)
    return world.cancel(task)
  })
  await world.worker('a')
  const ended = await world.ended(task)
  assert.deepEqual([ended.status, runs], ['cancelled', 0])
})

test('cancel while sub-steps run: each ends at its own cancel point, none begins any more', async () => {
  const [working, stopped] = [createGate(), createGate()]
  const acts: string[] = []
  const operation = sampleOperation().step('copy', {
    title,
    subSteps: ['a', 'b', 'c'].map(name => ({ name, title })),
    run: async context => {
      const a = context.subStep('a', async () => {
        await once(context.stopping, 'abort')
        context.cancelPoint()
        return null
      })
      const b = context.subStep('b', async () => {
        await working.pass()
        context.signal.throwIfAborted()
        await context.save('b')
        return null
      })
      const c = b.then(() => context.subStep('c', async () => acts.push('c')))
      a.catch(stopped.open)
      await Promise.all([a, c])
    },
  })
  await using world = await createWorld(operation)
  await world.worker('a')
  const task = await world.submit(operation)
  await working.reached
  await world.cancel(task)
  await stopped.pass()
  assert.equal((await world.store.find(task.id))?.ending, null, 'b is still under way')
  working.open()
  const [step] = (await world.ended(task)).steps
  assert.deepEqual([step?.status, step?.checkpoint], ['cancelled', 'b'])
  assert.deepEqual(
    [step?.subSteps.map(part => part.status), acts],
    [['cancelled', 'succeeded', 'waiting'], []],
  )
})
