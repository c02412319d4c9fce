import assert from 'node:assert/strict'
import { test } from 'node:test'
import { StepwellError } from '../core/error.ts'
import { messageOf, refusalOf } from './refusal.ts'

/** An error as the store throws it, of a class that this folder does not know. */
const storeError = Object.assign(new Error('/var/lib/stepwell/stepwell.db cannot grow: the disk is full'), {
  name: 'StoreError',
})

test('a full disk is told as a fault inside Stepwell, or with the files of the server', () => {
  const refusal = refusalOf(storeError, 'en-us', 'r1')
  assert.equal(refusal.code, 'store_unavailable')
  assert.match(messageOf(refusal), /disk is full/)
  assert.doesNotMatch(messageOf(refusal), /stepwell\.db/)
})

test('any other fault is internal, and a refusal is itself', () => {
  assert.equal(refusalOf(new Error('oops'), 'zh-cn', 'r1').code, 'internal')
  assert.equal(refusalOf('oops', 'zh-cn', 'r1').code, 'internal')
  assert.equal(refusalOf(new StepwellError('forbidden'), 'zh-cn', 'r1').code, 'forbidden')
})
