import assert from 'node:assert/strict'
import { test } from 'node:test'
import { detailsText } from './details-text.ts'

test('what changed is left out of the audit, or said as the name of a type', () => {
  const details = { policy: 'operators', project: null, administrator: true, policies: [{ policy: 'a' }] }
  assert.equal(detailsText(details), 'policy: operators · administrator: true · policies: [{"policy":"a"}]')
  assert.equal(detailsText({}), '')
})
