import assert from 'node:assert/strict'
import { test } from 'node:test'
import { operationFailure } from '../core/failure.ts'
import { defineOperation } from '../core/operation.ts'
import { words } from '../core/testing/samples.ts'
import { createGate, createOutside, title } from './testing/sample-operation.ts'
import { createWorld } from './testing/world.ts'

const outside = createOutside()
const passing = defineOperation({
  name: 'redis.passing',
  version: 1,
  service: 'dcs',
  title,
  input: { type: 'object' },
  failures: {
    'DCS.1': { message: words('{what} is away'), remedy: words('Wait.'), retryable: true },
    'DCS.2': { message: words('{what} is gone'), remedy: words('Mend it.') },
  },
  effects: { throttle: outside.effect('throttle', 'attempt') },
})
const policy = { times: 2, firstDelaySeconds: 10, longestDelaySeconds: 60 }
const away = () => operationFailure('DCS.1', { what: 'the server' })

test('what may pass is tried again by itself, undone in between, and the attempts are told', async () => {
  const tries: number[] = []
  const operation = passing.step('plan', { title, run: async () => 'planned' }).step('copy', {
    title,
    retry: policy,
    run: async context => {
      tries.push(context.attempt)
      await context.apply('throttle', context.attempt)
      await context.save(context.attempt)
      if (context.attempt < 3) throw away()
      return context.outputs.plan
    },
  })
  await using world = await createWorld(operation)
  await world.worker('a')
  const task = await world.submit(operation)
  for (const [attempt, waitMs] of [
    [2, 10_000],
    [3, 20_000],
  ] as const) {
    const waiting = await world.store.until(
      task.id,
      found => found.attempt === attempt && found.resumeAt !== null,
    )
    assert.deepEqual([waiting.status, waiting.locked, waiting.worker], ['running', true, null])
    assert.equal(waiting.steps[1]?.checkpoint, attempt - 1)
    world.pass(waitMs)
  }
  const ended = await world.ended(task)
  assert.deepEqual([ended.status, ended.steps[1]?.output, tries], ['succeeded', 'planned', [1, 2, 3]])
  assert.deepEqual(
    ended.attempts.map(({ status, failure }) => [status, failure?.code]),
    [
      ['failed', 'DCS.1'],
      ['failed', 'DCS.1'],
      ['succeeded', undefined],
    ],
  )
  const throttles = [1, 2, 3].flatMap(of => [`throttle on ${of}`, `throttle off ${of} "throttle was off"`])
  assert.deepEqual(outside.acts, throttles)
})

test('it fails when it was tried often enough, when it is no passing failure, or a pre-check', async () => {
  const always = passing.step('copy', {
    title,
    retry: { ...policy, times: 1 },
    run: () => Promise.reject(away()),
  })
  const gone = { ...passing, name: 'redis.gone' }
  const lost = defineOperation({ ...gone, title }).step('copy', {
    title,
    run: () => Promise.reject(operationFailure('DCS.2', { what: 'it' })),
  })
  const check = defineOperation({ ...gone, name: 'redis.check', title }).step('check', {
    title,
    retry: null,
    run: () => Promise.reject(away()),
  })
  await using world = await createWorld(always, lost, check)
  await world.worker('a')
  const task = await world.submit(always)
  await world.store.until(task.id, ({ resumeAt }) => resumeAt !== null)
  world.pass(10_000)
  const often = await world.ended(task)
  assert.deepEqual([often.status, often.failure?.code, often.attempt], ['failed', 'DCS.1', 2])
  for (const operation of [lost, check]) {
    const ended = await world.ended(await world.submit(operation))
    assert.deepEqual([ended.status, ended.attempt], ['failed', 1], operation.name)
  }
})

test('who has asked for a cancel gets no other try, and who asks while it waits need not wait', async () => {
  const gate = createGate()
  const operation = passing.step('copy', {
    title,
    run: async context => {
      if (context.input !== null && 'late' in (context.input as object)) throw away()
      await gate.pass()
      throw away()
    },
  })
  await using world = await createWorld(operation)
  await world.worker('a')
  const early = await world.submit(operation)
  await gate.reached
  await world.cancel(early)
  gate.open()
  assert.deepEqual((await world.ended(early)).attempts.length, 1)
  const late = await world.submit(operation, { input: { late: 1 } })
  await world.store.until(late.id, ({ resumeAt }) => resumeAt !== null)
  await world.cancel(late)
  const ended = await world.ended(late)
  assert.deepEqual([ended.status, ended.locked], ['cancelled', false])
})
