import assert from 'node:assert/strict'
import { test } from 'node:test'
import { errorCodes, isCode, StepwellError } from './error.ts'
import { words } from './testing/samples.ts'

test('a refusal says what it is about and keeps its cause', () => {
  const cause = new Error('disk')
  const problems = [{ path: '/target', message: words('is missing') }]
  const error = new StepwellError('invalid_input', { operation: 'redis.sample' }, { cause, problems })
  assert.equal(error.message, 'invalid_input {"operation":"redis.sample"}')
  assert.deepEqual([error.name, error.cause, error.problems], ['StepwellError', cause, problems])
})

test('a refusal without more to say', () => {
  const error = new StepwellError('unauthenticated')
  assert.deepEqual([error.parameters, error.problems, error.cause], [{}, [], undefined])
})

test('one refusal is taken for another, or a fault for a refusal', () => {
  assert.equal(isCode(new StepwellError('conflict'), 'conflict'), true)
  assert.equal(isCode(new StepwellError('conflict'), 'lease_lost'), false)
  assert.equal(isCode(Object.assign(new Error('disk'), { code: 'conflict' }), 'conflict'), false)
})

test('no code is listed twice', () => {
  assert.equal(new Set(errorCodes).size, errorCodes.length)
})
