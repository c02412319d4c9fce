import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { operationFailure } from '../core/failure.ts'
import { createGate, createOutside, sampleOperation, title } from './testing/sample-operation.ts'
import { createWorld } from './testing/world.ts'

test('a declared failure ends the task with its words filled; what comes behind never begins', async () => {
  const operation = sampleOperation()
    .step('copy', {
      title,
      run: async () => {
        throw operationFailure('DCS.1001', { what: 'The disk' })
      },
    })
    .step('clean', { title, run: async () => {} })
  await using world = await createWorld(operation)
  await world.worker('a')
  const ended = await world.ended(await world.submit(operation))
  assert.deepEqual(
    [ended.status, ended.locked, ended.failure],
    [
      'failed',
      false,
      {
        code: 'DCS.1001',
        message: { 'en-us': 'The disk broke', 'zh-cn': 'The disk broke' },
        remedy: { 'en-us': 'Mend The disk.', 'zh-cn': 'Mend The disk.' },
        step: 'copy',
        parameters: { what: 'The disk' },
      },
    ],
  )
  assert.deepEqual(
    ended.steps.map(step => [step.status, step.failure?.code]),
    [
      ['failed', 'DCS.1001'],
      ['waiting', undefined],
    ],
  )
  assert.ok(ended.percent < 100)
})

const thrown: readonly (readonly [what: string, thrown: unknown, why: RegExp])[] = [
  ['an error', new TypeError('of the recipe'), /of the recipe/],
  ['a code nobody declared', operationFailure('DCS.9999', { a: 1 }), /DCS\.9999/],
  ['a text', 'just so', /just so/],
  ['nothing', null, /null/],
  ['an object without a prototype', Object.create(null), /Object/],
]
for (const [what, value, why] of thrown)
  test(`a step that throws ${what} fails with STW.0008, and the log says what it was`, async () => {
    const operation = sampleOperation().step('copy', {
      title,
      run: async () => {
        throw value
      },
    })
    await using world = await createWorld(operation)
    await world.worker('a')
    const ended = await world.ended(await world.submit(operation))
    assert.deepEqual([ended.status, ended.failure?.code, ended.failure?.step], ['failed', 'STW.0008', 'copy'])
    assert.match(ended.failure?.message['en-us'] ?? '', why)
    assert.match(world.log.join('\n'), why)
  })

test('a recipe whose version has changed does not go on, but undoes what the old one has left', async () => {
  const gate = createGate()
  const outside = createOutside()
  const effects = { throttle: outside.effect('throttle', 'attempt') }
  const [old, current] = [1, 2].map(version =>
    sampleOperation({ effects, version }).step('copy', {
      title,
      run: async context => {
        await context.apply('throttle', version)
        await gate.pass()
      },
    }),
  )
  await using world = await createWorld(old!)
  await world.worker('a', { pace: { lookEveryMs: 60_000 } })
  const task = await world.submit(old!)
  await gate.reached
  await world.lose('a')
  await world.worker('b', { operations: new Map([['redis.sample', current!]]) })
  const ended = await world.ended(task)
  gate.open()
  assert.deepEqual([ended.status, ended.failure?.code, ended.locked], ['failed', 'STW.0002', false])
  assert.deepEqual(ended.failure?.parameters, { operation: 'redis.sample', version: 1, loaded: 2 })
  assert.deepEqual(outside.acts, ['throttle on 1', 'throttle off 1 "throttle was off"'])
})

