import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { statSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { inTemporaryFolder } from './conformance/temporary-folder.ts'
import { folderHolder, lockFolder } from './folder-lock.ts'
import { StoreError } from './store-error.ts'

const holder = `
  import { lockFolder } from ${JSON.stringify(new URL('./folder-lock.ts', import.meta.url).href)}
  lockFolder(process.argv[1])
  console.log('locked')
  process.stdin.resume()
`

test('a second server of a folder is refused at once and told who has it', () =>
  inTemporaryFolder(async folder => {
    const lock = lockFolder(folder)
    for (let again = 0; again < 2; again += 1)
      assert.throws(
        () => lockFolder(folder),
        error => {
          assert.ok(error instanceof StoreError)
          assert.match(
            error.message,
            new RegExp(`${folder} is in use .*\\(pid ${process.pid}\\); stop that one`),
          )
          return true
        },
      )
    lock.release()
    lock.release()
    lockFolder(folder).release()
  }))

test('a folder is free as soon as its server is killed', () =>
  inTemporaryFolder(async folder => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', holder, folder], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    const ended = once(child, 'exit')
    try {
      await once(child.stdout, 'data')
      assert.throws(() => lockFolder(folder), new RegExp(`pid ${child.pid}`))
    } finally {
      child.kill('SIGKILL')
      await ended
    }
    lockFolder(folder).release()
  }))

test('who only looks takes a folder, or does not see who has it', () =>
  inTemporaryFolder(async folder => {
    assert.deepEqual(folderHolder(folder), { isHeld: false, pid: null, since: null })
    const lock = lockFolder(folder)
    const { since, ...held } = folderHolder(folder)
    assert.deepEqual(held, { isHeld: true, pid: process.pid })
    assert.equal(since, statSync(join(folder, 'lock.pid')).mtimeMs)
    assert.throws(() => lockFolder(folder), /in use/, 'looking has not given it up')
    lock.release()
    assert.deepEqual(folderHolder(folder), { isHeld: false, pid: null, since: null })
    // Whether a process has the number now says nothing of the server that has left it.
    for (const left of [process.ppid, 4_194_305]) {
      await writeFile(join(folder, 'lock.pid'), `${left}\n`)
      const { isHeld, pid } = folderHolder(folder)
      assert.deepEqual({ isHeld, pid }, { isHeld: false, pid: left })
    }
  }))

test('a number left by a server that is gone is not told', () =>
  inTemporaryFolder(async folder => {
    const lock = lockFolder(folder)
    for (const left of ['4194305\n', 'nonsense', '-1']) {
      await writeFile(join(folder, 'lock.pid'), left)
      assert.throws(() => lockFolder(folder), /in use by another Stepwell server; stop/)
    }
    lock.release()
  }))
