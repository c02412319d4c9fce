import assert from 'node:assert/strict'
import { readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import type { Store } from '../../core/store.ts'
import { change, claim, sampleTask, submissionOf, submit, succeeding } from '../conformance/samples.ts'
import { damageOldEvents } from '../conformance/damage.ts'
import { inTemporaryFolder } from '../conformance/temporary-folder.ts'
import { StoreError } from '../store-error.ts'
import { backUp, type BackupOptions } from './backup.ts'
import { readBackupFile } from './backup-file.ts'
import { migrate } from './migrate.ts'
import { openSqliteStore } from './open.ts'
import { migrations } from './schema.ts'

const options: BackupOptions = {
  force: false,
  now: () => 5000,
  signal: new AbortController().signal,
  progress: () => {},
}

/** A data folder and one beside it for backups; the store is open as a running server has it. */
async function withStore(
  act: (place: { data: string; file: string; folder: string; store: Store }) => Promise<void>,
): Promise<void> {
  await inTemporaryFolder(async parent => {
    const [data, folder] = [join(parent, 'data'), join(parent, 'backups')]
    await mkdir(folder)
    const store = await openSqliteStore(data, { writer: 'thread' })
    try {
      await act({ data, folder, file: join(folder, 'nightly.db'), store })
    } finally {
      await store.close()
    }
  })
}

/** Copying has to fail with one line in both languages. */
async function assertRefused(copying: Promise<unknown>, said: RegExp): Promise<void> {
  await assert.rejects(copying, error => {
    assert.ok(error instanceof StoreError, String(error))
    assert.match(error.message, said)
    assert.doesNotMatch(error.message, /\n/)
    assert.match(error.words['zh-cn'], /\p{Script=Han}/u)
    return true
  })
}

test('a store that is written to all the time is copied half at one moment and half at another', () =>
  withStore(async ({ data, file, store }) => {
    const padding = { operation: `redis.${'x'.repeat(4000)}` }
    for (let nth = 0; nth < 300; nth += 1) await submit(store, `before-${nth}`, padding)
    const over = new AbortController()
    const begun = Promise.withResolvers<void>()
    let written = 0
    // Two tasks in one commit's turn: a copy of one moment has both or neither.
    const writing = (async () => {
      for (; !over.signal.aborted; written += 1) {
        await Promise.all(
          ['a', 'b'].map(half => store.commit(submissionOf(sampleTask(`${half}-${written}`, padding)))),
        )
        begun.resolve()
      }
    })()
    await begun.promise
    const before = written
    let pieces = 0
    const progress = () => void (pieces += 1)
    const taken = await backUp(data, file, { ...options, progress })
    over.abort()
    await writing
    assert.ok(written > before, 'the store took writes meanwhile')
    assert.ok(pieces > 3, 'the event loop turned while it was copied')
    const copy = new DatabaseSync(file, { readOnly: true })
    const ids = copy
      .prepare('SELECT id FROM task')
      .all()
      .map(row => String(row['id']))
    copy.close()
    assert.equal(ids.filter(id => id.startsWith('before-')).length, 300)
    assert.ok(ids.includes('a-0'), 'what was written before it began is in it')
    assert.deepEqual(
      ids.filter(id => id.startsWith('a-')).map(id => id.slice(2)),
      ids.filter(id => id.startsWith('b-')).map(id => id.slice(2)),
    )
    assert.equal(taken.contents.tasks.pending, ids.length)
  }))

test('a backup does not say what is in it', () =>
  withStore(async ({ data, file, folder, store }) => {
    const running = await claim(store, await submit(store, 't1'))
    await change(store, running, succeeding(running))
    await claim(store, await submit(store, 't2', { instance: 'i2' }))
    await submit(store, 't3', { instance: 'i2', createdAt: 4000 })
    const { takenAt, contents, file: named } = await backUp(data, file, options)
    assert.deepEqual([takenAt, named], [5000, file])
    assert.deepEqual(contents.tasks, {
      pending: 1,
      running: 1,
      paused: 0,
      succeeded: 1,
      failed: 0,
      cancelled: 0,
    })
    assert.equal(contents.schemaVersion, migrations.length)
    assert.equal(contents.newestAt, 4000)
    assert.equal(contents.sizeBytes, statSync(file).size)
    assert.equal(statSync(file).mode & 0o777, 0o600)
    assert.deepEqual(readBackupFile(file).contents, contents)
    assert.deepEqual(await readdir(folder), ['nightly.db'], 'one file, and nothing beside it')
    assert.deepEqual([...readFileSync(file).subarray(18, 20)], [1, 1], 'nor when it is opened: it has no WAL')
  }))

test('a store that nobody has open cannot be copied', () =>
  withStore(async ({ data, file, store }) => {
    await submit(store, 't1')
    await store.close()
    assert.equal((await backUp(data, file, options)).contents.tasks.pending, 1)
  }))

test('an earlier backup is lost without being asked, or its WAL is read into the new one', () =>
  withStore(async ({ data, file, folder, store }) => {
    await submit(store, 't1')
    await backUp(data, file, options)
    await submit(store, 't2', { instance: 'i2' })
    await assertRefused(backUp(data, file, options), /nightly\.db is there already; .* --force/)
    assert.equal(readBackupFile(file).contents.tasks.pending, 1)
    writeFileSync(`${file}-wal`, 'of another database')
    await backUp(data, file, { ...options, force: true })
    assert.equal(readBackupFile(file).contents.tasks.pending, 2)
    assert.deepEqual(await readdir(folder), ['nightly.db'])
    await rm(file)
    writeFileSync(`${file}-wal`, 'of another database')
    await assertRefused(backUp(data, file, options), /nightly\.db-wal is there already/)
  }))

test('a slip of the hand replaces another file, or the database itself', () =>
  withStore(async ({ data, file, folder, store }) => {
    await submit(store, 't1')
    const forced = { ...options, force: true }
    writeFileSync(file, 'Dear diary')
    await assertRefused(backUp(data, file, forced), /is no earlier backup, and is not replaced/)
    assert.equal(readFileSync(file, 'utf8'), 'Dear diary')
    await assertRefused(backUp(data, folder, forced), /is no earlier backup/)
    for (const name of ['stepwell.db', 'stepwell.db-wal', '../data/stepwell.db', 'new.db-journal'])
      await assertRefused(backUp(data, join(data, name), forced), /a part of a database/)
    await submit(store, 't2', { instance: 'i2' })
    assert.deepEqual((await readdir(data)).toSorted(), ['stepwell.db', 'stepwell.db-shm', 'stepwell.db-wal'])
  }))

test('a copy that is given up leaves something behind, or a name that looks whole', () =>
  withStore(async ({ data, file, folder, store }) => {
    for (let nth = 0; nth < 100; nth += 1)
      await submit(store, `t${nth}`, { operation: 'x'.repeat(20_000), instance: `i${nth}` })
    const given = new AbortController()
    const progress = () => given.abort(new Error('enough'))
    await assert.rejects(
      backUp(data, file, { ...options, signal: given.signal, progress }),
      /^Error: enough$/,
    )
    assert.deepEqual(await readdir(folder), [])
    await submit(store, 'after', { instance: 'after' })
  }))

test('what a backup that was killed has left fills the disk, or one under way is swept away', () =>
  withStore(async ({ data, file, folder, store }) => {
    await submit(store, 't1')
    const drafts = ['1', '2'].map(digit => `.nightly.db.${digit.repeat(36)}.draft`)
    const left = [...drafts, `${drafts[0]}-journal`, '.nightly.db.note', 'nightly.db.draft']
    for (const name of left) {
      writeFileSync(join(folder, name), '')
      if (name !== drafts[1]) utimesSync(join(folder, name), 0, 0)
    }
    await backUp(data, file, { ...options, now: Date.now })
    assert.deepEqual((await readdir(folder)).toSorted(), [
      drafts[1],
      '.nightly.db.note',
      'nightly.db',
      'nightly.db.draft',
    ])
  }))

test('a place where nothing can be written, or a folder without a database, is not named', () =>
  withStore(async ({ data, file, folder }) => {
    await assertRefused(backUp(folder, file, options), /backups holds no database; .* --data/)
    await assertRefused(backUp(data, join(folder, 'no', 'x.db'), options), /cannot be written \(ENOENT\)/)
    assert.deepEqual(await readdir(folder), [])
  }))

test('a database that is damaged is copied as if it were whole', () =>
  withStore(async ({ data, file, folder, store }) => {
    await Promise.all(Array.from({ length: 300 }, (_, nth) => submit(store, `t${nth}`)))
    await store.close()
    damageOldEvents(join(data, 'stepwell.db'))
    await assertRefused(backUp(data, file, options), /is not whole, and was not kept: .*stepwell doctor/)
    assert.deepEqual(await readdir(folder), [])
  }))

test('a database of a newer Stepwell, or of another program, is copied', () =>
  withStore(async ({ data, file, folder, store }) => {
    await store.close()
    const alter = (sql: string): void => {
      const connection = new DatabaseSync(join(data, 'stepwell.db'))
      connection.exec(sql)
      connection.close()
    }
    alter(`PRAGMA user_version = ${migrations.length + 1}`)
    await assertRefused(backUp(data, file, options), /made by a newer Stepwell/)
    alter('PRAGMA application_id = 7')
    await assertRefused(backUp(data, file, options), /database of another program/)
    assert.deepEqual(await readdir(folder), [])
  }))

test('a backup before an upgrade cannot be taken with the new Stepwell', () =>
  inTemporaryFolder(async data => {
    const path = join(data, 'stepwell.db')
    const connection = new DatabaseSync(path)
    migrate(connection, path, migrations.slice(0, 1))
    connection.close()
    const { contents } = await backUp(data, join(data, 'before.db'), options)
    assert.equal(contents.schemaVersion, 1)
  }))
