import assert from 'node:assert/strict'
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { createFolder, examineAll, findingsOf } from '../testing/examine-folder.ts'
import { judgeDisk } from './disk.ts'
import { judgeFileSystem } from './file-system.ts'

test('a Node that is too old is not seen', async () => {
  const versions = ['22.22.0', '24.0.0', '26.10.0']
  const found = await Promise.all(
    versions.map(nodeVersion => findingsOf('node', '/no/such/folder', { nodeVersion })),
  )
  assert.deepEqual(
    found.map(([finding]) => finding!.says),
    ['node.tooOld', 'node.ok', 'node.ok'],
  )
})

test('a folder that is not there is blamed on what would be in it', async () => {
  const found = (await examineAll('/no/such/folder')).filter(({ level }) => level !== 'ok')
  assert.deepEqual(
    found.map(({ says }) => says),
    ['folder.missing'],
  )
})

test('a file is taken for a data folder', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'stepwell-doctor-')), 'file')
  writeFileSync(file, '')
  try {
    const [finding] = await findingsOf('folder', file)
    assert.deepEqual([finding!.level, finding!.says], ['problem', 'folder.noFolder'])
  } finally {
    rmSync(join(file, '..'), { recursive: true })
  }
})

test('a folder that this user may not write to is not seen', async () => {
  await using data = await createFolder()
  assert.deepEqual(await findingsOf('folder', data.folder), [
    { level: 'ok', says: 'folder.ok', parameters: { folder: data.folder } },
  ])
  chmodSync(data.folder, 0o500)
  // Root may write anywhere but among what the kernel shows as files.
  const folder = process.getuid?.() === 0 ? '/sys/kernel' : data.folder
  const [finding] = await findingsOf('folder', folder)
  chmodSync(data.folder, 0o700)
  assert.deepEqual([finding!.level, finding!.says], ['problem', 'folder.notWritable'])
  assert.match(String(finding!.parameters['code']), /^E[A-Z]+$/)
})

test('a folder on another machine, or in memory, passes for one on a disk', async context => {
  const says = (type: number) => judgeFileSystem(type, '/data').map(finding => finding.says)
  assert.deepEqual(says(0x6969), ['fileSystem.network'])
  assert.deepEqual(says(0xff534d42 | 0), ['fileSystem.network'], 'with a sign, as some systems give it')
  assert.deepEqual(says(0x65735546), ['fileSystem.perhapsNetwork'])
  assert.deepEqual(says(0xef53), ['fileSystem.ok'])
  if (!existsSync('/dev/shm')) return context.skip('no folder in memory (/dev/shm)')
  assert.deepEqual((await findingsOf('fileSystem', '/dev/shm'))[0]?.says, 'fileSystem.memory')
})

test('a disk that is nearly full is not seen', async () => {
  const gigabyte = 1e9
  assert.equal(judgeDisk(0.2 * gigabyte, 0).says, 'disk.full')
  assert.equal(judgeDisk(gigabyte, 2 * gigabyte).says, 'disk.low')
  assert.equal(judgeDisk(3 * gigabyte, 2 * gigabyte).says, 'disk.ok')
  await using data = await createFolder()
  const [finding] = await findingsOf('disk', data.folder)
  assert.ok(Number(finding!.parameters['usedBytes']) > 4096 && Number(finding!.parameters['freeBytes']) > 0)
})

test('a secret that others may read is not named', async () => {
  await using data = await createFolder()
  assert.equal((await findingsOf('files', data.folder))[0]?.says, 'files.ok')
  const [database, credentials] = ['stepwell.db', 'credentials.json'].map(name => join(data.folder, name))
  chmodSync(database!, 0o640)
  writeFileSync(credentials!, '{}')
  chmodSync(credentials!, 0o604)
  assert.deepEqual(await findingsOf('files', data.folder), [
    { level: 'problem', says: 'files.exposed', parameters: { files: `${credentials} ${database}` } },
  ])
})
