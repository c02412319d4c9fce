import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { inspect } from 'node:util'
import { test } from 'node:test'
import fc from 'fast-check'
import { AccessError } from './access-error.ts'
import { createKeyRing, type KeyRing } from './key-ring.ts'
import { open, seal } from './sealing.ts'

const ring = createKeyRing(randomBytes)

test('what was sealed for a record opens for that record', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (recordId, plaintext) => {
      assert.equal(open(ring, recordId, seal(ring, recordId, plaintext)), plaintext)
    }),
  )
})

test('the same secret sealed twice looks different', () => {
  assert.notEqual(seal(ring, 'r1', 'secret'), seal(ring, 'r1', 'secret'))
})

test('a value moved to another record is told apart from a changed one', () => {
  const sealed = seal(ring, 'r1', 'secret')
  assert.throws(() => open(ring, 'r2', sealed), {
    code: 'sealed_wrong_record',
    message: /r2 was sealed for another/,
  })
  const [, , mark] = seal(ring, 'r2', 'secret').split(':')
  const forged = sealed
    .split(':')
    .with(2, mark ?? '')
    .join(':')
  assert.throws(() => open(ring, 'r2', forged), { code: 'sealed_tampered' })
})

test('any changed character is noticed, and no error tells the secret', () => {
  const sealed = seal(ring, 'r1', 'hunter2')
  fc.assert(
    fc.property(fc.nat(sealed.length - 1), fc.constantFrom('A', 'B', ':', '!'), (place, character) => {
      // The last character of a base64url group may hold bits that mean nothing.
      fc.pre(sealed[place] !== character && place !== sealed.length - 1)
      const changed = sealed.slice(0, place) + character + sealed.slice(place + 1)
      assert.throws(
        () => open(ring, 'r1', changed),
        (error: unknown) => error instanceof AccessError && !error.message.includes('hunter2'),
      )
    }),
  )
})

test('text that was never sealed is unreadable', () => {
  for (const text of [
    '',
    'secret',
    'sealed1:k1:short',
    'sealed2:k1:AAAAAAAAAAA:AAAAAAAAAAAAAAAA:AAAAAAAAAAAAAAAAAAAAAA',
  ]) {
    assert.throws(() => open(ring, 'r1', text), {
      code: 'sealed_unreadable',
      message: /r1 is not in the sealed form/,
    })
  }
})

test('after a rotation old values open and new ones use the new key', () => {
  const next = createKeyRing(randomBytes)
  const rotated: KeyRing = { currentId: next.currentId, keys: new Map([...ring.keys, ...next.keys]) }
  assert.equal(open(rotated, 'r1', seal(ring, 'r1', 'old')), 'old')
  const sealed = seal(rotated, 'r1', 'new')
  assert.equal(sealed.split(':')[1], next.currentId)
  assert.throws(() => open(ring, 'r1', sealed), {
    code: 'sealed_unknown_key',
    message: new RegExp(`key ${next.currentId}, which the key ring does not hold`),
  })
})

test('another key under the same id does not open it', () => {
  const [other] = createKeyRing(randomBytes).keys.values()
  assert.ok(other)
  const wrong: KeyRing = { currentId: ring.currentId, keys: new Map([[ring.currentId, other]]) }
  assert.throws(() => open(wrong, 'r1', seal(ring, 'r1', 'secret')), { code: 'sealed_tampered' })
})

test('a ring printed by mistake shows no key', () => {
  const [key] = ring.keys.values()
  const shown = inspect(ring, { depth: 9 }) + JSON.stringify([...ring.keys])
  assert.ok(key)
  for (const encoding of ['hex', 'base64'] as const) {
    assert.equal(shown.includes(key.export().toString(encoding)), false)
  }
})
