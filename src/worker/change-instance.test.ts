import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Access, Instance } from '../core/instance.ts'
import type { InstanceChange } from '../core/step-context.ts'
import { createGate, sampleOperation, title } from './testing/sample-operation.ts'
import { createWorld, plainAccess, type World } from './testing/world.ts'

const access: Access = { username: null, password: 'new', tls: false }
const moved: InstanceChange = {
  endpoints: [{ host: '127.0.0.1', port: 7001 }],
  access,
  facts: { mode: 'cluster' },
}
const isMoved = (instance: Instance | null): boolean => instance?.endpoints[0]?.port === 7001

/** Runs one step that makes the changes, one after another. */
async function change(world: World, operation: Parameters<World['submit']>[0]): Promise<Instance> {
  await world.worker('a')
  const ended = await world.ended(await world.submit(operation))
  assert.equal(ended.status, 'succeeded', JSON.stringify(ended.failure))
  return (await world.store.findInstance('instance-1'))!
}

const changing = (...changes: readonly InstanceChange[]) =>
  sampleOperation().step('switch', {
    title,
    run: async context => {
      for (const each of changes) await context.changeInstance('instance-1', each)
    },
  })

test('the registry is switched in one commit with the task, and remembers the servers of before', async () => {
  const operation = changing(moved)
  await using world = await createWorld(operation)
  const both: (readonly [event: boolean, instance: boolean])[] = []
  world.store.faultAfter(async (_, commit) => {
    const told = commit!.events.some(({ event }) => event.type === 'instanceChanged')
    both.push([told, isMoved(await world.store.findInstance('instance-1'))])
  })
  const after = await change(world, operation)
  assert.deepEqual(
    both.find(([told]) => told),
    [true, true],
  )
  assert.equal(
    both
      .slice(
        0,
        both.findIndex(([told]) => told),
      )
      .some(([, switched]) => switched),
    false,
  )
  assert.deepEqual(
    [after.endpoints, after.facts, after.revision, JSON.parse(after.sealedAccess)],
    [moved.endpoints, moved.facts, 2, access],
  )
  assert.deepEqual(after.former, {
    endpoints: [{ host: '127.0.0.1', port: 6379 }],
    sealedAccess: plainAccess,
  })
})

test('no secret of the registry comes into the history', async () => {
  const operation = changing(moved)
  await using world = await createWorld(operation)
  await change(world, operation)
  const [task] = await world.store.list({ limit: 1 })
  assert.doesNotMatch(JSON.stringify([task, await world.history(task!)]), /password|sealedAccess/)
})

test('a switch made twice is made once, and one with other facts does not forget the servers of before', async () => {
  const operation = changing(moved, moved, { ...moved, facts: { mode: 'cluster', version: '7.2' } })
  await using world = await createWorld(operation)
  const after = await change(world, operation)
  assert.deepEqual(
    [after.revision, after.facts['version'], after.former?.endpoints[0]?.port],
    [3, '7.2', 6379],
  )
})

test('somebody else changes the registry at the same time: both changes hold', async () => {
  const operation = changing(moved)
  await using world = await createWorld(operation)
  let raced = false
  world.store.fault(async (_, commit) => {
    if (raced || !commit?.events.some(({ event }) => event.type === 'instanceChanged')) return
    raced = true
    const before = (await world.store.findInstance('instance-1'))!
    const [other] = await world.store.list({ limit: 1 })
    const renamed = { ...before, name: 'renamed', revision: before.revision + 1 }
    await world.store.commit({
      ...commit,
      task: { ...other!, revision: other!.revision + 1 },
      events: [],
      instances: [renamed],
    })
  })
  const after = await change(world, operation)
  assert.deepEqual([raced, after.name, isMoved(after), after.revision], [true, 'renamed', true, 3])
})

test('only the registry was changed meanwhile: the switch is decided again on it', async () => {
  const operation = changing(moved)
  const gate = createGate()
  await using world = await createWorld(operation)
  const findInstance = world.store.findInstance
  let stale = true
  // What the step reads is a moment old.
  const store = {
    ...world.store,
    findInstance: async (id: string) => {
      const found = await findInstance(id)
      if (!stale || found === null) return found
      stale = false
      gate.open()
      return { ...found, revision: found.revision - 1 }
    },
  }
  await world.worker('b', { store })
  const ended = await world.ended(await world.submit(operation))
  await gate.pass()
  assert.equal(ended.status, 'succeeded')
  assert.equal((await findInstance('instance-1'))?.revision, 2)
})

test('an instance of another project, or one that is gone, cannot be read or changed', async () => {
  const operation = sampleOperation().step('switch', {
    title,
    run: async context => {
      const refused = await Promise.allSettled([
        context.instance('foreign'),
        context.changeInstance('foreign', moved),
        context.changeInstance('nowhere', moved),
      ])
      return refused.map(result => (result.status === 'rejected' ? String(result.reason) : 'accepted'))
    },
  })
  await using world = await createWorld(operation)
  const own = (await world.store.findInstance('instance-1'))!
  await world.store.addInstance({ ...own, id: 'foreign', project: 'f'.repeat(32) })
  await world.worker('a')
  const [step] = (await world.ended(await world.submit(operation))).steps
  for (const told of step!.output as readonly string[]) assert.match(told, /instance_not_found/)
})
