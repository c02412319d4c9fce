import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { chmodSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { createKeyRingFile } from '../../access/key-ring-file.ts'
import { createKeyRing } from '../../access/key-ring.ts'
import type { Words } from '../../core/words.ts'
import { damageOldEvents } from '../../store/conformance/damage.ts'
import { submit } from '../../store/conformance/samples.ts'
import { createFolder, findingsOf } from '../testing/examine-folder.ts'

const endpoint = { host: '127.0.0.1', port: 1 }

/** What was found about the database of a folder: which words, and why it cannot be used. */
async function databaseIn(folder: string): Promise<readonly [string, string]> {
  const [finding] = await findingsOf('database', folder)
  return [finding!.says, (finding!.parameters['why'] as Words | undefined)?.['en-us'] ?? '']
}

test('a whole database is not known to be one', async () => {
  await using data = await createFolder()
  await submit(data.store, 't1')
  await submit(data.store, 't2')
  const [finding] = await findingsOf('database', data.folder)
  assert.equal(finding!.says, 'database.ok')
  assert.equal(finding!.parameters['tasksCount'], 2)
})

test('a database that is new, older, newer, another program’s, something else or damaged passes for ours', async () => {
  await using data = await createFolder()
  await Promise.all(Array.from({ length: 300 }, (_, nth) => submit(data.store, `t${nth}`)))
  await data.store.close()
  const path = join(data.folder, 'stepwell.db')
  const alter = (sql: string): void => {
    const connection = new DatabaseSync(path)
    connection.exec(sql)
    connection.close()
  }
  const whole = readFileSync(path)
  alter('PRAGMA user_version = 0')
  assert.equal((await databaseIn(data.folder))[0], 'database.older')
  alter('PRAGMA user_version = 999')
  assert.match((await databaseIn(data.folder)).join(), /^database\.unusable,.*newer Stepwell/)
  alter('PRAGMA application_id = 7')
  assert.match((await databaseIn(data.folder)).join(), /^database\.unusable,.*another program/)
  writeFileSync(path, 'x'.repeat(8192))
  assert.match((await databaseIn(data.folder)).join(), /^database\.unusable,.*not a Stepwell database/)
  writeFileSync(path, whole)
  damageOldEvents(path)
  assert.match((await databaseIn(data.folder)).join(), /^database\.unusable,.*is damaged \(.+\); restore it/)
  writeFileSync(path, '')
  assert.deepEqual(await databaseIn(data.folder), ['database.absent', ''])
})

test('a WAL that has grown without end is not seen', async () => {
  await using data = await createFolder()
  await submit(data.store, 't1')
  assert.equal((await findingsOf('wal', data.folder))[0]?.says, 'wal.ok')
  await data.store.close()
  const path = join(data.folder, 'stepwell.db-wal')
  writeFileSync(path, '')
  truncateSync(path, 300 * 1024 * 1024)
  assert.deepEqual(await findingsOf('wal', data.folder), [
    { level: 'warning', says: 'wal.large', parameters: { walBytes: 300 * 1024 * 1024 } },
  ])
})

test('a key ring that is missing, open to others, damaged or another’s passes for the right one', async () => {
  await using data = await createFolder()
  const file = join(data.folder, 'key-ring.json')
  await data.register('shop', 'dcs', endpoint, { password: 'hush' })
  const found = async () => {
    const [finding] = await findingsOf('keyRing', data.folder)
    return [finding!.level, finding!.says, finding!.parameters['unopenedCount']]
  }
  assert.deepEqual(await found(), ['ok', 'keyRing.ok', 0])
  chmodSync(file, 0o644)
  assert.deepEqual(await found(), ['problem', 'keyRing.exposed', undefined])
  writeFileSync(file, '{}')
  chmodSync(file, 0o600)
  assert.deepEqual(await found(), ['problem', 'keyRing.unusable', undefined])
  rmSync(file)
  assert.deepEqual(await found(), ['problem', 'keyRing.missing', undefined])
  createKeyRingFile(file, createKeyRing(randomBytes))
  assert.deepEqual(await found(), ['problem', 'keyRing.unopened', 1])
  const [instance] = await findingsOf('instance', data.folder, {
    probes: { dcs: () => assert.fail('nothing opens it'), dms: null, taurusdb: null },
  })
  assert.deepEqual([instance!.level, instance!.says], ['problem', 'instance.sealed'])
})

test('a clock that was set back is not seen', async () => {
  await using data = await createFolder()
  await submit(data.store, 't1', { createdAt: 1_000_000 })
  const found = async (now: number) => {
    const [finding] = await findingsOf('clock', data.folder, { now: () => now })
    return [finding!.level, finding!.says, finding!.parameters['offSeconds']]
  }
  assert.deepEqual(await found(2_000_000), ['ok', 'clock.ok', undefined])
  assert.deepEqual(await found(999_000), ['ok', 'clock.ok', undefined])
  assert.deepEqual(await found(990_000), ['warning', 'clock.back', 10])
  assert.deepEqual(await found(400_000), ['problem', 'clock.back', 600])
})
