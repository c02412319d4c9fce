import assert from 'node:assert/strict'
import { test } from 'node:test'
import { operationFailure } from '../core/failure.ts'
import type { Fault } from './testing/watched-store.ts'
import { createGate, createOutside, sampleOperation, title } from './testing/sample-operation.ts'
import { createWorld } from './testing/world.ts'

/** Fails so many commits, the first of them that of an event of the given type. */
function failing(times: number, eventType: string): Fault {
  let left = times
  let begun = false
  return (verb, commit) => {
    if (verb !== 'commit') return
    begun ||= commit!.events.some(({ event }) => event.type === eventType)
    if (begun && left-- > 0) throw new Error('disk I/O error')
  }
}

const eventTypes = [
  'stepStarted',
  'subStepSucceeded',
  'checkpointSaved',
  'effectIntended',
  'effectApplied',
  'stepSucceeded',
  'ending',
  'effectUndone',
  'ended',
]

for (const eventType of eventTypes)
  for (const [what, fault, times] of [
    ['refuses to write', 'fault', 1],
    ['fails four times from', 'fault', 4],
    ['has written, but could not say so,', 'faultAfter', 1],
  ] as const)
    test(`the store ${what} ${eventType}: the task is given back and ends well`, async () => {
      const outside = createOutside()
      const operation = sampleOperation({ effects: { throttle: outside.effect('throttle', 'attempt') } })
        .step('copy', {
          title,
          subSteps: [{ name: 'part', title }],
          run: async context => {
            await context.subStep('part', async () => null)
            await context.save(context.epoch)
            await context.apply('throttle', 1)
          },
        })
        .step('clean', { title, run: async () => {} })
      await using world = await createWorld(operation)
      world.store[fault](failing(times, eventType))
      await world.worker('a')
      const ended = await world.ended(await world.submit(operation))
      // A task whose end is written has ended.
      const epochs = eventType === 'ended' && fault === 'faultAfter' ? 1 : 2
      assert.deepEqual([ended.status, ended.failure, ended.locked], ['succeeded', null, false])
      assert.equal(ended.epoch, epochs)
      assert.deepEqual(
        ended.effects.map(effect => effect.status),
        ['undone'],
      )
      assert.equal(outside.acts.at(-1)?.startsWith('throttle off'), true)
      assert.equal((await world.events(ended)).filter(type => type === 'yielded').length, epochs - 1)
      assert.match(world.log.join('\n'), /disk I\/O error/)
    })

for (const [what, fault] of [
  ['refuses to write', 'fault'],
  ['has written, but could not say so,', 'faultAfter'],
] as const)
  test(`the store ${what} a claim: the task does not stay with a worker that does not run it`, async () => {
    const operation = sampleOperation().step('copy', { title, run: async () => {} })
    await using world = await createWorld(operation)
    world.store[fault](failing(1, 'claimed'))
    await world.worker('a')
    const ended = await world.ended(await world.submit(operation))
    assert.deepEqual([ended.status, ended.epoch], ['succeeded', 1])
    assert.match(world.log.join('\n'), /looking for due tasks: Error: disk I\/O error/)
  })

test('a worker that drains gives back what it has claimed though the store could not say so', async () => {
  const operation = sampleOperation().step('copy', { title, run: async () => {} })
  await using world = await createWorld(operation)
  const claimed = createGate()
  world.store.faultAfter((_, commit) => {
    if (commit!.events[0]!.event.type !== 'claimed') return
    claimed.open()
    throw new Error('disk I/O error')
  })
  const worker = await world.worker('a', { pace: { lookEveryMs: 2 ** 30 } })
  const task = await world.submit(operation)
  await claimed.pass()
  await worker.drain()
  assert.deepEqual([(await world.store.find(task.id))?.worker, await world.store.workers()], [null, []])
})

test('a recipe that makes its own failure of what the store threw does not fail the task', async () => {
  const operation = sampleOperation().step('copy', {
    title,
    run: async context => {
      await context.save(1).catch(() => {
        throw operationFailure('DCS.1001', { what: 'The copy' })
      })
    },
  })
  await using world = await createWorld(operation)
  world.store.fault(failing(1, 'checkpointSaved'))
  await world.worker('a')
  assert.equal((await world.ended(await world.submit(operation))).status, 'succeeded')
})

