import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ownUrl } from './own-url.ts'

test('commands on the machine of a server that listens at :: are sent to an address that no certificate names', () => {
  assert.equal(ownUrl('https://[::]:7100'), 'https://[::1]:7100')
  for (const other of ['https://127.0.0.1:7100', 'http://[::1]:7100', 'https://[fd00::]:7100'])
    assert.equal(ownUrl(other), other)
})
