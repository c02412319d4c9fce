import assert from 'node:assert/strict'
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { copyFile, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { sampleInstance, submit } from '../conformance/samples.ts'
import { inTemporaryFolder } from '../conformance/temporary-folder.ts'
import { StoreError } from '../store-error.ts'
import { backUp } from './backup.ts'
import { openSqliteStore } from './open.ts'
import { restoreDatabase, type RestoreOptions } from './restore.ts'

const options: RestoreOptions = { force: false, now: () => Date.UTC(2026, 5, 17, 22, 0, 1, 5) }
const forced: RestoreOptions = { ...options, force: true }
const aside = 'stepwell.db.replaced-20260617T220001005Z'

/** A backup of a store with one task, and an empty folder to restore it into. */
async function withBackup(act: (place: { file: string; data: string }) => Promise<void>): Promise<void> {
  await inTemporaryFolder(async parent => {
    const [first, data] = [join(parent, 'first'), join(parent, 'data')]
    await mkdir(data)
    const store = await openSqliteStore(first, { writer: 'inline' })
    await store.addInstance(sampleInstance('i1'))
    await submit(store, 'kept')
    const file = join(parent, 'kept.db')
    const signal = new AbortController().signal
    await backUp(first, file, { force: false, now: () => 1, signal, progress: () => {} })
    await store.close()
    await act({ file, data })
  })
}

/** The ids of the tasks that a server would find in a folder. */
async function tasksIn(data: string): Promise<readonly string[]> {
  const store = await openSqliteStore(data, { writer: 'inline' })
  try {
    return (await store.list({ limit: 10 })).map(task => task.id)
  } finally {
    await store.close()
  }
}

function assertRefused(restoring: () => unknown, said: RegExp): void {
  assert.throws(restoring, error => {
    assert.ok(error instanceof StoreError, String(error))
    assert.match(error.message, said)
    assert.match(error.words['zh-cn'], /\p{Script=Han}/u)
    return true
  })
}

test('a backup is not what a server then finds', () =>
  withBackup(async ({ file, data }) => {
    chmodSync(file, 0o444)
    const before = readFileSync(file)
    const { keptAside, contents, sealed } = restoreDatabase(data, file, options)
    assert.deepEqual([keptAside, contents.tasks.pending], [null, 1])
    assert.deepEqual(sealed, [{ recordId: 'i1', sealed: 'sealed' }])
    assert.deepEqual(await readdir(data), ['stepwell.db'])
    assert.equal(statSync(join(data, 'stepwell.db')).mode & 0o777, 0o600)
    assert.deepEqual(await tasksIn(data), ['kept'])
    assert.deepEqual(readFileSync(file), before, 'the backup is as it was')
  }))

test('a database that is there is lost, or what a killed server left in its WAL', () =>
  withBackup(async ({ file, data }) => {
    const store = await openSqliteStore(data, { writer: 'inline' })
    await submit(store, 'current')
    const path = join(data, 'stepwell.db')
    // As a server that is killed leaves them: copied while it is open.
    const left = ['', '-wal'].map(end => readFileSync(`${path}${end}`))
    await store.close()
    left.forEach((bytes, index) => writeFileSync(`${path}${['', '-wal'][index]}`, bytes, { mode: 0o600 }))
    assertRefused(() => restoreDatabase(data, file, options), /stepwell\.db is there already; .* --force/)
    assert.deepEqual((await readdir(data)).toSorted(), ['stepwell.db', 'stepwell.db-wal'])

    const { keptAside } = restoreDatabase(data, file, forced)
    assert.equal(keptAside, join(data, aside))
    assert.deepEqual((await readdir(data)).toSorted(), ['stepwell.db', aside])
    assert.deepEqual(await tasksIn(data), ['kept'])

    const again = join(data, 'again')
    await mkdir(again)
    await copyFile(join(data, aside), join(again, 'stepwell.db'))
    assert.deepEqual(await tasksIn(again), ['current'])
  }))

test('a database that cannot even be opened stands in the way', () =>
  withBackup(async ({ file, data }) => {
    writeFileSync(join(data, 'stepwell.db'), 'x'.repeat(8192))
    writeFileSync(join(data, 'stepwell.db-wal'), 'y')
    restoreDatabase(data, file, forced)
    assert.deepEqual((await readdir(data)).toSorted(), ['stepwell.db', aside, `${aside}-wal`])
    assert.deepEqual(await tasksIn(data), ['kept'])
  }))

test('a file that is no whole backup replaces a database', () =>
  withBackup(async ({ file, data }) => {
    const store = await openSqliteStore(data, { writer: 'inline' })
    await submit(store, 'current')
    await store.close()
    const bad = join(data, 'bad.db')
    const refuses = (said: RegExp): void => assertRefused(() => restoreDatabase(data, bad, forced), said)
    refuses(/bad\.db cannot be read; check its name/)
    writeFileSync(bad, '')
    refuses(/is no backup of a Stepwell/)
    writeFileSync(bad, 'x'.repeat(8192))
    refuses(/is no backup of a Stepwell/)
    const whole = readFileSync(file)
    writeFileSync(bad, whole.subarray(0, whole.length / 2))
    refuses(/cannot be read whole \(.+\); take another/)
    const broken = Buffer.from(whole).fill(7, 8192, 16_384)
    writeFileSync(bad, broken)
    refuses(/cannot be read whole \(.+\); take another/)
    writeFileSync(bad, whole)
    const newer = new DatabaseSync(bad)
    newer.exec('PRAGMA user_version = 999')
    newer.close()
    refuses(/was made by a newer Stepwell/)
    writeFileSync(bad, whole)
    writeFileSync(`${bad}-wal`, 'what was written last')
    refuses(/its last changes are in a file beside it/)
    assert.deepEqual(await tasksIn(data), ['current'])
    assert.deepEqual((await readdir(data)).toSorted(), ['bad.db', 'bad.db-wal', 'stepwell.db'])
  }))
