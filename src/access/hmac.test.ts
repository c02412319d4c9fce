import fc from 'fast-check'
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { hmacSha256 } from './hmac.ts'

test('the vectors of RFC 4231', () => {
  const hex = (key: string, text: string): string => hmacSha256(key, text).toString('hex')
  assert.equal(
    hex('Jefe', 'what do ya want for nothing?'),
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  )
  assert.equal(
    hex('\v'.repeat(20), 'Hi There'),
    'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
  )
})

test('it is what node:crypto makes, also of keys that are longer than a block', () => {
  const text = fc.string({ unit: 'binary', maxLength: 200, size: 'max' })
  fc.assert(
    fc.property(text, text, (key, said) => {
      assert.deepEqual(hmacSha256(key, said), createHmac('sha256', key).update(said).digest())
    }),
  )
})
