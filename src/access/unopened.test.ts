import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { createKeyRing } from './key-ring.ts'
import { seal } from './sealing.ts'
import { unopened } from './unopened.ts'

test('a ring is taken for the one that sealed, though it is another or a secret was changed', () => {
  const [ring, other] = [createKeyRing(randomBytes), createKeyRing(randomBytes)]
  const secretOf = (recordId: string) => ({ recordId, sealed: seal(ring, recordId, 'hush') })
  const [one, two] = [secretOf('one'), secretOf('two')]
  assert.deepEqual(unopened(ring, [one, two]), [])
  assert.deepEqual(unopened(other, [one, two]), [one, two])
  const moved = { ...two, recordId: 'three' }
  assert.deepEqual(unopened(ring, [one, moved]), [moved])
})
