import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAddressPolicy } from './address-policy.ts'
import { targetProblem } from './target.ts'

const strict = createAddressPolicy([])
const open = createAddressPolicy([{ address: '127.0.0.0', prefix: 8, family: 'ipv4' }])
const problem = (url: string, policy = strict) => targetProblem(url, policy)?.['en-us'].split(/[ :,]/)

test('an address is taken that cannot or may not be posted to', () => {
  const wrong: readonly (readonly [string, RegExp])[] = [
    ['', /must be an https address/],
    ['hooks.example.com/a', /must be an https address/],
    ['ftp://hooks.example.com/', /must be an https address/],
    ['file:///etc/passwd', /must be an https address/],
    ['https://', /must be an https address/],
    ['https://user@hooks.example.com/', /user or password/],
    ['https://:password@hooks.example.com/', /user or password/],
    ['http://hooks.example.com/', /must begin with https/],
    ['https://127.0.0.1/', /leads to 127\.0\.0\.1,/],
    ['https://127.1/', /leads to 127\.0\.0\.1,/],
    ['https://0x7f.1/', /leads to 127\.0\.0\.1,/],
    ['https://2130706433/', /leads to 127\.0\.0\.1,/],
    ['https://０１７７.0.0.1/', /leads to 127\.0\.0\.1,/],
    ['https://[::1]:8443/', /leads to ::1,/],
    ['https://[::ffff:127.0.0.1]/', /leads to ::ffff:7f00:1,/],
    ['https://169.254.169.254/latest/meta-data', /leads to 169\.254\.169\.254,/],
  ]
  for (const [url, told] of wrong) assert.match(targetProblem(url, strict)?.['en-us'] ?? '', told, url)
  for (const [url] of wrong) assert.match(targetProblem(url, strict)?.['zh-cn'] ?? '', /\p{Script=Han}/u, url)
})

test('an address is refused that may be posted to', () => {
  for (const url of [
    'https://hooks.example.com/a?b=c',
    'https://localhost/',
    'https://8.8.8.8/',
    'https://[2606:4700:4700::1111]/',
    'HTTPS://例子.example:8443/',
  ])
    assert.equal(targetProblem(url, strict), null, url)
  for (const url of ['http://127.0.0.1:8080/', 'https://127.0.0.1/', 'http://hooks.internal/'])
    assert.equal(targetProblem(url, open), null, url)
  assert.ok(problem('http://10.0.0.1/', open)?.includes('10.0.0.1'))
  assert.ok(problem('http://8.8.8.8/', open)?.includes('8.8.8.8'), 'plain http only to what is named')
})
