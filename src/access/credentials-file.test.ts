import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import {
  createCredentialsFile,
  readCredentialsFile,
  replaceCredentialsFile,
  type Credentials,
} from './credentials-file.ts'

let folder = ''
let path = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stepwell-access-'))
  path = join(folder, 'credentials.json')
})
afterEach(() => rmSync(folder, { recursive: true }))

const credentials: Credentials = {
  url: 'http://127.0.0.1:7100',
  accessKey: 'STWLAAAAAAAAAAAAAAAA',
  secretKey: 'SKTEST',
  token: 'stw_TESTTOKEN',
  project: '0123456789abcdef0123456789abcdef',
}

test('credentials survive their file, with and without an address', () => {
  createCredentialsFile(path, credentials)
  assert.deepEqual(readCredentialsFile(path), credentials)
  assert.equal(statSync(path).mode & 0o777, 0o600)
  const second = join(folder, 'second.json')
  createCredentialsFile(second, { ...credentials, url: null })
  assert.equal(readFileSync(second, 'utf8').includes('url'), false)
  assert.deepEqual(readCredentialsFile(second), { ...credentials, url: null })
})

test('credentials that are replaced keep what is over, or are open to others', () => {
  createCredentialsFile(path, credentials)
  replaceCredentialsFile(path, { ...credentials, token: 'stw_NEXT' })
  assert.deepEqual(readCredentialsFile(path), { ...credentials, token: 'stw_NEXT' })
  assert.equal(statSync(path).mode & 0o777, 0o600)
})

test('no file is no credentials', () => {
  assert.equal(readCredentialsFile(path), null)
})

test('damaged credentials give one line with file, fault and remedy, tell no secret, and are left as they are', () => {
  const whole = JSON.stringify(credentials)
  const damaged: [text: string, fault: RegExp][] = [
    ['', /not a JSON object/],
    [whole.slice(0, -1), /not a JSON object/],
    ['[]', /no "project"/],
    [JSON.stringify({ ...credentials, url: 7 }), /no "url"/],
    [JSON.stringify({ ...credentials, url: 'here' }), /its "url" is not an address/],
    [JSON.stringify({ ...credentials, accessKey: '' }), /no "accessKey"/],
    [JSON.stringify({ ...credentials, secretKey: undefined }), /no "secretKey"/],
    [JSON.stringify({ ...credentials, token: null }), /no "token"/],
    [JSON.stringify({ ...credentials, project: 'p1' }), /"project" is not 32 hex digits/],
  ]
  for (const [text, fault] of damaged) {
    writeFileSync(path, text, { mode: 0o600 })
    assert.throws(
      () => readCredentialsFile(path),
      (error: Error) => {
        assert.match(error.message, fault)
        assert.ok(error.message.startsWith(`The credentials file ${path} is damaged: `))
        assert.match(error.message, /start the server again/)
        assert.equal(/\n|SKTEST|TESTTOKEN/.test(error.message), false)
        return true
      },
    )
    assert.throws(() => createCredentialsFile(path, credentials), { code: 'file_exists' })
    assert.equal(readFileSync(path, 'utf8'), text)
  }
})
