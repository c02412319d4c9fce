import assert from 'node:assert/strict'
import { test } from 'node:test'
import { requestedLanguage, secretBelongsTo } from './caller.ts'
import {
  holder,
  judge,
  nowMs,
  optionsFor,
  plain,
  project,
  record,
  ring,
  signed,
  who,
  withToken,
} from './testing/caller-scene.ts'
import { headersOf } from './testing/sent-request.ts'

test('a signed request is its key, and its signature can be remembered until its date is over', () => {
  const request = signed({ 'X-Language': 'zh-CN', 'X-Project-Id': 'another' })
  const result = judge(request, optionsFor(record))
  assert.ok(result.ok)
  assert.deepEqual(result.caller, {
    accessKey: plain.accessKey,
    user: who,
    project,
    administrator: true,
    language: 'zh-cn',
    keyGeneration: 1,
  })
  assert.match(result.signed?.signature ?? '', /^[0-9a-f]{64}$/)
  assert.equal(result.signed?.expiresAtMs, nowMs + 15 * 60_000)
})

test('a second request of the same key opens no secret again', () => {
  const other = { ...record }
  assert.equal(judge(signed(), optionsFor(other)).ok, true)
  const withoutKeys = { currentId: ring.currentId, keys: new Map() }
  assert.equal(judge(signed(), optionsFor(other, { ring: withoutKeys })).ok, true)
})

test('a token is its key, where tokens are accepted', () => {
  const asking = { accessKey: plain.accessKey, user: who, project, administrator: true }
  for (const scheme of ['Bearer', 'bearer', 'BEARER ']) {
    const result = judge(withToken(`${scheme} ${plain.token}`), optionsFor(record))
    assert.deepEqual(result, {
      ok: true,
      caller: { ...asking, language: null, keyGeneration: 1 },
      signed: null,
    })
  }
  const refused = judge(withToken(`Bearer ${plain.token}`), optionsFor(record, { allowBearer: false }))
  assert.deepEqual(refused, { ok: false, reason: 'unsupported_scheme', accessKey: null })
})

test('a wrong or empty token is refused', () => {
  for (const token of ['stw_wrong', '', plain.secretKey, `${plain.token}x`]) {
    const result = judge(withToken(`Bearer ${token}`), optionsFor(record))
    assert.deepEqual(result, { ok: false, reason: 'wrong_token', accessKey: null })
  }
})

test('no Authorization, and two', () => {
  assert.deepEqual(judge(withToken(), optionsFor(record)), {
    ok: false,
    reason: 'missing_authorization',
    accessKey: null,
  })
  const bearer = `Bearer ${plain.token}`
  assert.deepEqual(judge(withToken(bearer, bearer), optionsFor(record)), {
    ok: false,
    reason: 'doubled_header',
    accessKey: null,
  })
})

test('a disabled key is refused like an unknown one', () => {
  const disabled = { ...record, disabledAt: nowMs }
  const unknown = { findKey: () => null, findKeyByTokenHash: () => null }
  for (const request of [signed(), withToken(`Bearer ${plain.token}`)]) {
    const result = judge(request, optionsFor(disabled))
    assert.equal(result.ok, false)
    assert.deepEqual(result, judge(request, optionsFor(record, unknown)))
  }
})

test('a wrong secret signs in, or no secret where there is no key', () => {
  assert.equal(secretBelongsTo(plain.secretKey, record, ring), true)
  for (const wrong of ['', `${plain.secretKey}x`, plain.secretKey.toLowerCase(), plain.token])
    assert.equal(secretBelongsTo(wrong, record, ring), false, wrong)
  for (const none of [null, { ...record, disabledAt: nowMs }])
    for (const secretKey of ['', plain.secretKey]) assert.equal(secretBelongsTo(secretKey, none, ring), false)
})

test('X-Language names one of two languages, or none', () => {
  const ask = (...values: string[]) =>
    requestedLanguage(headersOf(values.map(value => ['x-language', value])))
  assert.equal(ask('en-us'), 'en-us')
  assert.equal(ask(' ZH-CN '), 'zh-cn')
  assert.equal(ask('zh-cn', 'en-us'), 'zh-cn')
  assert.equal(ask('fr-fr'), null)
  assert.equal(ask(), null)
})

test('a key lets in whose user is disabled', () => {
  const disabled = { ...record, holder: { ...holder, disabledAt: 1 } }
  for (const [request, reason] of [
    [signed(), 'wrong_signature'],
    [withToken(`Bearer ${plain.token}`), 'wrong_token'],
  ] as const) {
    const result = judge(request, optionsFor(disabled))
    assert.equal(!result.ok && result.reason, reason)
  }
})
