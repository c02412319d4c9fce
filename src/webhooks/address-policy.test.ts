import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Network } from '../core/network.ts'
import { createAddressPolicy, isPublic } from './address-policy.ts'
import { specialRanges } from './special-ranges.ts'

const publicAddresses = [
  '1.1.1.1',
  '8.8.8.8',
  '9.255.255.255',
  '11.0.0.0',
  '100.63.255.255',
  '100.128.0.0',
  '126.255.255.255',
  '128.0.0.0',
  '169.253.255.255',
  '172.15.255.255',
  '172.32.0.0',
  '192.0.1.0',
  '192.167.255.255',
  '198.17.255.255',
  '198.20.0.0',
  '223.255.255.255',
  '2001:200::1',
  '2003::1',
  '2606:4700:4700::1111',
  '3fff:1000::1',
]

const others: readonly (readonly [string, string])[] = [
  ['0.0.0.0', 'this host'],
  ['10.255.255.255', 'private'],
  ['100.64.0.1', 'shared by customers of a provider'],
  ['100.100.100.200', 'what a cloud tells its machines'],
  ['127.0.0.1', 'loopback'],
  ['127.255.255.254', 'loopback'],
  ['168.63.129.16', 'what a cloud tells its machines'],
  ['169.254.169.254', 'what clouds tell their machines'],
  ['172.16.0.0', 'private'],
  ['172.31.255.255', 'private'],
  ['192.0.0.192', 'what a cloud tells its machines'],
  ['192.0.2.1', 'documentation'],
  ['192.88.99.1', '6to4 relay'],
  ['192.168.1.1', 'private'],
  ['198.19.255.255', 'benchmarks'],
  ['198.51.100.1', 'documentation'],
  ['203.0.113.1', 'documentation'],
  ['224.0.0.1', 'multicast'],
  ['239.255.255.255', 'multicast'],
  ['240.0.0.1', 'reserved'],
  ['255.255.255.255', 'broadcast'],
  ['::', 'unspecified'],
  ['::1', 'loopback'],
  ['0:0:0:0:0:0:0:1', 'loopback in full'],
  ['::127.0.0.1', 'IPv4-compatible'],
  ['::ffff:127.0.0.1', 'IPv4-mapped loopback'],
  ['::ffff:7f00:1', 'IPv4-mapped loopback in hex'],
  ['::ffff:8.8.8.8', 'IPv4-mapped, of a public address'],
  ['::ffff:0:127.0.0.1', 'IPv4-translated'],
  ['64:ff9b::7f00:1', 'NAT64'],
  ['64:ff9b:1::1', 'local NAT64'],
  ['100::1', 'discard'],
  ['2001::7f00:1', 'Teredo'],
  ['2001:db8::1', 'documentation'],
  ['2002:7f00:1::', '6to4'],
  ['3fff::1', 'documentation'],
  ['5f00::1', 'segment routing'],
  ['fc00::1', 'unique local'],
  ['fd00:ec2::254', 'what a cloud tells its machines'],
  ['fe80::1', 'link-local'],
  ['fe80::1%eth0', 'link-local with its interface'],
  ['fec0::1', 'site-local'],
  ['ff02::1', 'multicast'],
  ['localhost', 'a name'],
  ['127.1', 'half an address'],
  ['', 'nothing'],
]

test('a public address is refused, or one that is not is taken for one', () => {
  for (const address of publicAddresses) assert.equal(isPublic(address), true, address)
  for (const [address, what] of others) assert.equal(isPublic(address), false, `${address} (${what})`)
})

test('a range of the table is not held', () => {
  for (const range of [...specialRanges.ipv4, ...specialRanges.ipv6])
    assert.equal(isPublic(range.split('/')[0]!), false, range)
})

const loopback: Network = { address: '127.0.0.0', prefix: 8, family: 'ipv4' }
const local: Network = { address: 'fd00:1::', prefix: 32, family: 'ipv6' }

test('plain http goes further than to what is named, or https not to public addresses', () => {
  const strict = createAddressPolicy([])
  assert.deepEqual([strict.allowsPlain, strict.allows('8.8.8.8', true)], [false, true])
  assert.deepEqual([strict.allows('8.8.8.8', false), strict.allows('127.0.0.1', true)], [false, false])
  const named = createAddressPolicy([loopback, local])
  assert.equal(named.allowsPlain, true)
  for (const secure of [true, false]) {
    for (const address of ['127.0.0.1', '127.9.9.9', '::ffff:127.0.0.1', 'fd00:1::5'])
      assert.equal(named.allows(address, secure), true, address)
    for (const address of ['10.0.0.1', '::1', 'fd00:2::5', '::ffff:10.0.0.1', 'localhost'])
      assert.equal(named.allows(address, secure), false, address)
  }
  assert.deepEqual([named.allows('8.8.8.8', true), named.allows('8.8.8.8', false)], [true, false])
})
