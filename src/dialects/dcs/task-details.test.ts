import assert from 'node:assert/strict'
import { test } from 'node:test'
import { detailsOf } from './task-details.ts'

test('what a task was asked with is not told by the names of the page', () => {
  const input = { newPort: 6380, enableSsl: true, renameCommands: ['keys'], publicIpAddress: '100.93.2.18' }
  assert.deepEqual(detailsOf(input), {
    enable_ssl: true,
    new_port: 6380,
    public_ip_address: '100.93.2.18',
    rename_commands: ['keys'],
  })
})

test('a value is told that breaks a client: of another type, or too large for it', () => {
  assert.equal(detailsOf({ newPort: '6380', newCapacity: 4, enableSsl: 'true', oldPort: 2 ** 31 }), null)
  assert.equal(detailsOf({ renameCommands: [1] }), null)
})

test('details are told where there are none', () => {
  assert.equal(detailsOf({ target: 'other', new_port: 1 }), null)
  for (const none of [{}, null, 'text', ['newPort']]) assert.equal(detailsOf(none), null)
})
