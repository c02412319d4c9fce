import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { addKey, createKeyRing, onlyCurrent, type KeyRing } from './key-ring.ts'
import { createKeyRingFile, readKeyRingFile, replaceKeyRingFile } from './key-ring-file.ts'
import { open, seal } from './sealing.ts'

let folder = ''
let path = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stepwell-access-'))
  path = join(folder, 'keyring.json')
})
afterEach(() => rmSync(folder, { recursive: true }))

const key = Buffer.alloc(32, 7).toString('base64')

test('a ring survives its file, with the keys of earlier rotations', () => {
  const old = createKeyRing(randomBytes)
  const next = createKeyRing(randomBytes)
  const ring: KeyRing = { currentId: next.currentId, keys: new Map([...old.keys, ...next.keys]) }
  createKeyRingFile(path, ring)
  const read = readKeyRingFile(path)
  assert.ok(read)
  assert.equal(read.currentId, next.currentId)
  assert.equal(open(read, 'r1', seal(old, 'r1', 'old')), 'old')
  assert.equal(open(ring, 'r1', seal(read, 'r1', 'new')), 'new')
  assert.equal(statSync(path).mode & 0o777, 0o600)
})

test('no file is no ring', () => {
  assert.equal(readKeyRingFile(path), null)
})

test('a damaged ring gives one line with file, fault and remedy, tells no key, and is left as it is', () => {
  const damaged: Record<string, RegExp> = {
    '': /not a JSON object/,
    [`{"version":1,"current":"k1","keys":{"k1":"${key}`]: /not a JSON object/,
    '[]': /its "version" is not 1/,
    [`{"version":2,"current":"k1","keys":{"k1":"${key}"}}`]: /its "version" is not 1/,
    '{"version":1,"current":"k1"}': /no "keys"/,
    '{"version":1,"current":"k1","keys":null}': /no "keys"/,
    [`{"version":1,"keys":{"k1":"${key}"}}`]: /"current" names none/,
    [`{"version":1,"current":"k2","keys":{"k1":"${key}"}}`]: /"current" names none/,
    [`{"version":1,"current":"k1","keys":{"k1":"${key.slice(4)}"}}`]: /key k1 is not 32 bytes/,
    '{"version":1,"current":"k1","keys":{"k1":7}}': /key k1 is not 32 bytes/,
    [`{"version":1,"current":"a:b","keys":{"a:b":"${key}"}}`]: /the name of a key/,
  }
  for (const [text, fault] of Object.entries(damaged)) {
    writeFileSync(path, text, { mode: 0o600 })
    assert.throws(
      () => readKeyRingFile(path),
      (error: Error) => {
        assert.match(error.message, fault)
        assert.ok(error.message.startsWith(`The key ring ${path} is damaged: `))
        assert.match(error.message, /Restore it from a backup/)
        assert.equal(error.message.includes('\n') || error.message.includes(key.slice(4, 20)), false)
        return true
      },
    )
    assert.throws(() => createKeyRingFile(path, createKeyRing(randomBytes)), { code: 'file_exists' })
    assert.equal(readFileSync(path, 'utf8'), text)
  }
})

test('a ring with another key on top does not open what was sealed before, or one without the former still does', () => {
  const before = createKeyRing(randomBytes)
  createKeyRingFile(path, before)
  const sealed = seal(before, 'r1', 'secret')
  replaceKeyRingFile(path, addKey(before, randomBytes))
  const rotated = readKeyRingFile(path)!
  assert.equal(rotated.keys.size, 2)
  assert.notEqual(rotated.currentId, before.currentId)
  assert.equal(open(rotated, 'r1', sealed), 'secret')
  const anew = seal(rotated, 'r1', 'secret')
  const alone = onlyCurrent(rotated)
  assert.equal(open(alone, 'r1', anew), 'secret')
  assert.throws(() => open(alone, 'r1', sealed), { code: 'sealed_unknown_key' })
})
