import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import type { EventFilter } from '../../core/store.ts'
import { submit } from '../conformance/samples.ts'
import { inTemporaryFolder } from '../conformance/temporary-folder.ts'
import { migrate } from './migrate.ts'
import { openSqliteStore } from './open.ts'
import { pack } from './packed-history.ts'
import { migrations } from './schema.ts'

const versionOf = (connection: DatabaseSync) =>
  connection.prepare('PRAGMA user_version').get()!['user_version']

/** Opens a database as it is, does something and closes it. */
function withDatabase<Result>(path: string, act: (connection: DatabaseSync) => Result): Result {
  const connection = new DatabaseSync(path)
  try {
    return act(connection)
  } finally {
    connection.close()
  }
}

test('a database of every earlier version is brought to ours, with what it holds', () =>
  inTemporaryFolder(async folder => {
    const path = join(folder, 'stepwell.db')
    withDatabase(path, connection => {
      migrate(connection, path, migrations.slice(0, 1))
      assert.equal(versionOf(connection), 1)
      const token = { project: 'p1', token: 'k1', task: 'earlier' }
      connection
        .prepare('INSERT INTO token (project, token, task) VALUES (:project, :token, :task)')
        .run(token)
    })
    const store = await openSqliteStore(folder, { writer: 'inline' })
    await assert.rejects(submit(store, 't1', { token: 'k1' }), /token_taken/)
    await store.close()
    assert.equal(withDatabase(path, versionOf), migrations.length)
  }))

test('events stored before they were read over all tasks are found, and their projects with them', () =>
  inTemporaryFolder(async folder => {
    const path = join(folder, 'stepwell.db')
    withDatabase(path, connection => {
      migrate(connection, path, migrations.slice(0, 1))
      const line = { revision: 1, at: 1, by: null, reason: null }
      connection.exec(`
        INSERT INTO task (number, id, revision, project, service, instance, operation, created_at, status, rank, due_at, document)
        VALUES (1, 't1', 2, 'p1', 'dcs', 'i1', 'redis.copy', 1, 'cancelled', 1, 1, '{}'),
          (2, 't2', 1, 'p2', 'dcs', 'i2', 'redis.copy', 1, 'pending', 1, 1, '{}');
        INSERT INTO event (id, task, sample, revision, at, event) VALUES (2, 2, 0, 1, 1, '{"type":"submitted"}')`)
      const events = [
        { id: 1, ...line, event: { type: 'submitted' as const } },
        { id: 3, ...line, event: { type: 'cancelRequested' as const } },
      ]
      connection
        .prepare('INSERT INTO packed_history (task, first_id, last_id, events) VALUES (1, 1, 3, ?)')
        .run(pack(events))
    })
    const store = await openSqliteStore(folder, { writer: 'inline' })
    const read = async (filter: EventFilter) => (await store.events(filter, 0, 10)).map(({ id }) => id)
    assert.deepEqual(await read({}), [1, 2, 3])
    assert.deepEqual([await read({ project: 'p1' }), await read({ project: 'p2' })], [[1, 3], [2]])
    await store.close()
  }))

test('each step is done once, in order, and one that fails changes nothing', () =>
  inTemporaryFolder(async folder => {
    const path = join(folder, 'stepwell.db')
    const steps = [
      'CREATE TABLE one (a TEXT)',
      'ALTER TABLE one ADD COLUMN b TEXT',
      "INSERT INTO one (b) VALUES ('x')",
    ]
    withDatabase(path, connection => {
      migrate(connection, path, steps.slice(0, 1))
      migrate(connection, path, steps)
      migrate(connection, path, steps)
      assert.equal(versionOf(connection), 3)
      assert.throws(
        () => migrate(connection, path, [...steps, 'DELETE FROM one', 'nonsense']),
        /syntax error/,
      )
      assert.equal(versionOf(connection), 3)
      assert.deepEqual({ ...connection.prepare('SELECT b FROM one').get() }, { b: 'x' })
    })
  }))

test('a database of a newer version is refused and left as it is', () =>
  inTemporaryFolder(async folder => {
    const path = join(folder, 'stepwell.db')
    const store = await openSqliteStore(folder, { writer: 'inline' })
    await submit(store, 't1')
    await store.close()
    withDatabase(path, connection => connection.exec(`PRAGMA user_version = ${migrations.length + 1}`))
    // Also what a newer Stepwell that was killed has left in its WAL.
    const newer = new DatabaseSync(path)
    newer.exec('CREATE TABLE invented_later (a TEXT)')
    const bytes = () => Promise.all(['', '-wal'].map(end => readFile(`${path}${end}`)))
    const before = await bytes()
    for (const writer of ['thread', 'inline'] as const)
      await assert.rejects(openSqliteStore(folder, { writer }), {
        name: 'StoreError',
        message:
          `${path} has schema version ${migrations.length + 1}, made by a newer Stepwell; this one knows versions up to ` +
          `${migrations.length}: start the newer Stepwell, or restore a backup made before the upgrade`,
      })
    assert.deepEqual(await bytes(), before)
    newer.close()
  }))
