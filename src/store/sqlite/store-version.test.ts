import assert from 'node:assert/strict'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Instance } from '../../core/instance.ts'
import type { Store } from '../../core/store.ts'
import { sampleInstance } from '../conformance/samples.ts'
import { inTemporaryFolder } from '../conformance/temporary-folder.ts'
import { openSqliteStore } from './open.ts'

/** A store with an instance, and what renames it from outside, at once. */
async function withInstance(
  writer: 'thread' | 'inline',
  act: (store: Store, rename: (name: string) => void) => Promise<void>,
): Promise<void> {
  await inTemporaryFolder(async folder => {
    const store = await openSqliteStore(folder, { writer })
    await store.addInstance(sampleInstance('i1'))
    const outside = new DatabaseSync(join(folder, 'stepwell.db'))
    const update = outside.prepare(`UPDATE instance SET document = json_set(document, '$.name', ?)`)
    await act(store, name => void update.run(name))
    outside.close()
    await store.close()
  })
}

const nameOf = async (store: Store): Promise<Instance['name'] | undefined> =>
  (await store.findInstance('i1'))?.name

test('what is written outside is not read in the next turn of the event loop', () =>
  withInstance('thread', async (store, rename) => {
    await nameOf(store)
    rename('renamed')
    await nextTurn()
    assert.equal(await nameOf(store), 'renamed')
  }))

test('a worker that is told of a write in the turn in which it has read reads what was there before', () =>
  withInstance('inline', async (store, rename) => {
    await nameOf(store)
    rename('renamed')
    const told = Promise.withResolvers<void>()
    process.nextTick(told.resolve)
    await told.promise
    assert.equal(await nameOf(store), 'renamed')
  }))

test('a record is older than what was read before it', () =>
  withInstance('thread', async (store, rename) => {
    await nameOf(store)
    rename('renamed')
    const [listed] = await store.listInstances({})
    assert.deepEqual([listed?.name, await nameOf(store)], ['renamed', 'renamed'])
  }))

for (const writer of ['thread', 'inline'] as const)
  test(`who has written does not read it, because somebody has read meanwhile (${writer})`, () =>
    withInstance(writer, async store => {
      await nextTurn()
      const removed = store.removeInstance('i1')
      assert.notEqual(await nameOf(store), undefined)
      assert.equal(await removed, true)
      assert.equal(await nameOf(store), undefined)
    }))
