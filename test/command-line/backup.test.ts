import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { claim, submit } from '../../src/store/conformance/samples.ts'
import { inTemporaryFolder } from '../../src/store/conformance/temporary-folder.ts'
import { openSqliteStore } from '../../src/store/sqlite/open.ts'
import { openTerminal, type Terminal } from './terminal.ts'

/** A store of some megabytes with a running task and 20 that wait, a place for backups, and terminals over them. */
async function withStore(
  act: (place: {
    readonly data: string
    readonly backups: string
    readonly terminal: Terminal
    readonly live: Terminal
  }) => Promise<void>,
): Promise<void> {
  await inTemporaryFolder(async backups => {
    await inTemporaryFolder(async data => {
      const store = await openSqliteStore(data, { writer: 'inline' })
      await claim(store, await submit(store, 'running'))
      for (let nth = 0; nth < 20; nth += 1)
        await submit(store, `t${nth}`, { operation: 'x'.repeat(200_000), instance: `i${nth}` })
      await store.close()
      const environment = { STEPWELL_DATA: data, LANG: 'en_GB.UTF-8' }
      const [terminal, live] = [openTerminal({ environment }), openTerminal({ environment, live: true })]
      await act({ data, backups, terminal, live })
    })
  })
}

test('a backup and a restore do not say what was done, and what to do next', () =>
  withStore(async ({ data, backups, terminal }) => {
    const [file, folder] = [join(backups, 'a.db'), join(backups, 'new')]
    const taken = await terminal.type('backup', file)
    assert.equal(taken.exitCode, 0, taken.stderr)
    assert.match(
      taken.stdout,
      /^Backed up to .*a\.db \(\d+(\.\d)? MB\): the store as it was at .* \d\d:\d\d:\d\d\.\n/,
    )
    assert.match(taken.stdout, /\nTasks in it:\n {2}Waiting to start {2}20\n {2}Running {12}1\n/)
    assert.match(taken.stdout, new RegExp(`\nThere is no key ring ${data}/key-ring\\.json: `))
    assert.equal(taken.stderr, '', 'nothing is drawn where nobody looks')
    const chinese = await terminal.type('backup', file, '--force', '--lang', 'zh-cn')
    assert.match(
      chinese.stdout,
      /^已备份到 .*\n其中的任务：\n {2}等待开始 {2}20\n {2}执行中 {5}1\n密钥环 .* 不存在/,
    )

    const restored = await terminal.type('restore', file, '--data', folder)
    assert.match(restored.stdout, /^Restored .*a\.db to .*new\/stepwell\.db\. The newest entry in it is of /)
    assert.match(
      restored.stdout,
      /\n21 of its tasks have not ended: they go on as soon as a server starts here\./,
    )
    assert.match(
      restored.stdout,
      new RegExp(`\nStart it, held back at first: stepwell serve --hold --data ${folder}\n$`),
    )
    const again = await terminal.type('restore', file, '--data', folder)
    assert.deepEqual([again.exitCode, again.stdout], [3, ''])
    const forced = await terminal.type('restore', file, '--data', folder, '--force', '--lang', 'zh-cn')
    assert.match(forced.stdout, /^已将 .*\n原有的数据库现为 .*stepwell\.db\.replaced-/s)
  }))

test('a program cannot read what a backup and a restore have done', () =>
  withStore(async ({ data, backups, terminal }) => {
    const file = join(backups, 'a.db')
    const told = JSON.parse((await terminal.type('backup', file, '--json')).stdout)
    assert.deepEqual(
      [told.file, told.tasks.pending, told.tasks.running, told.schemaVersion > 0, told.sizeBytes > 4e6],
      [file, 20, 1, true, true],
    )
    assert.match(told.takenAt, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
    const keyRing = { file: join(data, 'key-ring.json'), state: 'missing' }
    assert.deepEqual(told.keyRing, { ...keyRing, included: false })
    const restored = JSON.parse((await terminal.type('restore', file, '--force', '--json')).stdout)
    assert.deepEqual(
      [restored.database, restored.tasks.pending, restored.keyRing],
      [join(data, 'stepwell.db'), 20, keyRing],
    )
    assert.match(restored.keptAside, /stepwell\.db\.replaced-\d{8}T\d{9}Z$/)
  }))

test('a person does not see how far a backup is, or cannot stop it', () =>
  withStore(async ({ backups, live }) => {
    const stopped = live.type('backup', join(backups, 'a.db'))
    await live.written(/Copying: \d+ % \(\d+(\.\d)? .B of \d+(\.\d)? MB\)/)
    live.interrupt()
    const { exitCode, stderr, stdout } = await stopped
    assert.deepEqual([exitCode, stdout], [130, ''])
    assert.match(stderr, /Stopped; no backup was made\.\n$/)
    assert.deepEqual(readdirSync(backups), [])
    const whole = await live.type('backup', join(backups, 'a.db'))
    assert.match(whole.stderr, /Reading the copy again/)
    assert.match(whole.stdout, /^Backed up to/)
  }))
