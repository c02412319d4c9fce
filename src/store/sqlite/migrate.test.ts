import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import type { EventFilter, Store, TaskFilter } from '../../core/store.ts'
import { refusedConnection, sampleWebhook, told as toldOf } from '../../core/testing/webhook-samples.ts'
import { change, dueIds, failing, sampleInstance, submit } from '../conformance/samples.ts'
import { inTemporaryFolder } from '../conformance/temporary-folder.ts'
import { migrate } from './migrate.ts'
import { openSqliteStore } from './open.ts'
import { pack } from './packed-history.ts'
import { migrations } from './schema.ts'
import { withDatabase } from './testing/with-database.ts'

const versionOf = (connection: DatabaseSync) =>
  connection.prepare('PRAGMA user_version').get()!['user_version']

/** Makes the database that an earlier version has left in a folder. */
async function leaveEarlier(folder: string, version: number): Promise<void> {
  const path = join(folder, 'stepwell.db')
  const rows = await readFile(new URL(`./fixtures/version-${version}.sql`, import.meta.url), 'utf8')
  withDatabase(path, connection => {
    migrate(connection, path, migrations.slice(0, version))
    connection.exec(rows)
    assert.equal(versionOf(connection), version)
  })
}

/** What a history tells, a line an event. */
const told = async (store: Store, task: string) =>
  (await store.history(task, 0, 100)).map(({ id, at, by, event }) => `${id} ${at} ${by} ${event.type}`)

test('a database of version 1 is brought to ours, with its tasks and their history, packed or not', () =>
  inTemporaryFolder(async folder => {
    await leaveEarlier(folder, 1)
    const store = await openSqliteStore(folder, { writer: 'inline' })
    const tasks = await store.list({ limit: 10 })
    const statuses = tasks.map(({ id, status }) => `${id} ${status}`)
    assert.deepEqual(statuses, ['failed failed', 'waiting pending', 'retried running', 'succeeded succeeded'])
    assert.deepEqual(await told(store, 'succeeded'), [
      '1 1000 AK1 submitted',
      '2 2000 w1 claimed',
      '3 3000 w1 stepStarted',
      '4 3000 w1 stepSucceeded',
      '5 3000 w1 stepStarted',
      '6 4000 w1 progressed',
      '7 5000 w1 progressed',
      '8 6000 w1 progressed',
      '9 7000 w1 stepSucceeded',
      '10 7000 w1 ending',
      '11 7000 w1 ended',
    ])
    assert.deepEqual((await told(store, 'retried')).slice(-3), [
      '17 8500 w1 ended',
      '18 9000 w1 retryRequested',
      '19 9500 w1 claimed',
    ])
    await store.close()
    assert.equal(withDatabase(join(folder, 'stepwell.db'), versionOf), migrations.length)
  }))

test('a task of version 2 lacks what is predicted of its steps, or is not found', () =>
  inTemporaryFolder(async folder => {
    await leaveEarlier(folder, 1)
    const path = join(folder, 'stepwell.db')
    withDatabase(path, connection => migrate(connection, path, migrations.slice(0, 2)))
    const store = await openSqliteStore(folder, { writer: 'inline' })
    const anyOf = { idPrefix: 'wait', instances: [], operations: [] }
    const found = await store.list({ limit: 10, anyOf })
    assert.deepEqual(
      found.map(({ id, predictedSteps }) => [id, predictedSteps]),
      [['waiting', []]],
    )
    await store.close()
  }))

test('a message that waited under version 3 is lost, or taken for one that a person has asked for', () =>
  inTemporaryFolder(async folder => {
    const path = join(folder, 'stepwell.db')
    const waiting = sampleWebhook('w1', {
      delivery: { ...toldOf(9), tries: 2, nextTryAt: 9000, problem: refusedConnection, asked: false },
    })
    withDatabase(path, connection => {
      migrate(connection, path, migrations.slice(0, 3))
      const add = connection.prepare(`
        INSERT INTO webhook (id, project, revision, state, given_up, document) VALUES (?, 'p1', 1, 'working', 0, ?)`)
      add.run(
        'w1',
        JSON.stringify(waiting, (key, value: unknown) => (key === 'asked' ? undefined : value)),
      )
      add.run('w2', JSON.stringify(sampleWebhook('w2')))
    })
    const store = await openSqliteStore(folder, { writer: 'inline' })
    assert.deepEqual(await store.listWebhooks({}), [waiting, sampleWebhook('w2')])
    await store.close()
  }))

