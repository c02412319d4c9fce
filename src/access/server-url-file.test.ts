import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { readServerUrl, writeServerUrl } from './server-url-file.ts'

test('a server is not found where it has written down that it answers, or found after it has ended', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stepwell-access-'))
  try {
    assert.equal(readServerUrl(folder), null)
    const remove = writeServerUrl(folder, 'http://127.0.0.1:7100')
    assert.equal(readServerUrl(folder), 'http://127.0.0.1:7100')
    const [file] = readdirSync(folder)
    assert.equal(statSync(join(folder, file!)).mode & 0o777, 0o600)
    writeFileSync(join(folder, file!), 'half an addr')
    assert.equal(readServerUrl(folder), null, 'no address')
    remove()
    remove()
    assert.equal(readServerUrl(folder), null)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
