import assert from 'node:assert/strict'
import { test } from 'node:test'
import { auditDetails } from './audit-details.ts'

test('what changed is left out of the audit, said as the name of a type, or moves the cursor', () => {
  const details = { policy: 'a\u001b[2Jb', project: null, administrator: true, policies: [{ policy: 'a' }] }
  assert.deepEqual(auditDetails(details), [
    ['policy', 'a [2Jb'],
    ['administrator', 'true'],
    ['policies', '[{"policy":"a"}]'],
  ])
  assert.deepEqual(auditDetails({}), [])
})
