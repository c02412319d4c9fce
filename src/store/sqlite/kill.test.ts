import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { inTemporaryFolder } from '../conformance/temporary-folder.ts'
import { lockFolder } from '../folder-lock.ts'
import { openSqliteStore } from './open.ts'

const program = fileURLToPath(new URL('../conformance/commit-until-killed.ts', import.meta.url))

/** Lets a process commit, kills it once it has acknowledged so many commits, and gives the last revision of each task. */
async function killAfter(
  folder: string,
  writer: string,
  commits: number,
): Promise<ReadonlyMap<string, number>> {
  const acknowledged = new Map<string, number>()
  const child = spawn(process.execPath, [program, folder, writer], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  let count = 0
  for await (const line of createInterface({ input: child.stdout })) {
    const [id, revision] = line.split(' ')
    acknowledged.set(id!, Number(revision))
    count += 1
    if (count === commits) child.kill('SIGKILL')
  }
  assert.deepEqual(await ended, [null, 'SIGKILL'])
  return acknowledged
}

async function assertIntact(folder: string, acknowledged: ReadonlyMap<string, number>): Promise<void> {
  lockFolder(folder).release()
  const store = await openSqliteStore(folder, { writer: 'inline' })
  for (const [id, revision] of acknowledged) {
    const task = await store.find(id)
    assert.ok(task !== null && task.revision >= revision, `${id}: ${task?.revision} of ${revision}`)
    // History and task are of one commit: neither is ahead of the other.
    assert.equal((await store.history(id, 0, 1000)).at(-1)?.revision, task.revision)
    assert.equal(task.locked, task.status === 'running')
  }
  await store.close()
  const connection = new DatabaseSync(join(folder, 'stepwell.db'))
  assert.deepEqual({ ...connection.prepare('PRAGMA integrity_check').get() }, { integrity_check: 'ok' })
  const count = (sql: string) => Object.values(connection.prepare(sql).get()!)[0]
  assert.equal(
    count('SELECT count(*) FROM lock'),
    count("SELECT count(*) FROM task WHERE status = 'running'"),
  )
  connection.close()
}

for (const writer of ['thread', 'inline'])
  test(`killed while it commits: everything acknowledged is there (${writer})`, () =>
    inTemporaryFolder(async folder => {
      for (const commits of [1, 40, 97]) await assertIntact(folder, await killAfter(folder, writer, commits))
    }))