test('a write of reports that nobody awaits fails: the step has its signal aborted, and the task goes on', async () => {
  const gate = createGate()
  const operation = sampleOperation().step('copy', {
    title,
    run: async context => {
      if (context.epoch > 1) return
      context.signal.addEventListener('abort', gate.open)
      context.report({ done: 1, total: 2 })
      await gate.pass()
      context.cancelPoint()
    },
  })
  await using world = await createWorld(operation)
  world.store.fault(failing(1, 'progressed'))
  await world.worker('a')
  assert.equal((await world.ended(await world.submit(operation))).epoch, 2)
})

test('the registry does not answer: no fault of the step', async () => {
  const operation = sampleOperation().step('copy', {
    title,
    run: async context => (await context.instance('instance-1')).name,
  })
  await using world = await createWorld(operation)
  let times = 0
  world.store.fault(verb => {
    if (verb === 'findInstance' && world.log.length === 0 && times++ === 1) throw new Error('disk I/O error')
  })
  await world.worker('a')
  const ended = await world.ended(await world.submit(operation))
  assert.deepEqual([ended.status, ended.epoch], ['succeeded', 2])
})

test('looking at a task again fails: nothing is lost by it', async () => {
  const gate = createGate()
  let failed = 0
  const seen = createGate()
  const operation = sampleOperation().step('copy', { title, run: () => gate.pass() })
  await using world = await createWorld(operation)
  await world.worker('a')
  const task = await world.submit(operation)
  await gate.reached
  world.store.fault(verb => {
    if (verb !== 'find') return
    if (++failed === 3) seen.open()
    throw new Error('disk I/O error')
  })
  await seen.pass()
  world.store.fault(null)
  gate.open()
  assert.equal((await world.ended(task)).epoch, 1)
})

test('a look for due tasks, a claim or the past runs fail: the next look makes up for it', async () => {
  const operation = sampleOperation().step('copy', { title, run: async () => {} })
  await using world = await createWorld(operation)
  const { due, list } = world.store
  let dues = 0
  let lists = 0
  world.store.fault(failing(1, 'claimed'))
  await world.worker('a', {
    store: {
      ...world.store,
      due: (now, limit) => (++dues === 1 ? Promise.reject(new Error('disk I/O error')) : due(now, limit)),
      list: filter => (++lists === 1 ? Promise.reject(new Error('disk I/O error')) : list(filter)),
    },
  })
  const ended = await world.ended(await world.submit(operation))
  assert.equal(ended.status, 'succeeded')
  assert.ok(world.log.length >= 3)
})

test('a heartbeat that fails is not the end', async () => {
  const operation = sampleOperation().step('copy', { title, run: async () => {} })
  await using world = await createWorld(operation)
  const beaten = createGate()
  let beats = 0
  await world.worker('a', {
    pace: { lookEveryMs: 5, heartbeatEveryMs: 1 },
    store: {
      ...world.store,
      putWorker: worker => {
        if (++beats === 5) beaten.open()
        return beats === 2 ? Promise.reject(new Error('disk I/O error')) : world.store.putWorker(worker)
      },
    },
  })
  await beaten.pass()
  assert.equal((await world.ended(await world.submit(operation))).status, 'succeeded')
})

test('a task that cannot go on is not claimed again and again without a pause', async () => {
  const operation = sampleOperation().step('copy', { title, run: async () => {} })
  await using world = await createWorld(operation)
  world.store.fault((_, commit) => {
    if (commit?.events[0]?.event.type === 'stepStarted') throw new Error('disk I/O error')
  })
  const worker = await world.worker('a', { pace: { lookEveryMs: 2 ** 30 } })
  const task = await world.submit(operation)
  await world.store.until(task.id, ({ epoch, worker: holder }) => epoch === 1 && holder === null)
  await new Promise(resolve => setImmediate(resolve))
  assert.deepEqual(await world.events(task), ['submitted', 'claimed', 'yielded'])
  world.store.fault(null)
  worker.wake()
  assert.equal((await world.ended(task)).epoch, 2)
})
