import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CommandFailure } from '../failure.ts'
import { asCurl } from './curl.ts'
import { originOf } from './target.ts'
import { wireRequest, type TypedRequest } from './wire-request.ts'

const server = 'http://127.0.0.1:7100'
const make = (typed: Partial<TypedRequest>) =>
  wireRequest({ target: 'dcs', words: ['/'], body: null, project: null, ...typed }, server, 'zh-cn')
const refusedAs = (word: string) => (error: unknown) =>
  error instanceof CommandFailure && error.word === word && error.exitCode === 4

test('the Host header names another service than the one asked', () => {
  assert.equal(originOf('dcs', server), 'http://dcs.localhost:7100')
  assert.equal(originOf('gaussdb', 'http://[::1]:80'), 'http://gaussdb.localhost')
  assert.equal(originOf('iam', 'https://tasks.example.com'), 'https://iam.tasks.example.com')
  assert.equal(originOf('dms', 'https://dcs.tasks.example.com:8443'), 'https://dms.tasks.example.com:8443')
  assert.equal(originOf('native', server), server)
})

test('a method has to be typed', () => {
  assert.equal(make({ words: ['/a'] }).method, 'GET')
  assert.equal(make({ words: ['/a'], body: '{}' }).method, 'POST')
  assert.equal(make({ words: ['put', '/a'], body: '{}' }).method, 'PUT')
})

test('the project id has to be typed', () => {
  const words = ['/v2/{project_id}/x?p=<project>']
  assert.equal(make({ words, project: 'abc' }).path, '/v2/abc/x?p=abc')
  assert.equal(make({ words: ['/v2/x'] }).path, '/v2/x')
  assert.throws(() => make({ words }), refusedAs('request.noProject'))
})

test('a path leads to another server', () => {
  assert.equal(make({ words: ['//other.example.com/x'] }).server, server)
  assert.throws(() => make({ words: ['https://other.example.com'] }), refusedAs('request.path'))
  assert.throws(() => make({ words: ['G T', '/x'] }), refusedAs('request.method'))
})

test('a curl command holds a secret, or cannot be pasted', () => {
  const request = make({ words: ["/v2/x?name=it's"], body: '{"a":1}' })
  assert.deepEqual(asCurl(request, null).split(' \\\n  '), [
    "curl -X POST 'http://127.0.0.1:7100/v2/x?name=it'\\''s'",
    "-H 'Accept: application/json'",
    "-H 'X-Language: zh-cn'",
    "-H 'Content-Type: application/json'",
    "-H 'Host: dcs.localhost:7100'",
    "-H 'X-Sdk-Date: <date: YYYYMMDDTHHMMSSZ>'",
    "-H 'Authorization: SDK-HMAC-SHA256 Access=<access key>, " +
      "SignedHeaders=content-type;host;x-language;x-sdk-date, Signature=<signature>'",
    `--data-binary '{"a":1}'`,
  ])
  const native = asCurl(make({ target: 'native', words: ['/v1/tasks'] }), null)
  assert.match(native, /^curl -X GET 'http:\/\/127\.0\.0\.1:7100\/v1\/tasks'/)
  assert.match(native, /-H "Authorization: Bearer \$STEPWELL_TOKEN"$/)
})

test('a curl command sends the token of a user as that of a key, or to another service', () => {
  const lastTwo = (target: 'dcs' | 'native', token: string) =>
    asCurl(make({ target }), token).split(' \\\n  ').slice(-2)
  const byUser = '-H "X-Auth-Token: $STEPWELL_TOKEN"'
  assert.deepEqual(lastTwo('dcs', 'sealed1:x'), ["-H 'Host: dcs.localhost:7100'", byUser])
  assert.deepEqual(lastTwo('native', 'sealed1:x'), ["-H 'X-Language: zh-cn'", byUser])
  assert.deepEqual(lastTwo('native', 'stw_x')[1], '-H "Authorization: Bearer $STEPWELL_TOKEN"')
})
