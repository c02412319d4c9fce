import assert from 'node:assert/strict'
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { change, claim, sampleInstance, submit, succeeding } from '../conformance/samples.ts'
import { inTemporaryFolder } from '../conformance/temporary-folder.ts'
import { lockFolder } from '../folder-lock.ts'
import { StoreError } from '../store-error.ts'
import { openSqliteStore } from './open.ts'

const writers = ['thread', 'inline'] as const

/** Opening has to fail with one line that says all of this. */
async function assertUnusable(folder: string, ...said: readonly (string | RegExp)[]): Promise<void> {
  for (const writer of writers)
    await assert.rejects(openSqliteStore(folder, { writer }), error => {
      assert.ok(error instanceof StoreError, String(error))
      assert.doesNotMatch(error.message, /\n/)
      assert.match(error.words['zh-cn'], /\p{Script=Han}.*[；：]/u, 'it is said in Chinese as well')
      for (const part of said) assert.match(error.message, typeof part === 'string' ? new RegExp(part) : part)
      return true
    })
}

/** Does something as a user who may not do everything: a test that runs as root proves nothing about permissions. */
async function asOrdinaryUser(act: () => Promise<void>): Promise<void> {
  const isRoot = process.geteuid?.() === 0
  if (isRoot) process.seteuid!(65534)
  try {
    await act()
  } finally {
    if (isRoot) process.seteuid!(0)
  }
}

for (const writer of writers)
  test(`everything is there after closing and opening again (${writer})`, () =>
    inTemporaryFolder(async folder => {
      const before = await openSqliteStore(folder, { writer })
      await before.addInstance(sampleInstance('i1'))
      const running = await claim(before, await submit(before, 't1', { token: 'k1' }))
      const ended = await change(before, running, succeeding(running))
      const held = await claim(before, await submit(before, 't2'))
      const history = await before.history('t1', 0, 100)
      await before.close()
      assert.deepEqual(await readdir(folder), ['stepwell.db'])
      const after = await openSqliteStore(folder, { writer })
      assert.deepEqual([await after.find('t1'), await after.find('t2')], [ended, held])
      assert.deepEqual(await after.history('t1', 0, 100), history)
      assert.deepEqual(await after.listInstances({}), [sampleInstance('i1')])
      await submit(after, 't3')
      const [last] = await after.history('t3', 0, 1)
      assert.equal(last?.id, history.length + 3)
      assert.deepEqual(await after.due(3000, 10), [])
      await after.close()
    }))

test('two stores of one folder see at once what the other has written', () =>
  inTemporaryFolder(async folder => {
    const [server, worker] = [
      await openSqliteStore(folder, { writer: 'thread' }),
      await openSqliteStore(folder, { writer: 'inline' }),
    ]
    const ids = Array.from({ length: 100 }, (_, index) => `t${index}`)
    await Promise.all(ids.map((id, index) => submit(index % 2 === 0 ? server : worker, id, { instance: id })))
    for (const store of [server, worker]) assert.equal((await store.due(2000, 1000)).length, 100)
    const running = await claim(worker, (await server.find('t7'))!)
    assert.deepEqual(await server.find('t7'), running)
    await worker.close()
    await server.close()
  }))

test('files are for this user alone', () =>
  inTemporaryFolder(async parent => {
    const folder = join(parent, 'deep', 'data')
    const store = await openSqliteStore(folder, { writer: 'thread' })
    const lock = lockFolder(folder)
    const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8)
    assert.equal(await modeOf(folder), '700')
    for (const file of await readdir(folder)) assert.equal(await modeOf(join(folder, file)), '600', file)
    lock.release()
    await store.close()
  }))

test('a folder that cannot be written or made is named, with what to do', () =>
  inTemporaryFolder(async parent => {
    const file = join(parent, 'file')
    await writeFile(file, '')
    await assertUnusable(file, file, 'it is a file', 'STEPWELL_DATA')
    await assertUnusable(join(file, 'data'), 'not a folder')
    const closed = join(parent, 'closed')
    await mkdir(closed, { mode: 0o555 })
    await chmod(parent, 0o755)
    await asOrdinaryUser(async () => {
      await assertUnusable(closed, closed, 'may not write')
      await assertUnusable(join(closed, 'new'), 'may not write')
      assert.throws(() => lockFolder(closed), /may not write/)
    })
  }))

test('a file that is no database, or another program’s, is left as it is', () =>
  inTemporaryFolder(async parent => {
    const path = join(parent, 'stepwell.db')
    await writeFile(path, 'Dear diary, '.repeat(1000))
    await assertUnusable(parent, path, 'not a Stepwell database', 'move it away')
    assert.match(await readFile(path, 'utf8'), /^Dear diary/)
    await writeFile(path, '')
    const other = new DatabaseSync(path)
    other.exec('CREATE TABLE diary (line TEXT)')
    other.close()
    const bytes = await readFile(path)
    await assertUnusable(parent, path, 'another program', 'move it away')
    assert.deepEqual(await readFile(path), bytes)
  }))

test('a damaged database is named', () =>
  inTemporaryFolder(async folder => {
    const store = await openSqliteStore(folder, { writer: 'inline' })
    await submit(store, 't1')
    await store.close()
    const path = join(folder, 'stepwell.db')
    const bytes = await readFile(path)
    bytes.fill(7, 100, 4096)
    await writeFile(path, bytes)
    await assertUnusable(folder, path, /damaged|not a Stepwell database/)
  }))
