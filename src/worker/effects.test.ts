import assert from 'node:assert/strict'
import { test } from 'node:test'
import { effectsKeptMs } from '../core/effect-transition.ts'
import { operationFailure } from '../core/failure.ts'
import { createGate, createOutside, sampleOperation, title } from './testing/sample-operation.ts'
import { createWorld } from './testing/world.ts'

/** An operation that puts one effect of each life in place, and fails if it is told to. */
function withEveryLife(outside = createOutside()) {
  const effects = {
    throttle: outside.effect('throttle', 'attempt'),
    staging: outside.effect('staging', 'task'),
    fence: outside.effect('fence', 'keep'),
  }
  const operation = sampleOperation({ effects }).step('copy', {
    title,
    run: async context => {
      for (const name of ['throttle', 'staging', 'fence'] as const) await context.apply(name, 1)
      if (context.input['fails'] === true) throw operationFailure('DCS.1001', { what: 'It' })
    },
  })
  return { operation, outside }
}

const off = (...names: readonly string[]): readonly string[] =>
  names.map(name => `${name} off 1 "${name} was off"`)

test('after success only what is to be kept stays', async () => {
  const { operation, outside } = withEveryLife()
  await using world = await createWorld(operation)
  await world.worker('a')
  const ended = await world.ended(await world.submit(operation))
  assert.deepEqual(
    ended.effects.map(effect => effect.status),
    ['undone', 'undone', 'kept'],
  )
  assert.deepEqual(outside.acts.slice(3), off('staging', 'throttle'))
})

test('after a failure the rest stays for a retry, and is undone after 24 hours', async () => {
  const { operation, outside } = withEveryLife()
  await using world = await createWorld(operation)
  await world.worker('a')
  const task = await world.submit(operation, { input: { fails: true } })
  const failed = await world.ended(task)
  assert.deepEqual(
    failed.effects.map(effect => effect.status),
    ['undone', 'applied', 'applied'],
  )
  assert.deepEqual([failed.locked, failed.effectsExpireAt], [false, failed.endedAt! + effectsKeptMs])
  // Another task may work on the instance meanwhile.
  await world.ended(await world.submit(operation))
  outside.acts.length = 0
  world.pass(effectsKeptMs)
  const cleaned = await world.store.until(task.id, ({ effectsExpireAt }) => effectsExpireAt === null)
  assert.deepEqual(outside.acts, off('fence', 'staging'))
  assert.deepEqual(
    [cleaned.status, cleaned.failure?.code, cleaned.locked, cleaned.worker],
    ['failed', 'DCS.1001', false, null],
  )
  assert.equal(cleaned.attempts.length, 1)
})

test('clean-up of kept effects waits while another task works on the instance', async () => {
  const gate = createGate()
  const { operation, outside } = withEveryLife()
  const other = sampleOperation({ name: 'redis.other' }).step('work', { title, run: () => gate.pass() })
  await using world = await createWorld(operation, other)
  await world.worker('a')
  const task = await world.submit(operation, { input: { fails: true } })
  await world.ended(task)
  outside.acts.length = 0
  const working = await world.submit(other)
  await gate.reached
  world.pass(effectsKeptMs)
  // Also with room for one task only, what can't begin yet keeps nobody else from it.
  await world.worker('b', { capacity: 1 })
  await world.ended(await world.submit(withEveryLife(outside).operation, { instance: 'instance-2' }))
  assert.equal((await world.store.find(task.id))?.worker, null)
  gate.open()
  await world.ended(working)
  await world.store.until(task.id, ({ effectsExpireAt }) => effectsExpireAt === null)
  assert.deepEqual(outside.acts.slice(-2), off('fence', 'staging'))
})

test('an undo that fails is tried again', async () => {
  let tries = 0
  const outside = createOutside()
  const throttle = outside.effect('throttle', 'attempt')
  const effects = {
    throttle: {
      ...throttle,
      undo: async (...given: Parameters<typeof throttle.undo>) => {
        if (++tries < 3) throw new Error('the server is away')
        await throttle.undo(...given)
      },
    },
  }
  const operation = sampleOperation({ effects }).step('copy', {
    title,
    run: ({ apply }) => apply('throttle', 1),
  })
  await using world = await createWorld(operation)
  await world.worker('a')
  const ended = await world.ended(await world.submit(operation))
  assert.deepEqual([ended.status, ended.locked, tries], ['succeeded', false, 3])
})

