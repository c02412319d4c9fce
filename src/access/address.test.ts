import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isUnspecified, networkOf, plainAddress } from './address.ts'

test('an address is told in another form, or what is none is taken for one', () => {
  assert.equal(plainAddress('192.0.2.7'), '192.0.2.7')
  assert.equal(plainAddress('::ffff:192.0.2.7'), '192.0.2.7')
  assert.equal(plainAddress('fe80::1%eth0'), 'fe80::1')
  for (const none of ['', 'unknown', '192.0.2', '::ffff:1.2.3.400'])
    assert.equal(plainAddress(none), null, none)
})

test('a server that listens on all addresses passes for one that listens at one', () => {
  for (const all of ['0.0.0.0', '::', '0:0:0:0:0:0:0:0', '::ffff:0.0.0.0']) assert.ok(isUnspecified(all), all)
  for (const one of ['127.0.0.1', '::1', '10.0.0.0', 'fe80::', 'localhost', '0', ''])
    assert.ok(!isUnspecified(one), one)
})

test('a household counts once for each of its addresses', () => {
  assert.equal(networkOf('192.0.2.7'), '192.0.2.7')
  for (const one of ['2001:db8:0:1::7', '2001:DB8:0:1:a:b:c:d', '2001:0db8:0000:0001::']) {
    assert.equal(networkOf(one), '2001:db8:0:1::/64', one)
  }
  assert.equal(networkOf('::1'), '0:0:0:0::/64')
  assert.notEqual(networkOf('2001:db8:0:2::7'), networkOf('2001:db8:0:1::7'))
})
