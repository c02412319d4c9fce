import assert from 'node:assert/strict'
import { test } from 'node:test'
import { failureOf, isOperationFailure, operationFailure } from './failure.ts'
import { words } from './testing/samples.ts'

test('a stored failure holds its words filled, so that it outlives the recipe', () => {
  const declared = {
    message: words('{address} does not answer.'),
    remedy: words('Start {address}.'),
    retryable: true,
  }
  assert.deepEqual(failureOf('DCS.1001', declared, { address: 'a:1' }, 'copy'), {
    code: 'DCS.1001',
    message: words('a:1 does not answer.'),
    remedy: words('Start a:1.'),
    step: 'copy',
    parameters: { address: 'a:1' },
  })
})

test('a thrown failure carries its code, its parameters and its cause', () => {
  const cause = new Error('ECONNREFUSED')
  const thrown = operationFailure('DCS.1001', { address: 'a:1' }, { cause })
  assert.deepEqual([thrown.code, thrown.parameters, thrown.cause], ['DCS.1001', { address: 'a:1' }, cause])
  assert.equal(thrown.message, 'DCS.1001 {"address":"a:1"}')
  assert.deepEqual(operationFailure('DCS.1002').parameters, {})
})

test('a failure is known by its brand, also one of a second copy of this module', () => {
  assert.ok(isOperationFailure(operationFailure('DCS.1001')))
  assert.ok(isOperationFailure({ [Symbol.for('stepwell.operation-failure')]: true }))
  for (const other of [new Error('DCS.1001'), null, undefined, 'DCS.1001'])
    assert.ok(!isOperationFailure(other))
})
