import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CommandFailure } from '../failure.ts'
import { parseAddress } from './address.ts'

const refusedAs = (word: string) => (error: unknown) =>
  error instanceof CommandFailure && error.word === word && error.exitCode === 4

test('an address needs more than its host', () => {
  assert.deepEqual(parseAddress('redis://orders.example.com'), {
    service: 'dcs',
    endpoints: [{ host: 'orders.example.com', port: 6379 }],
    username: null,
    password: null,
    tls: false,
  })
  assert.deepEqual(parseAddress('kafka://a').endpoints, [{ host: 'a', port: 9092 }])
  assert.deepEqual(parseAddress('mysql://a/').endpoints, [{ host: 'a', port: 3306 }])
})

test('a cluster has one address only', () => {
  const expected = [
    { host: '127.0.0.1', port: 7001 },
    { host: '::1', port: 7002 },
  ]
  assert.deepEqual(parseAddress('redis://127.0.0.1:7001,[::1]:7002').endpoints, expected)
  assert.deepEqual(parseAddress('redis://127.0.0.1:7001, redis://[::1]:7002/0').endpoints, expected)
  assert.deepEqual(parseAddress('127.0.0.1:7001,[::1]:7002').endpoints, expected)
})

test('a password with odd characters is cut', () => {
  const password = (text: string) => parseAddress(`rediss://app:${text}@h:1`).password
  assert.equal(password('p@ss:w/rd'), 'p@ss:w/rd')
  assert.equal(password('a%2Cb%25'), 'a,b%')
  assert.equal(password('100%'), '100%')
  assert.equal(password(''), null)
  assert.deepEqual(parseAddress('redis://:secret@h').username, null)
  assert.deepEqual(parseAddress('rediss://app@h').username, 'app')
  assert.equal(parseAddress('rediss://app@h').tls, true)
})

test('another address is taken for a part of the password', () => {
  assert.throws(() => parseAddress('redis://a:b@h:1,redis://c:d@i:2'), refusedAs('address.user'))
  assert.throws(() => parseAddress('redis://h:1,c:d@i:2'), refusedAs('address.user'))
})

test('an address that is none is sent to the server', () => {
  assert.throws(() => parseAddress('http://h:1'), refusedAs('address.scheme'))
  assert.throws(() => parseAddress('redis://'), refusedAs('address.malformed'))
  assert.throws(() => parseAddress('redis://h:1,'), refusedAs('address.malformed'))
  assert.throws(() => parseAddress('redis://h:1/3'), refusedAs('address.malformed'))
  assert.throws(() => parseAddress('redis://h:port'), refusedAs('address.malformed'))
  assert.throws(() => parseAddress('redis://h:0'), refusedAs('address.port'))
  assert.throws(() => parseAddress('redis://h:65536'), refusedAs('address.port'))
  assert.throws(() => parseAddress('h'), refusedAs('address.noPort'))
})

test('a refused address is repeated with its password', () => {
  for (const text of [
    'redis://a:topsecret@',
    'redis://a:topsecret@h:1/9',
    'x://a:topsecret@h',
    'h,b:topsecret@c',
  ])
    assert.throws(
      () => parseAddress(text),
      (error: Error) => !error.message.includes('topsecret'),
    )
})