test('a recipe that is not loaded any more: without effects it fails, with one the instance stays locked', async () => {
  const gate = createGate()
  const outside = createOutside()
  const operation = sampleOperation({ effects: { throttle: outside.effect('throttle', 'attempt') } }).step(
    'copy',
    {
      title,
      run: async context => {
        if (context.input['throttle'] === true) await context.apply('throttle', 1)
        await gate.pass()
      },
    },
  )
  await using world = await createWorld(operation)
  await world.worker('a', { pace: { lookEveryMs: 60_000 } })
  const plain = await world.submit(operation, { instance: 'instance-2' })
  const withEffect = await world.submit(operation, { input: { throttle: true } })
  await world.store.until(withEffect.id, ({ effects }) => effects[0]?.status === 'applied')
  await world.store.until(plain.id, ({ steps }) => steps[0]!.status === 'running')
  await world.lose('a')
  // Trying again would be of no use: were it tried, this test would never end.
  await world.worker('b', { operations: new Map(), pace: { undoDelaysMs: [2 ** 30] } })
  const [free, locked] = await Promise.all([world.ended(plain), world.ended(withEffect)])
  gate.open()
  assert.deepEqual([free.failure?.code, free.locked], ['STW.0009', false])
  assert.deepEqual([locked.status, locked.failure?.code, locked.locked], ['failed', 'STW.0007', true])
  assert.equal(locked.effects[0]!.status, 'undo_failed')
  assert.equal(locked.steps[0]!.failure?.code, 'STW.0009')
})

test('a step over its time budget has its signal aborted and fails with STW.0004', async () => {
  const outside = createOutside()
  const operation = sampleOperation({ effects: { pause: outside.effect('pause', 'attempt') } }).step(
    'cut_over',
    {
      title,
      cancellable: false,
      budgetSeconds: 0.001,
      run: async context => {
        await context.apply('pause', 1)
        if (!context.signal.aborted) await once(context.signal, 'abort')
        await context.save('saved after the signal')
        context.cancelPoint()
      },
    },
  )
  await using world = await createWorld(operation)
  await world.worker('a')
  const ended = await world.ended(await world.submit(operation))
  assert.deepEqual([ended.status, ended.failure?.code], ['failed', 'STW.0004'])
  assert.deepEqual(ended.failure?.parameters, { step: 'cut_over', seconds: 0.001 })
  assert.equal(
    outside.acts.filter(act => act.startsWith('pause on')).length,
    outside.acts.filter(act => act.startsWith('pause off')).length,
  )
})

test('a time budget of months is not over at once', async () => {
  const operation = sampleOperation().step('follow', {
    title,
    budgetSeconds: 90 * 24 * 3600,
    run: async ({ signal }) => {
      // A timer whose time does not fit is over after a millisecond.
      await new Promise(resolve => setTimeout(resolve, 5))
      return signal.aborted
    },
  })
  await using world = await createWorld(operation)
  await world.worker('a')
  assert.equal((await world.ended(await world.submit(operation))).steps[0]!.output, false)
})

test('one part fails while another works: the attempt ends, and undo begins, only when that one has stopped', async () => {
  const [applying, failing] = [createGate(), createGate()]
  const outside = createOutside()
  const throttle = outside.effect('throttle', 'attempt')
  const operation = sampleOperation({
    effects: {
      throttle: {
        ...throttle,
        apply: async (...given: Parameters<typeof throttle.apply>): Promise<string> => {
          await applying.pass()
          return throttle.apply(...given) as Promise<string>
        },
      },
    },
  }).step('copy', {
    title,
    subSteps: ['slow', 'broken', 'late'].map(name => ({ name, title })),
    run: async context => {
      const broken = context.subStep('broken', async () => {
        await applying.reached
        await failing.pass()
        throw operationFailure('DCS.1001', { what: 'A part' })
      })
      broken.catch(() => stopped.open())
      await Promise.all([
        context
          .subStep('slow', () => context.apply('throttle', 1))
          .then(() => context.subStep('late', async () => outside.acts.push('late'))),
        broken,
      ])
    },
  })
  const stopped = createGate()
  await using world = await createWorld(operation)
  await world.worker('a')
  const task = await world.submit(operation)
  await failing.reached
  failing.open()
  await stopped.pass()
  assert.equal((await world.store.find(task.id))?.ending, null)
  applying.open()
  const ended = await world.ended(task)
  assert.deepEqual(
    [ended.status, ended.failure?.code, ended.effects[0]?.status],
    ['failed', 'DCS.1001', 'undone'],
  )
  assert.deepEqual(outside.acts, ['throttle on 1', 'throttle off 1 "throttle was off"'])
})
