import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Problem } from './error.ts'
import { ask, fail, me, openOffice, stranger } from './testing/office.ts'
import { operation, words } from './testing/samples.ts'

test('a submission is stored, told of and in the history with who asked and why', async () => {
  const { centre, changed } = await openOffice()
  const task = await centre.submit(
    me,
    ask({ instance: 'orders', input: { target: 'stock', speed: 2 } }),
    'moving',
  )
  assert.deepEqual([task.instance, task.input], ['instance-1', { target: 'instance-2', speed: 2 }])
  assert.deepEqual([task.locks, task.submittedBy], [['instance-1', 'instance-2'], 'AK1'])
  assert.deepEqual(await centre.find(me, { id: task.id }), task)
  assert.deepEqual(changed, ['task-1 pending'])
  const [line] = await centre.history(me, { id: task.id }, 0, 10)
  assert.deepEqual(
    [line?.event, line?.by, line?.reason, line?.revision],
    [{ type: 'submitted' }, 'AK1', 'moving', 1],
  )
})

test('an operation that nobody knows, and an input that its schema refuses', async () => {
  const problems: readonly Problem[] = [{ path: '/target', message: words('is missing') }]
  const { centre, store } = await openOffice({
    checkInput: schema => (schema === operation.input ? problems : []),
  })
  await assert.rejects(centre.submit(me, ask({ operation: 'redis.nothing' }), null), {
    code: 'operation_not_found',
    parameters: { operation: 'redis.nothing' },
  })
  await assert.rejects(centre.submit(me, ask(), null), { code: 'invalid_input', problems })
  assert.deepEqual(await store.list({ limit: 10 }), [])
})

test('an instance of another project is not found, by id or by name, nor as a target', async () => {
  const { centre } = await openOffice()
  const refused = { code: 'instance_not_found' }
  await assert.rejects(centre.submit(me, ask({ instance: 'foreign' }), null), refused)
  await assert.rejects(centre.submit(me, ask({ instance: 'nothing' }), null), refused)
  await assert.rejects(centre.submit(me, ask({ input: { target: 'foreign' } }), null), refused)
  assert.equal((await centre.submit(stranger, ask({ instance: 'orders' }), null)).instance, 'foreign')
})

test('the answer to a submission got lost: sent again with its token it gives the same task', async () => {
  const { centre, changed } = await openOffice()
  const first = await centre.submit(
    me,
    ask({ token: 't', input: { target: 'stock', deep: [{ b: 1, a: null }] } }),
    null,
  )
  const again = await centre.submit(
    me,
    ask({ token: 't', input: { deep: [{ a: null, b: 1 }], target: 'stock' } }),
    null,
  )
  assert.equal(again.id, first.id)
  assert.deepEqual(changed, ['task-1 pending'])
  const other = await centre.submit(stranger, ask({ token: 't', instance: 'orders' }), null)
  assert.notEqual(other.id, first.id)
})

test('a token is used again for another request', async () => {
  const { centre } = await openOffice()
  await centre.submit(me, ask({ token: 't' }), null)
  const refused = { code: 'token_conflict', parameters: { task: 'task-1' } }
  await assert.rejects(centre.submit(me, ask({ token: 't', input: { speed: 9 } }), null), refused)
  await assert.rejects(centre.submit(me, ask({ token: 't', instance: 'stock' }), null), refused)
})

test('an id is given twice: the second submission is refused, the first stays', async () => {
  const { centre } = await openOffice({ newId: () => 'always' })
  await centre.submit(me, ask(), null)
  await assert.rejects(centre.submit(me, ask({ instance: 'stock' }), null), { code: 'internal' })
  assert.equal((await centre.find(me, { id: 'always' })).instance, 'instance-1')
})

test('a token still stands for its task when that was deleted, and a request for another time is another one', async () => {
  const { centre, store } = await openOffice()
  const asked = ask({ token: 'T' })
  const { id } = await fail(store, await centre.submit(me, asked, null))
  await centre.change(me, { id }, { type: 'deleted' }, null)
  assert.equal((await centre.submit(me, asked, null)).id, id)
  await assert.rejects(centre.submit(me, { ...asked, dueAt: 9_000_000 }, null), { code: 'token_conflict' })
})

test('a time in the past is taken, or a request that comes again after its time is refused', async () => {
  let now = 10_000_000
  const { centre, store } = await openOffice({ now: () => now })
  for (const token of [null, 'T'])
    await assert.rejects(centre.submit(me, ask({ dueAt: 1_000_000, token }), null), {
      code: 'invalid_request',
    })
  assert.deepEqual(await store.list({ limit: 10 }), [])
  const asked = ask({ dueAt: 10_500_000, token: 'T' })
  const { id } = await centre.submit(me, asked, null)
  now = 11_000_000
  assert.equal((await centre.submit(me, asked, null)).id, id)
})
