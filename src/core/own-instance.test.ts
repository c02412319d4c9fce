import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createMemoryStore } from '../store/memory.ts'
import { createTaskCentre } from './centre.ts'
import { caller, instance, operation, submission } from './testing/samples.ts'

test('a copy of an instance to itself is refused only once it runs', async () => {
  const store = createMemoryStore()
  await store.addInstance(instance())
  await store.addInstance(instance({ id: 'instance-2', name: 'stock' }))
  const target = { type: 'string', format: 'instance', other: true }
  const copy = { ...operation, input: { type: 'object', properties: { target } } }
  const centre = createTaskCentre({
    store,
    operations: new Map([[copy.name, copy]]),
    checkInput: () => [],
    newId: () => 'task-1',
    now: () => 1000,
    typicalMs: () => null,
    changed: () => {},
  })
  const submit = (named: string) =>
    centre.submit(caller(), submission({ instance: 'orders', input: { target: named } }), null)
  for (const named of ['orders', 'instance-1']) await assert.rejects(submit(named), { code: 'invalid_input' })
  assert.deepEqual(await store.list({ limit: 10 }), [])
  assert.equal((await submit('stock')).id, 'task-1')
})
