import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Json } from '../core/json.ts'
import { createGate, sampleOperation, title } from './testing/sample-operation.ts'
import { createWorld } from './testing/world.ts'

test('steps run in order, and each sees what those before it gave', async () => {
  const operation = sampleOperation()
    .step('plan', { title, run: async ({ input }) => ({ slots: input['slots'] as number }) })
    .step('copy', { title, run: async ({ outputs }) => outputs.plan.slots * 2 })
    .step('verify', { title, run: async ({ outputs }) => [outputs.plan.slots, outputs.copy] })
    .step('clean', { title, run: async () => {} })
  await using world = await createWorld(operation)
  await world.worker('a')
  const ended = await world.ended(await world.submit(operation, { input: { slots: 21 } }))
  assert.deepEqual(
    ended.steps.map(({ status, output }) => [status, output]),
    [
      ['succeeded', { slots: 21 }],
      ['succeeded', 42],
      ['succeeded', [21, 42]],
      ['succeeded', null],
    ],
  )
  assert.deepEqual([ended.status, ended.percent, ended.locked, ended.worker], ['succeeded', 100, false, null])
  assert.deepEqual(await world.events(ended), [
    'submitted',
    'claimed',
    ...ended.steps.flatMap(() => ['stepStarted', 'stepSucceeded']),
    'ending',
    'ended',
  ])
})

test('sub-steps run several at a time, and one that has ended gives its output instead of running again', async () => {
  const gates = { a: createGate(), b: createGate() }
  let again = 0
  const operation = sampleOperation().step('copy', {
    title,
    subSteps: [{ name: 'a', title }],
    run: async context => {
      await context.addSubSteps([{ name: 'b', title, weight: 3 }])
      const part = (name: 'a' | 'b') =>
        context.subStep(name, async () => {
          await gates[name].pass()
          return `${name} done`
        })
      const outputs = await Promise.all([part('a'), part('b')])
      return [...outputs, await context.subStep('a', async () => `${++again}`)]
    },
  })
  await using world = await createWorld(operation)
  await world.worker('a')
  const task = await world.submit(operation)
  await Promise.all([gates.a.reached, gates.b.reached])
  const both = await world.store.until(task.id, ({ steps }) =>
    steps[0]!.subSteps.every(part => part.status === 'running'),
  )
  assert.equal(both.percent, 0)
  gates.b.open()
  const half = await world.store.until(task.id, ({ steps }) => steps[0]!.subSteps[1]?.status === 'succeeded')
  assert.deepEqual([half.percent, half.steps[0]!.subSteps[0]!.status], [75, 'running'])
  gates.a.open()
  const ended = await world.ended(task)
  assert.deepEqual(ended.steps[0]!.output, ['a done', 'b done', 'a done'])
  assert.equal(again, 0)
})

test('a sub-step nobody has declared fails the task instead of having it begin again without end', async () => {
  const operation = sampleOperation().step('copy', {
    title,
    run: context => context.subStep('nowhere', async () => null),
  })
  await using world = await createWorld(operation)
  await world.worker('a')
  const ended = await world.ended(await world.submit(operation))
  assert.equal(ended.failure?.code, 'STW.0008')
  assert.match(ended.failure.message['en-us'], /step copy has no sub-step nowhere/)
  assert.equal(ended.epoch, 1)
})

test('a step has not ended while a part that it did not wait for is under way', async () => {
  const gate = createGate()
  const operation = sampleOperation().step('copy', {
    title,
    subSteps: [{ name: 'a', title }],
    run: async context => {
      void context.subStep('a', async () => {
        await gate.pass()
        await context.save('saved by the part')
        return 'the part'
      })
      return 'the step'
    },
  })
  await using world = await createWorld(operation)
  await world.worker('a')
  const task = await world.submit(operation)
  await gate.reached
  await world.store.until(task.id, ({ steps }) => steps[0]!.subSteps[0]!.status === 'running')
  gate.open()
  const [step] = (await world.ended(task)).steps
  assert.deepEqual(
    [step?.status, step?.checkpoint, step?.subSteps[0]?.output],
    ['succeeded', 'saved by the part', 'the part'],
  )
})

for (const [what, value] of [
  ['a number JSON has no word for', 10n],
  ['a circle', (circle => Object.assign(circle, { circle }))({})],
] as const)
  for (const [where, use] of [
    ['output', async () => value as unknown as Json],
    [
      'checkpoint',
      async (save: (value: Json) => Promise<void>) => void (await save(value as unknown as Json)),
    ],
  ] as const)
    test(`${what} as ${where} fails the task instead of having it begin again without end`, async () => {
      const operation = sampleOperation().step('count', { title, run: ({ save }) => use(save) })
      await using world = await createWorld(operation)
      await world.worker('a')
      const ended = await world.ended(await world.submit(operation))
      assert.deepEqual([ended.status, ended.failure?.code, ended.epoch], ['failed', 'STW.0008', 1])
    })

test('what a later step sees is what was stored, whether or not a worker has died between', async () => {
  const operation = sampleOperation()
    .step('plan', { title, run: async () => ({ at: new Date(0), none: undefined }) as unknown as Json })
    .step('use', { title, run: async ({ outputs }) => [typeof outputs.plan, JSON.stringify(outputs.plan)] })
  await using world = await createWorld(operation)
  await world.worker('a')
  const ended = await world.ended(await world.submit(operation))
  assert.deepEqual(ended.steps[1]!.output, ['object', '{"at":"1970-01-01T00:00:00.000Z"}'])
})

test('checkpoints of the step and of the task are read back as they were saved', async () => {
  const operation = sampleOperation()
    .step('copy', {
      title,
      run: async context => {
        assert.equal(context.checkpoint(), null)
        await context.save({ cursor: 1 })
        await context.saveTaskCheckpoint('feed', 7)
        return context.checkpoint()
      },
    })
    .step('follow', {
      title,
      run: async context => [
        context.taskCheckpoint('feed'),
        context.taskCheckpoint('other'),
        context.checkpoint(),
      ],
    })
  await using world = await createWorld(operation)
  await world.worker('a')
  const ended = await world.ended(await world.submit(operation))
  assert.deepEqual(
    ended.steps.map(step => step.output),
    [{ cursor: 1 }, [7, null, null]],
  )
})
