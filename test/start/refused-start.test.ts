import assert from 'node:assert/strict'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, before, suite, test } from 'node:test'
import { startStepwell, type StepwellProcess } from '../scenario/stepwell-process.ts'
import { freePort } from '../servers/redis-server.ts'
import { serveToEnd } from './serve-to-end.ts'

/** Expects a server that does not start to say why in one line. */
async function assertRefused(
  settings: { readonly data: string; readonly port?: number },
  ...told: readonly RegExp[]
): Promise<void> {
  const { status, stderr } = await serveToEnd({ port: await freePort(), ...settings })
  assert.notEqual(status, null, `it ends by itself; it said ${stderr}`)
  assert.notEqual(status, 0, stderr)
  assert.match(stderr, /^stepwell: [^\n]+\n$/, 'one line')
  assert.doesNotMatch(stderr, /\n\s+at |node:internal|\.[jt]s:\d/, 'no stack')
  for (const words of told) assert.match(stderr, words)
}

suite('a server that cannot start says why in one line', () => {
  test('another server has the data folder, and goes on; or has the port', async () => {
    await using running = await startStepwell()
    await assertRefused({ data: running.data }, /in use by another Stepwell/, new RegExp(`${running.pid}`))
    const data = await mkdtemp(join(tmpdir(), 'stepwell-data-'))
    try {
      await assertRefused({ data, port: running.port }, new RegExp(`${running.port}`))
    } finally {
      await rm(data, { recursive: true, force: true })
    }
    assert.equal((await running.workerPids()).length, 1)
  })

  test('the data folder cannot be written', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'stepwell-data-'))
    try {
      await chmod(folder, 0o500)
      // Root may write anywhere but among what the kernel shows as files.
      const data = process.getuid?.() === 0 ? '/sys/stepwell' : folder
      await assertRefused({ data }, /data folder/, new RegExp(data))
      await writeFile(`${folder}.file`, '')
      await assertRefused({ data: `${folder}.file` }, /data folder/)
    } finally {
      await rm(folder, { recursive: true, force: true })
      await rm(`${folder}.file`, { force: true })
    }
  })

  suite('a file of its folder cannot be used, and is left as it is', () => {
    let used: StepwellProcess
    before(async () => {
      used = await startStepwell()
      await used.stop()
    })
    after(() => used[Symbol.asyncDispose]())

    /** Spoils a file, expects a server to refuse it and to leave it so, and mends it. */
    async function withSpoilt(name: string, spoil: (path: string) => unknown, told: RegExp): Promise<void> {
      const path = join(used.data, name)
      const whole = await readFile(path)
      await spoil(path)
      const spoilt = await readFile(path)
      await assertRefused({ data: used.data }, told, new RegExp(name))
      assert.deepEqual(await readFile(path), spoilt)
      await writeFile(path, whole)
    }

    test('the database is of a newer version', () =>
      withSpoilt(
        'stepwell.db',
        path => {
          const database = new DatabaseSync(path)
          database.exec('PRAGMA journal_mode = DELETE; PRAGMA user_version = 999')
          database.close()
        },
        /newer Stepwell/,
      ))
    test('the database is something else', () =>
      withSpoilt('stepwell.db', path => writeFile(path, 'x'.repeat(8192)), /not a Stepwell database/))
    for (const name of ['credentials.json', 'key-ring.json'])
      for (const [what, text] of [
        ['cut off', '{"version": 1, "keys"'],
        ['empty', ''],
        ['of other content', '{}'],
      ] as const)
        test(`${name} is ${what}`, () => withSpoilt(name, path => writeFile(path, text), /damaged/))
    test('others may read the credentials', async () => {
      await withSpoilt('credentials.json', path => chmod(path, 0o644), /credentials\.json/)
      await chmod(join(used.data, 'credentials.json'), 0o600)
    })

    test('the key ring is gone, and the folder is not new', async () => {
      const file = join(used.data, 'key-ring.json')
      const whole = await readFile(file)
      await rm(file)
      try {
        await assertRefused({ data: used.data }, /key ring/, /restore/)
        await assert.rejects(readFile(file), { code: 'ENOENT' }, 'no other one stands in its place')
      } finally {
        await writeFile(file, whole, { mode: 0o600 })
      }
    })
    test('and as they were, it starts', () => used.start())
  })
})
