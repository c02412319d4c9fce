import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createMemoryStore } from '../store/memory.ts'
import { findTask } from './find-task.ts'
import { emptyCommit, pendingTask, project } from './testing/samples.ts'

test('the beginning of an id finds no task, one of several, or one of another project', async () => {
  const store = createMemoryStore()
  const task = pendingTask()
  for (const id of ['0bb3c9d9-one', '0bb3c9d9-two', 'f00dcafe-one'])
    await store.commit({ ...emptyCommit, task: { ...task, id } })
  const elsewhere = { ...task, id: 'f00dcafe-elsewhere', project: 'f'.repeat(32) }
  await store.commit({ ...emptyCommit, task: elsewhere })
  const found = async (id: string, isBeginning?: true) =>
    (await findTask(store, project, { id, ...(isBeginning ? { isBeginning } : {}) }))?.id ?? null
  assert.equal(await found('f00dcafe-one'), 'f00dcafe-one')
  assert.equal(await found('f00dcafe', true), 'f00dcafe-one')
  assert.equal(await found('f00dcafe'), null, 'where a whole id is asked for')
  assert.equal(await found('f00dcaf', true), null, 'so little of it')
  assert.equal(await found('f00dcafe-elsewhere', true), null)
  assert.equal(await found('12345678', true), null)
  await assert.rejects(found('0bb3c9d9', true), { code: 'task_ambiguous' })
  assert.equal(await found('0bb3c9d9-t', true), '0bb3c9d9-two')
})
