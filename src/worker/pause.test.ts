import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { createGate, createOutside, sampleOperation, title } from './testing/sample-operation.ts'
import { createWorld } from './testing/world.ts'

/** Copies until it is told to stop; done as soon as it goes on. */
const copying = sampleOperation().step('copy', {
  title,
  run: async context => {
    if (context.epoch > 1) return
    await once(context.stopping, 'abort')
    context.cancelPoint()
  },
})

const pauseRequested = { type: 'pauseRequested', limit: null } as const

test('a pause ends the step at its next cancel point, keeps what is in place, and lets it go on from there', async () => {
  const [working, again] = [createGate(), createGate()]
  const outside = createOutside()
  const operation = sampleOperation({ effects: { throttle: outside.effect('throttle', 'attempt') } })
    .step('copy', {
      title,
      run: async context => {
        outside.acts.push(`from ${context.checkpoint<string>()}`)
        await context.apply('throttle', 1)
        if (context.epoch === 1) await working.pass()
        else await again.pass()
        await context.save('half')
        context.cancelPoint()
      },
    })
    .step('clean', { title, run: async () => {} })
  await using world = await createWorld(operation)
  await world.worker('a')
  const task = await world.submit(operation)
  await working.reached
  assert.equal((await world.ask(task, pauseRequested)).status, 'running', 'asked is not paused')
  working.open()
  const paused = await world.store.until(task.id, ({ status }) => status === 'paused')
  assert.deepEqual([paused.locked, paused.worker, paused.effects[0]?.status], [true, null, 'applied'])
  assert.deepEqual(outside.acts, ['from null', 'throttle on 1'])
  await world.ask(task, { type: 'resumed' })
  await again.reached
  again.open()
  assert.equal((await world.ended(task)).status, 'succeeded')
  assert.deepEqual(outside.acts.slice(2), [
    'from half',
    'throttle on 1 again "throttle was off"',
    'throttle off 1 "throttle was off"',
  ])
})

test('a paused task is cancelled: a worker undoes what it held, then the instance is free', async () => {
  const outside = createOutside()
  const operation = sampleOperation({ effects: { throttle: outside.effect('throttle', 'attempt') } }).step(
    'copy',
    {
      title,
      run: async context => {
        await context.apply('throttle', 1)
        await once(context.stopping, 'abort')
        context.cancelPoint()
      },
    },
  )
  await using world = await createWorld(operation)
  await world.worker('a')
  const task = await world.submit(operation)
  await world.store.until(task.id, ({ effects }) => effects[0]?.status === 'applied')
  await world.ask(task, pauseRequested)
  await world.store.until(task.id, ({ status }) => status === 'paused')
  await world.cancel(task)
  const ended = await world.ended(task)
  assert.deepEqual(
    [ended.status, ended.locked, outside.acts.at(-1)],
    ['cancelled', false, 'throttle off 1 "throttle was off"'],
  )
})

test('a pause ends by itself when its limit is over', async () => {
  await using world = await createWorld(copying)
  await world.worker('a')
  for (const [afterwards, status] of [
    ['resume', 'succeeded'],
    ['cancel', 'cancelled'],
  ] as const) {
    const task = await world.submit(copying)
    await world.store.until(task.id, ({ worker }) => worker !== null)
    await world.ask(task, { type: 'pauseRequested', limit: { until: world.now() + 60_000, afterwards } })
    await world.store.until(task.id, found => found.status === 'paused')
    world.pass(60_000)
    assert.equal((await world.ended(task)).status, status)
    assert.ok((await world.events(task)).includes('pauseExpired'))
  }
})

test('a pause waits for the end of a cut-over, and of what belongs to it', async () => {
  const gate = createGate()
  const hard = { title, cancellable: false, budgetSeconds: 60 }
  const operation = sampleOperation()
    .step('cut_over', { ...hard, run: () => gate.pass() })
    .step('resume', { ...hard, run: async () => {} })
    .step('report', { title, run: async () => {} })
  await using world = await createWorld(operation)
  await world.worker('a')
  const task = await world.submit(operation)
  await gate.reached
  await world.ask(task, pauseRequested)
  gate.open()
  const paused = await world.store.until(task.id, ({ status }) => status === 'paused')
  assert.deepEqual(
    paused.steps.map(({ status }) => status),
    ['succeeded', 'succeeded', 'waiting'],
  )
})

test('a request for a pause is taken back in the moment the step stops: the task goes on', async () => {
  await using world = await createWorld(copying)
  await world.worker('a')
  const task = await world.submit(copying)
  await world.store.until(task.id, ({ worker }) => worker !== null)
  world.store.fault((verb, commit) => {
    if (verb !== 'commit' || commit?.events[0]?.event.type !== 'paused') return undefined
    world.store.fault(null)
    return world.ask(task, { type: 'resumed' })
  })
  await world.ask(task, pauseRequested)
  assert.equal((await world.ended(task)).status, 'succeeded')
  assert.ok((await world.events(task)).includes('yielded'))
})

test('a step that does not come to a cancel point is told to stop at once when its time is over', async () => {
  const operation = sampleOperation().step('copy', {
    title,
    stopSeconds: 0.05,
    run: async context => {
      await once(context.signal, 'abort')
      throw new Error('the connection was closed under me')
    },
  })
  await using world = await createWorld(operation)
  await world.worker('a')
  const task = await world.submit(operation)
  await world.store.until(task.id, ({ steps }) => steps[0]?.status === 'running')
  await world.cancel(task)
  const ended = await world.ended(task)
  assert.deepEqual([ended.status, ended.failure], ['cancelled', null])
})
