import assert from 'node:assert/strict'
import { test } from 'node:test'
import { operationFailure } from '../core/failure.ts'
import { defineOperation } from '../core/operation.ts'
import type { Probe } from '../core/registry.ts'
import { commitOf } from '../core/store.ts'
import { transition } from '../core/transition.ts'
import { createGate, sampleOperation, title } from './testing/sample-operation.ts'
import { createWorld, type World } from './testing/world.ts'

/** A task on both instances. */
const both = { input: { target: 'instance-2' } } as const

const operation = sampleOperation().step('copy', { title, run: async () => {} })

const found: Probe = async endpoints => ({ endpoints, facts: { keys: 7 } })

async function factsOf(world: World) {
  const instances = await Promise.all(['instance-1', 'instance-2'].map(id => world.store.findInstance(id)))
  return instances.map(instance => ({ ...instance!.facts, looked: instance!.factsAt !== null }))
}

test('an instance keeps the facts of its registration for ever, or its target does', async () => {
  await using world = await createWorld(operation)
  await world.worker('a', { probes: { dcs: found } })
  await world.ended(await world.submit(operation, both))
  assert.deepEqual(await factsOf(world), [
    { keys: 7, looked: true },
    { keys: 7, looked: true },
  ])
})

test('a server that does not answer makes its task fail, or keeps another from being looked at', async () => {
  let asked = 0
  await using world = await createWorld(operation)
  const probe: Probe = async (...given) => {
    if (++asked === 1) throw new Error('nobody answers')
    return found(...given)
  }
  await world.worker('a', { probes: { dcs: probe } })
  const { status } = await world.ended(await world.submit(operation, both))
  assert.equal(status, 'succeeded')
  assert.deepEqual(await factsOf(world), [{ looked: false }, { keys: 7, looked: true }])
  assert.match(world.log.join('\n'), /instance-1 could not be looked at again.*nobody answers/)
})

test('an instance that somebody changes meanwhile is written over, or keeps the task from its end', async () => {
  await using world = await createWorld(operation)
  const looking = createGate()
  const probe: Probe = async (...given) => {
    await looking.pass()
    return found(...given)
  }
  await world.worker('a', { probes: { dcs: probe } })
  const task = await world.submit(operation)
  await looking.reached
  // By another task, which is cancelled in the same commit.
  const other = await world.submit(operation)
  const event = { type: 'cancelRequested' } as const
  const at = world.now()
  const instance = (await world.store.findInstance('instance-1'))!
  const renamed = { ...instance, name: 'renamed', revision: instance.revision + 1 }
  const who = { by: null, reason: null, at }
  await world.store.commit(commitOf(other, transition(other, event, at), [event], who, [renamed]))
  looking.open()
  assert.equal((await world.ended(task)).status, 'succeeded')
  const { name, factsAt } = (await world.store.findInstance('instance-1'))!
  assert.deepEqual([name, factsAt], ['renamed', null])
})

test('an attempt that is followed by another waits for servers first', async () => {
  let tries = 0
  let looks = 0
  const passing = defineOperation({
    name: 'redis.passing',
    version: 1,
    service: 'dcs',
    title,
    input: {},
    failures: { 'DCS.1': { message: title, remedy: title, retryable: true } },
  }).step('copy', {
    title,
    retry: { times: 1, firstDelaySeconds: 1, longestDelaySeconds: 1 },
    run: async () => {
      if (++tries === 1) throw operationFailure('DCS.1')
    },
  })
  await using world = await createWorld(passing)
  const probe: Probe = async (...given) => {
    looks += 1
    return found(...given)
  }
  await world.worker('a', { probes: { dcs: probe } })
  const task = await world.submit(passing)
  await world.store.until(task.id, ({ attempt }) => attempt === 2)
  assert.equal(looks, 0)
  world.pass(2000)
  await world.ended(task)
  assert.equal(looks, 1)
})
