import assert from 'node:assert/strict'
import { test } from 'node:test'
import { transition } from '../core/transition.ts'
import { commitOf } from '../core/store.ts'
import { createGate, createOutside, sampleOperation, title } from './testing/sample-operation.ts'
import { createWorld, type World } from './testing/world.ts'

/** Says that a worker died of a task, as the supervisor does. */
async function dieOf({ store, now }: World, task: string, worker: string): Promise<void> {
  const event = { type: 'workerLost', worker, cause: 'died', blame: 'alone' } as const
  const held = (await store.find(task))!
  const lost = transition(held, event, now())
  await store.commit(commitOf(held, lost, [event], { by: null, reason: null, at: now() }))
}

test('an undo that has ended its worker three times is left to a person, and the other effects are undone', async () => {
  const outside = createOutside()
  const gates = Array.from({ length: 3 }, createGate)
  let tries = 0
  const pause = outside.effect('pause', 'attempt')
  const effects = {
    throttle: outside.effect('throttle', 'attempt'),
    pause: { ...pause, undo: async () => gates[tries++]?.pass() },
  }
  const operation = sampleOperation({ effects }).step('copy', {
    title,
    run: async context => {
      await context.apply('throttle', 1)
      await context.apply('pause', 1)
      throw new Error('broken')
    },
  })
  await using world = await createWorld(operation)
  const task = await world.submit(operation)
  for (const [index, gate] of gates.entries()) {
    const worker = `w${index}`
    const alone = index === 0 ? null : () => {}
    await world.worker(worker, { suspectsOver: alone, capacity: 1, pace: { lookEveryMs: 60_000 } })
    await gate.reached
    await dieOf(world, task.id, worker)
  }
  await world.worker('last', { suspectsOver: () => {} })
  const ended = await world.ended(task)
  for (const gate of gates) gate.open()
  assert.deepEqual(
    [ended.status, ended.failure?.code, ended.locked, ...ended.effects.map(({ status }) => status)],
    ['failed', 'STW.0006', true, 'undone', 'undo_failed'],
  )
  assert.equal(tries, 3)
})
