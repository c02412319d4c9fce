import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AccessError } from '../access/access-error.ts'
import { SettingError } from '../config.ts'
import { failureLine } from './failure-line.ts'
import { CommandFailure, misuse } from './failure.ts'

const lineOf = (failure: unknown): string => failureLine(failure, 'en-us', false).line
const systemError = (code: string, more: object = {}): Error =>
  Object.assign(new Error(`${code}: low`), { code, ...more })

test('a fault of the system is shown as the system tells it', () => {
  assert.equal(
    lineOf(systemError('EADDRINUSE', { address: '127.0.0.1', port: 7100 })),
    'stepwell: Something else listens at 127.0.0.1:7100: stop it, or choose another port with --port.',
  )
  assert.match(
    lineOf(systemError('EADDRNOTAVAIL', { address: '10.1.2.3' })),
    /^stepwell: 10\.1\.2\.3 is no address/,
  )
  assert.match(lineOf(systemError('EACCES', { path: '/data' })), /^stepwell: No right to use \/data: /)
  assert.equal(lineOf(systemError('EACCES')), 'stepwell: EACCES: low')
})

test('what a store says is shown in the other language', () => {
  const words = { 'en-us': 'the folder is in use', 'zh-cn': '目录正被使用' }
  const failure = Object.assign(new Error(words['en-us']), { words })
  assert.equal(lineOf(failure), 'stepwell: the folder is in use')
  assert.equal(failureLine(failure, 'zh-cn', false).line, 'stepwell: 目录正被使用')
})

test('what nobody foresaw ends in a stack, or in many lines', () => {
  assert.equal(lineOf(new Error('one\n    at two')), 'stepwell: one     at two')
  assert.equal(lineOf('thrown text'), 'stepwell: thrown text')
  assert.equal(lineOf(undefined), 'stepwell: undefined')
  assert.equal(failureLine(null, 'zh-cn', true).line, '{"error":{"code":"error","message":"null"}}')
})

test('a program cannot tell failures apart', () => {
  const codeOf = (failure: unknown) => JSON.parse(failureLine(failure, 'en-us', true).line).error.code
  assert.equal(codeOf(new CommandFailure('error.noServer', { url: 'u' })), 'error.noServer')
  assert.equal(codeOf(new SettingError('X', 'switch')), 'setting')
  assert.equal(codeOf(systemError('ENOSPC')), 'ENOSPC')
  const refusal = { code: 'conflict', message: 'm', requestId: 'r', translations: {} }
  assert.equal(codeOf(new CommandFailure('error.refused', {}, { refusal })), 'conflict')
})

test('the exit status does not tell misuse from refusal', () => {
  const statusOf = (failure: unknown) => failureLine(failure, 'en-us', false).exitCode
  assert.equal(statusOf(misuse('key.noSuchProject')), 4)
  assert.equal(statusOf(new SettingError('X', ['a', 'b'])), 4)
  assert.equal(statusOf(new AccessError('url_malformed', 'x')), 4)
  assert.equal(statusOf(new CommandFailure('error.noServer')), 3)
  assert.equal(statusOf(new Error('x')), 3)
})

test('a problem that the message names already is named again', () => {
  const problems = [
    { path: '/a', message: 'is missing' },
    { path: '', message: 'is odd' },
  ]
  const refusal = { code: 'c', message: 'Wrong: /a is missing.', requestId: 'r', problems, translations: {} }
  assert.equal(
    lineOf(new CommandFailure('error.refused', {}, { refusal })),
    'stepwell: Wrong: /a is missing. (is odd) [c, request r]',
  )
})
