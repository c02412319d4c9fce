import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fits } from './fits.ts'

test('an operation is offered for an instance of another service', () => {
  assert.equal(fits({ service: 'dcs' }, { service: 'dcs' }), true)
  assert.equal(fits({ service: 'dcs' }, { service: 'dms' }), false)
})
