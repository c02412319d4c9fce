import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { createKeyRingFile } from './key-ring-file.ts'
import { createKeyRing } from './key-ring.ts'
import { countUnopened, fitRing } from './ring-fit.ts'
import { seal } from './sealing.ts'

const [ring, other] = [createKeyRing(randomBytes), createKeyRing(randomBytes)]
const secretOf = (recordId: string) => ({ recordId, sealed: seal(ring, recordId, 'hush') })
const [one, two] = [secretOf('one'), secretOf('two')]

test('a ring is taken for the one that sealed, though it is another or a secret was changed', () => {
  assert.equal(countUnopened(ring, [one, two]), 0)
  assert.equal(countUnopened(other, [one, two]), 2)
  assert.equal(countUnopened(ring, [one, { ...two, recordId: 'three' }]), 1)
})

test('the file of a ring is missing, another folder’s, open to others or damaged', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stepwell-access-'))
  const path = join(folder, 'key-ring.json')
  const stateOf = () => {
    const fit = fitRing(path, [one, two])
    return fit.state === 'read' ? fit.unopened : fit.state
  }
  try {
    assert.equal(stateOf(), 'missing')
    createKeyRingFile(path, other)
    assert.equal(stateOf(), 2)
    chmodSync(path, 0o644)
    assert.equal(stateOf(), 'exposed')
    chmodSync(path, 0o600)
    writeFileSync(path, '{}')
    assert.equal(stateOf(), 'unusable')
    rmSync(path)
    createKeyRingFile(path, ring)
    assert.equal(stateOf(), 0)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
