import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createMemoryStore } from '../store/memory.ts'
import { createTaskCentre } from './centre.ts'
import { caller, instance, operation, submission } from './testing/samples.ts'

test('a task is found longer after its end than who asks looks back, or not while it goes on', async () => {
  let time = 1000
  const store = createMemoryStore()
  await store.addInstance(instance())
  const centre = createTaskCentre({
    store,
    operations: new Map([[operation.name, operation]]),
    checkInput: () => [],
    newId: () => 'task-1',
    now: () => time,
    typicalMs: () => null,
    changed: () => {},
  })
  const me = caller()
  const { id } = await centre.submit(me, submission(), null)
  const statusNow = async () => (await centre.find(me, { id, endedWithinMs: 60_000 })).status
  time = 1_000_000
  assert.equal(await statusNow(), 'pending')
  await centre.change(me, { id }, { type: 'cancelRequested' }, null)
  time += 60_000
  assert.equal(await statusNow(), 'cancelled')
  time += 1
  await assert.rejects(statusNow(), { code: 'task_not_found' })
})