test('an undo that fails every time leaves the task failed and the instance locked; the others are undone', async () => {
  let tries = 0
  const outside = createOutside()
  const effects = {
    throttle: outside.effect('throttle', 'attempt'),
    pause: {
      ...outside.effect('pause', 'attempt'),
      undo: async () => {
        tries++
        throw new Error('the server is away')
      },
    },
  }
  const operation = sampleOperation({ effects }).step('copy', {
    title,
    run: async ({ apply }) => {
      await apply('throttle', 1)
      await apply('pause', 1)
    },
  })
  const next = sampleOperation({ name: 'redis.next' }).step('run', { title, run: async () => {} })
  await using world = await createWorld(operation, next)
  await world.worker('a')
  const ended = await world.ended(await world.submit(operation))
  assert.deepEqual([ended.status, ended.locked, tries], ['failed', true, 3])
  assert.equal(ended.failure?.code, 'STW.0007')
  assert.deepEqual(ended.failure.parameters, {
    effect: title,
    why: 'the server is away',
  })
  assert.deepEqual(
    ended.effects.map(effect => effect.status),
    ['undone', 'undo_failed'],
  )
  const waiting = await world.submit(next)
  await world.ended(await world.submit(next, { instance: 'instance-2' }))
  assert.equal((await world.store.find(waiting.id))?.status, 'pending')
})

test('effects of one name are told apart by their key, and are undone in the step or by the end of the attempt', async () => {
  const outside = createOutside()
  const operation = sampleOperation({ effects: { pause: outside.effect('pause', 'attempt') } }).step(
    'cut_over',
    {
      title,
      run: async context => {
        await context.intend(['a', 'b', 'c'].map(key => ({ name: 'pause', input: key, key })))
        await context.apply('pause', 'a', 'a')
        await context.apply('pause', 'b', 'b')
        await context.undo('pause', 'a')
        await context.undo('pause', 'a')
        await context.undo('pause', 'never')
        outside.acts.push('ends')
      },
    },
  )
  await using world = await createWorld(operation)
  await world.worker('a')
  const ended = await world.ended(await world.submit(operation))
  assert.deepEqual(outside.acts, [
    'pause on "a"',
    'pause on "b"',
    'pause off "a" "pause was off"',
    'ends',
    'pause off "c" null',
    'pause off "b" "pause was off"',
  ])
  assert.deepEqual(new Set(ended.effects.map(effect => effect.status)), new Set(['undone']))
})

test('an effect that is still being put in place is undone after that, not meanwhile', async () => {
  const gate = createGate()
  const outside = createOutside()
  const fence = outside.effect('fence', 'keep')
  const effects = {
    fence: {
      ...fence,
      apply: async (...given: Parameters<typeof fence.apply>): Promise<string> => {
        await gate.pass()
        return fence.apply(...given) as Promise<string>
      },
    },
  }
  const operation = sampleOperation({ effects }).step('cut_over', {
    title,
    run: async context => {
      const applied = context.apply('fence', 1)
      await gate.reached
      const undone = context.undo('fence')
      gate.open()
      await Promise.all([applied, undone])
    },
  })
  await using world = await createWorld(operation)
  await world.worker('a')
  const ended = await world.ended(await world.submit(operation))
  assert.deepEqual(outside.acts, ['fence on 1', ...off('fence')])
  assert.equal(ended.effects[0]!.status, 'undone')
})

test('an effect nobody has declared fails the task', async () => {
  const operation = sampleOperation().step('copy', {
    title,
    run: async ({ apply }) => (apply as (name: string, input: null) => Promise<null>)('nothing', null),
  })
  await using world = await createWorld(operation)
  await world.worker('a')
  const ended = await world.ended(await world.submit(operation))
  assert.match(ended.failure?.message['en-us'] ?? '', /declares no effect nothing/)
})
