import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { createKeyRing } from './key-ring.ts'
import { createVault } from './vault.ts'

test('a vault opens what it sealed, for the same record only', () => {
  const vault = createVault(createKeyRing(randomBytes))
  const sealed = vault.seal('instance-1', 'secret')
  assert.equal(vault.open('instance-1', sealed), 'secret')
  assert.throws(() => vault.open('instance-2', sealed), { code: 'sealed_wrong_record' })
})
