import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import type { AccessKey } from '../core/caller.ts'
import { authenticate, requestedLanguage, type AuthenticateOptions } from './caller.ts'
import { createKeyRing } from './key-ring.ts'
import { createKey } from './keys.ts'
import { signRequest } from './sign.ts'
import type { WireRequest } from './signature.ts'

const ring = createKeyRing(randomBytes)
const project = '0123456789abcdef0123456789abcdef'
const nowMs = Date.UTC(2026, 10, 22, 9, 7, 21)
const { plain, record } = createKey({ project, administrator: true }, ring, nowMs, randomBytes)

const optionsFor = (key: AccessKey, changed: Partial<AuthenticateOptions> = {}): AuthenticateOptions => ({
  findKey: accessKey => (accessKey === key.accessKey ? key : null),
  findKeyByTokenHash: tokenHash => (tokenHash === key.tokenHash ? key : null),
  ring,
  nowMs,
  allowBearer: true,
  routeReadsBody: true,
  ...changed,
})

const signed = (headers: Record<string, string> = {}): WireRequest => {
  const url = 'http://127.0.0.1:7100/v1/tasks'
  const body = new Uint8Array()
  const { accessKey, secretKey } = plain
  const ready = signRequest({ method: 'POST', url, headers, body, accessKey, secretKey, nowMs })
  return { method: 'POST', rawUrl: '/v1/tasks', headers: Object.entries(ready.headers), body }
}

const withToken = (...authorizations: string[]): WireRequest => ({
  method: 'POST',
  rawUrl: '/v1/tasks',
  headers: authorizations.map(authorization => ['Authorization', authorization] as const),
  body: new Uint8Array(),
})

test('a signed request is its key, and its signature can be remembered until its date is over', () => {
  const request = signed({ 'X-Language': 'zh-CN', 'X-Project-Id': 'another' })
  const result = authenticate(request, optionsFor(record))
  assert.ok(result.ok)
  assert.deepEqual(result.caller, {
    accessKey: plain.accessKey,
    project,
    administrator: true,
    language: 'zh-cn',
  })
  assert.match(result.signed?.signature ?? '', /^[0-9a-f]{64}$/)
  assert.equal(result.signed?.expiresAtMs, nowMs + 15 * 60_000)
})

test('a second request of the same key opens no secret again', () => {
  const other = { ...record }
  assert.equal(authenticate(signed(), optionsFor(other)).ok, true)
  const withoutKeys = { currentId: ring.currentId, keys: new Map() }
  assert.equal(authenticate(signed(), optionsFor(other, { ring: withoutKeys })).ok, true)
})

test('a token is its key, where tokens are accepted', () => {
  for (const scheme of ['Bearer', 'bearer', 'BEARER ']) {
    const result = authenticate(withToken(`${scheme} ${plain.token}`), optionsFor(record))
    assert.deepEqual(result, {
      ok: true,
      caller: { accessKey: plain.accessKey, project, administrator: true, language: null },
      signed: null,
    })
  }
  const refused = authenticate(withToken(`Bearer ${plain.token}`), optionsFor(record, { allowBearer: false }))
  assert.deepEqual(refused, { ok: false, reason: 'unsupported_scheme', accessKey: null })
})

test('a wrong or empty token is refused', () => {
  for (const token of ['stw_wrong', '', plain.secretKey, `${plain.token}x`]) {
    const result = authenticate(withToken(`Bearer ${token}`), optionsFor(record))
    assert.deepEqual(result, { ok: false, reason: 'wrong_token', accessKey: null })
  }
})

test('no Authorization, and two', () => {
  assert.deepEqual(authenticate(withToken(), optionsFor(record)), {
    ok: false,
    reason: 'missing_authorization',
    accessKey: null,
  })
  const bearer = `Bearer ${plain.token}`
  assert.deepEqual(authenticate(withToken(bearer, bearer), optionsFor(record)), {
    ok: false,
    reason: 'doubled_header',
    accessKey: null,
  })
})

test('a disabled key is refused like an unknown one', () => {
  const disabled = { ...record, disabledAt: nowMs }
  const unknown = { findKey: () => null, findKeyByTokenHash: () => null }
  for (const request of [signed(), withToken(`Bearer ${plain.token}`)]) {
    const result = authenticate(request, optionsFor(disabled))
    assert.equal(result.ok, false)
    assert.deepEqual(result, authenticate(request, optionsFor(record, unknown)))
  }
})

test('X-Language names one of two languages, or none', () => {
  const ask = (...values: string[]) => requestedLanguage(values.map(value => ['x-language', value] as const))
  assert.equal(ask('en-us'), 'en-us')
  assert.equal(ask(' ZH-CN '), 'zh-cn')
  assert.equal(ask('zh-cn', 'en-us'), 'zh-cn')
  assert.equal(ask('fr-fr'), null)
  assert.equal(ask(), null)
})
