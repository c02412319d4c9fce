import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tokenHeader } from './token-header.ts'

test('a token comes in the header of the other kind, in which nobody is let in', () => {
  assert.deepEqual(tokenHeader('stw_abc'), { Authorization: 'Bearer stw_abc' })
  assert.deepEqual(tokenHeader('sealed1:k:m:n:c'), { 'X-Auth-Token': 'sealed1:k:m:n:c' })
})
