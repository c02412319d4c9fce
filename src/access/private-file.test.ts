import assert from 'node:assert/strict'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { createPrivateFile, parseJsonObject, readPrivateFile, replacePrivateFile } from './private-file.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stepwell-access-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('a private file is its owner only, whole, and leaves no draft', () => {
  const path = join(folder, 'secret')
  createPrivateFile(path, 'text')
  assert.equal(statSync(path).mode & 0o777, 0o600)
  assert.equal(readPrivateFile(path), 'text')
  assert.deepEqual(readdirSync(folder), ['secret'])
})

test('a private file is never overwritten', () => {
  const path = join(folder, 'secret')
  createPrivateFile(path, 'first')
  assert.throws(() => createPrivateFile(path, 'second'), {
    code: 'file_exists',
    message: /Move it away first/,
  })
  assert.equal(readFileSync(path, 'utf8'), 'first')
  assert.deepEqual(readdirSync(folder), ['secret'])
})

test('a folder that is not there', () => {
  const path = join(folder, 'none', 'secret')
  assert.throws(() => createPrivateFile(path, 'x'), {
    code: 'file_unusable',
    message: /cannot be created \(ENOENT\)/,
  })
  assert.equal(readPrivateFile(path), null)
})

test('a folder in the place of the file, and a path through a file', () => {
  const path = join(folder, 'secret')
  mkdirSync(path, { mode: 0o700 })
  assert.throws(() => readPrivateFile(path), { code: 'file_unusable', message: /cannot be read \(EISDIR\)/ })
  writeFileSync(join(folder, 'file'), '')
  assert.throws(() => readPrivateFile(join(folder, 'file', 'x')), {
    code: 'file_unusable',
    message: /ENOTDIR/,
  })
})

test('a file that others may read is refused with the command that mends it', () => {
  const path = join(folder, 'secret')
  for (const mode of [0o640, 0o604, 0o660]) {
    writeFileSync(path, 'text')
    chmodSync(path, mode)
    assert.throws(() => readPrivateFile(path), {
      code: 'file_exposed',
      message: new RegExp(`chmod 600 ${path}`),
    })
  }
})

test('on Windows, where modes and folder handles mean nothing, both go without', () => {
  const path = join(folder, 'secret')
  createPrivateFile(path, 'text', 'win32')
  chmodSync(path, 0o644)
  assert.equal(readPrivateFile(path, 'win32'), 'text')
})

test('only a JSON object is one', () => {
  assert.deepEqual(parseJsonObject('{"a":1}'), { a: 1 })
  for (const text of ['', '{', 'null', '1', '"x"']) assert.equal(parseJsonObject(text), null)
})

test('a file that is replaced is open to others, in pieces, or leaves a draft', () => {
  const path = join(folder, 'secret')
  replacePrivateFile(path, 'before')
  replacePrivateFile(path, 'after')
  assert.deepEqual([readPrivateFile(path), statSync(path).mode & 0o777], ['after', 0o600])
  assert.deepEqual(readdirSync(folder), ['secret'])
  assert.throws(() => replacePrivateFile(join(folder, 'nowhere', 'secret'), 'x'), { code: 'file_unusable' })
})
