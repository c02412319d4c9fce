import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StallReason } from '../core/task.ts'
import type { HistoryEvent } from '../core/event.ts'
import { createMovement } from './movement.ts'
import { createGate, sampleOperation, title } from './testing/sample-operation.ts'
import { createWorld } from './testing/world.ts'

test('a step that stands still is told as stalled, with why, until it moves again', async () => {
  const [standing, going] = [createGate(), createGate()]
  const operation = sampleOperation().step('copy', {
    title,
    stallSeconds: 30,
    run: async context => {
      context.report({ done: 1, total: 9 })
      context.waitsFor('connection_lost')
      await standing.pass()
      context.waitsFor(null)
      context.report({ done: 2 })
      await going.pass()
    },
  })
  await using world = await createWorld(operation)
  await world.worker('a', { predict: () => ({ predictedEndAt: 99, predictedSteps: [] }) })
  const task = await world.submit(operation)
  await standing.reached
  world.pass(31_000)
  const { stall, predictedEndAt } = await world.store.until(task.id, found => found.stall !== null)
  assert.deepEqual([stall?.step, stall?.reason, predictedEndAt], ['copy', 'connection_lost', null])
  assert.ok(world.now() - stall!.since >= 31_000)
  standing.open()
  await going.reached
  await world.store.until(task.id, found => found.stall === null)
  going.open()
  await world.ended(task)
  const told = (await world.history(task)).flatMap(({ event }: HistoryEvent) =>
    event.type === 'stalled' || event.type === 'moved' ? [event.type] : [],
  )
  assert.deepEqual(told, ['stalled', 'moved'])
})

test('a connection that is lost is told once the step has stood still for long', async () => {
  const [standing, going] = [createGate(), createGate()]
  const about = { 'en-us': 'the target 127.0.0.1:6379', 'zh-cn': '目标端 127.0.0.1:6379' }
  const operation = sampleOperation().step('copy', {
    title,
    stallSeconds: 30,
    run: async context => {
      context.waitsFor('connection_lost', about)
      await standing.pass()
      context.waitsFor(null)
      await going.pass()
    },
  })
  await using world = await createWorld(operation)
  await world.worker('a')
  const task = await world.submit(operation)
  await standing.reached
  world.pass(1000)
  const { stall } = await world.store.until(task.id, found => found.stall !== null)
  assert.deepEqual([stall?.reason, stall?.about], ['connection_lost', about])
  standing.open()
  await going.reached
  world.pass(1000)
  await world.store.until(task.id, found => found.stall === null)
  going.open()
  await world.ended(task)
})

test('what a step says to people is not kept, or what came of it is said again after a crash', async () => {
  const text = { 'en-us': 'All is copied again.', 'zh-cn': '全部重新复制。' }
  const other = { 'en-us': '7 keys were copied.', 'zh-cn': '已复制 7 个key。' }
  const operation = sampleOperation().step('copy', {
    title,
    async run(context) {
      await context.remark('warning', text)
      await context.remark('outcome', other)
      await context.remark('outcome', other)
    },
  })
  await using world = await createWorld(operation)
  await world.worker('a')
  const { remarks } = await world.ended(await world.submit(operation))
  assert.deepEqual(
    remarks.map(({ step, kind, text: said }) => [step, kind, said]),
    [
      ['copy', 'warning', text],
      ['copy', 'outcome', other],
    ],
  )
})

test('why it stands is told once it is found out, and not taken back', async () => {
  const [standing, lost, back] = [createGate(), createGate(), createGate()]
  const operation = sampleOperation().step('copy', {
    title,
    stallSeconds: 30,
    run: async context => {
      await standing.pass()
      context.waitsFor('connection_lost')
      await lost.pass()
      context.waitsFor(null)
      await back.pass()
    },
  })
  await using world = await createWorld(operation)
  await world.worker('a')
  const task = await world.submit(operation)
  await standing.reached
  world.pass(31_000)
  const stalled = await world.store.until(task.id, found => found.stall !== null)
  assert.equal(stalled.stall?.reason, 'no_units')
  standing.open()
  await lost.reached
  world.pass(10_000)
  const explained = await world.store.until(task.id, found => found.stall?.reason !== 'no_units')
  assert.deepEqual(explained.stall, { ...stalled.stall, reason: 'connection_lost' })
  lost.open()
  await back.reached
  world.pass(10_000)
  back.open()
  await world.ended(task)
  const told = (await world.history(task)).flatMap(({ event }: HistoryEvent) =>
    event.type === 'stalled' ? [event.reason] : [],
  )
  assert.deepEqual(told, ['no_units', 'connection_lost'])
})

/** A movement and its clock. */
function moving() {
  let at = 0
  const movement = createMovement(() => at)
  return { movement, pass: (ms: number) => void (at += ms) }
}

const report = (progress: { readonly done?: number; readonly lagBytes?: number }) =>
  ({ step: 'copy', subStep: null, progress }) as const

test('what counts as a sign: units done, a lag that falls, something stored', () => {
  const { movement, pass } = moving()
  movement.begin()
  const idleAfter = (sign: () => void): number => {
    pass(1000)
    sign()
    return movement.seen().idleMs
  }
  assert.equal(
    idleAfter(() => movement.report(report({ done: 1 }))),
    0,
  )
  assert.equal(
    idleAfter(() => movement.report(report({ done: 1 }))),
    1000,
    'the same again',
  )
  assert.equal(
    idleAfter(() => movement.report(report({ lagBytes: 10 }))),
    2000,
    'nothing to compare with',
  )
  assert.equal(
    idleAfter(() => movement.report(report({ lagBytes: 5 }))),
    0,
  )
  assert.equal(
    idleAfter(() => movement.act()),
    0,
  )
  assert.equal(movement.seen().longestGapMs, 3000)
})

test('why it stands still, as far as can be told', () => {
  const { movement } = moving()
  const reason = (): StallReason => movement.seen().reason
  assert.equal(reason(), 'no_units')
  movement.report(report({ lagBytes: 5 }))
  movement.report(report({ lagBytes: 9 }))
  assert.equal(reason(), 'lag_grows')
  movement.waitsFor('waiting_for_lock')
  assert.equal(reason(), 'waiting_for_lock', 'the step knows better')
  movement.begin()
  assert.deepEqual(movement.seen(), { idleMs: 0, longestGapMs: null, reason: 'no_units' })
})
