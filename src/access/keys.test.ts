import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { heldKey, user } from '../core/testing/account-samples.ts'
import { base32 } from './base32.ts'
import { createKeyRing } from './key-ring.ts'
import { createKey, hashToken, isKeyToken, isProjectId, newAccountId, tokenBelongsTo } from './keys.ts'
import { open } from './sealing.ts'

const ring = createKeyRing(randomBytes)
const project = '0123456789abcdef0123456789abcdef'

test('a new key shows its plain values once and keeps none of them', () => {
  const { plain, record } = createKey({ project, user: 'u1' }, ring, 5, randomBytes)
  assert.match(plain.accessKey, /^STWL[A-Z2-7]{16}$/)
  assert.match(plain.secretKey, /^[A-Z2-7]{40}$/)
  assert.match(plain.token, /^stw_[\w-]{43}$/)
  assert.ok(isKeyToken(plain.token) && !isKeyToken(record.sealedSecretKey))
  assert.equal(open(ring, plain.accessKey, record.sealedSecretKey), plain.secretKey)
  const { sealedSecretKey: _, ...rest } = record
  assert.deepEqual(rest, {
    accessKey: plain.accessKey,
    tokenHash: hashToken(plain.token),
    project,
    user: 'u1',
    generation: 1,
    createdAt: 5,
    lastUsedAt: null,
    disabledAt: null,
  })
  const kept = JSON.stringify(record)
  assert.equal(kept.includes(plain.secretKey) || kept.includes(plain.token), false)
})

test('a token belongs to its own key while that is in use', () => {
  const mine = createKey({ project, user: 'u1' }, ring, 0, randomBytes)
  const other = createKey({ project, user: 'u1' }, ring, 0, randomBytes)
  assert.equal(tokenBelongsTo(mine.plain.token, heldKey(mine.record)), true)
  assert.equal(tokenBelongsTo(mine.plain.token, heldKey(other.record)), false)
  assert.equal(tokenBelongsTo(mine.plain.token, heldKey({ ...mine.record, disabledAt: 1 })), false)
  assert.equal(tokenBelongsTo(mine.plain.token, null), false)
  const holder = user({ disabledAt: 1 })
  assert.equal(tokenBelongsTo(mine.plain.token, heldKey({ ...mine.record, holder })), false)
})

test('a project id is 32 lower-case hex digits', () => {
  assert.equal(isProjectId(newAccountId(randomBytes)), true)
  for (const text of [
    '',
    project.slice(1),
    `${project}0`,
    project.toUpperCase(),
    `${project}\n`,
    'g'.repeat(32),
  ]) {
    assert.equal(isProjectId(text), false, text)
  }
})

test('base32 is that of RFC 4648, without padding', () => {
  const vectors = { '': '', f: '', fo: 'MZX', foo: 'MZXW', foob: 'MZXW6Y', fooba: 'MZXW6YTB' }
  for (const [text, expected] of Object.entries(vectors))
    assert.equal(base32(Buffer.from(text)).startsWith(expected), true)
  assert.equal(base32(Buffer.from('fooba')), 'MZXW6YTB')
})

test('base32 of different bytes of a whole number of groups differs', () => {
  const groups = fc.uint8Array({ minLength: 10, maxLength: 10 })
  fc.assert(
    fc.property(groups, groups, (left, right) => {
      fc.pre(!Buffer.from(left).equals(Buffer.from(right)))
      assert.notEqual(base32(left), base32(right))
    }),
  )
})