test('an instance of version 3 does not say when it was looked at', () =>
  inTemporaryFolder(async folder => {
    const path = join(folder, 'stepwell.db')
    withDatabase(path, connection => {
      migrate(connection, path, migrations.slice(0, 3))
      const add = connection.prepare(`
        INSERT INTO instance (id, project, service, name, revision, document) VALUES (?, 'p1', 'dcs', ?, 1, ?)`)
      for (const facts of [{}, { mode: 'cluster' }]) {
        const { factsAt: _, ...earlier } = sampleInstance(Object.keys(facts).join(), { facts, createdAt: 7 })
        add.run(earlier.id, earlier.name, JSON.stringify(earlier))
      }
    })
    const store = await openSqliteStore(folder, { writer: 'inline' })
    const found = await store.listInstances({})
    assert.deepEqual(
      found.map(({ facts, factsAt }) => [facts, factsAt]),
      [
        [{}, null],
        [{ mode: 'cluster' }, 7],
      ],
    )
    await store.close()
  }))

test('what was going on under version 1 goes on: tokens, locks, the queue and the numbers of events', () =>
  inTemporaryFolder(async folder => {
    await leaveEarlier(folder, 1)
    const store = await openSqliteStore(folder, { writer: 'inline' })
    await assert.rejects(submit(store, 't1', { token: 'k1' }), /token_taken/)
    assert.deepEqual(await dueIds(store, 10_000), [])
    const [retried] = await store.heldBy('w1')
    await change(store, retried!, failing(retried!), 10_000)
    assert.equal((await told(store, 'retried')).at(-1), '27 10000 w1 ended')
    assert.deepEqual(await dueIds(store, 10_000), ['waiting'])
    await store.close()
  }))

test('what ended under version 1 may be removed, unless it holds something', () =>
  inTemporaryFolder(async folder => {
    await leaveEarlier(folder, 1)
    const store = await openSqliteStore(folder, { writer: 'inline' })
    const ended = (status: 'succeeded' | 'failed') =>
      store.ended({ status, endedBefore: 10_000, beyond: 0, limit: 10 })
    const [succeeded, ...others] = await ended('succeeded')
    assert.deepEqual([succeeded?.id, others, await ended('failed')], ['succeeded', [], []])
    assert.equal(await store.removeTask(succeeded!), true)
    assert.deepEqual(await told(store, 'succeeded'), [])
    await submit(store, 't1', { token: 'k1' })
    await store.close()
  }))

test('what involves an instance, or when it ended, is not known of tasks of version 1', () =>
  inTemporaryFolder(async folder => {
    await leaveEarlier(folder, 1)
    const path = join(folder, 'stepwell.db')
    withDatabase(path, connection =>
      connection.exec(
        `UPDATE task SET document = json_set(document, '$.locks', json('["i1","i3"]')) WHERE id = 'waiting'`,
      ),
    )
    const store = await openSqliteStore(folder, { writer: 'inline' })
    const ids = async (filter: Partial<TaskFilter>) =>
      (await store.list({ limit: 10, ...filter })).map(({ id }) => id)
    assert.deepEqual(await ids({ involves: 'i3' }), ['waiting'])
    assert.deepEqual(await ids({ involves: 'i1' }), ['waiting', 'retried', 'succeeded'])
    assert.deepEqual(await ids({ order: 'ended' }), ['failed', 'succeeded'])
    await change(store, (await store.find('waiting'))!, [{ type: 'cancelRequested' }], 10_000)
    assert.deepEqual(await ids({ order: 'ended', involves: 'i3' }), ['waiting'])
    await store.close()
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
