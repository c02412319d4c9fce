import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { authorizationScheme, parseSignatureClaim } from './authorization.ts'
import type { RefusalReason } from './refusal.ts'
import { formatSdkDate, parseSdkDate } from './sdk-date.ts'
import { signRequest } from './sign.ts'
import { verifySignature, type VerifyOptions } from './signature.ts'
import { received, type HeaderPairs, type SentRequest } from './testing/sent-request.ts'

const nowMs = Date.UTC(2026, 10, 22, 9, 7, 21)
const options: VerifyOptions = {
  findSecret: accessKey => (accessKey === 'AKTEST' ? 'SKTEST' : null),
  nowMs,
  routeReadsBody: true,
}
const noBody = new Uint8Array()

/** A signed GET with some headers changed afterwards; null removes one. */
const signed = (changes: Record<string, string | null> = {}, body: Uint8Array = noBody): SentRequest => {
  const url = 'http://127.0.0.1:7100/v2/pid/instances?limit=10&name=a%20b'
  const given = { 'Content-Type': 'application/json', 'X-Project-Id': 'pid' }
  const ready = signRequest({
    method: 'GET',
    url,
    headers: given,
    body,
    accessKey: 'AKTEST',
    secretKey: 'SKTEST',
    nowMs,
  })
  const headers = Object.entries({ ...ready.headers, ...changes }).flatMap(([name, value]) =>
    value === null ? [] : [[name, value] as const],
  )
  return { method: 'GET', rawUrl: ready.url.pathname + ready.url.search, headers, body }
}

const header = (request: SentRequest, name: string): string =>
  request.headers.find(([candidate]) => candidate === name)?.[1] ?? ''

const assertRefused = (
  request: SentRequest,
  reason: RefusalReason,
  changed: Partial<VerifyOptions> = {},
): void => {
  const verdict = verifySignature(received(request), { ...options, ...changed })
  assert.equal(verdict.ok, false)
  assert.equal(verdict.reason, reason)
}

const assertAccepted = (request: SentRequest, changed: Partial<VerifyOptions> = {}): void => {
  const verdict = verifySignature(received(request), { ...options, ...changed })
  assert.equal(verdict.ok, true, JSON.stringify(verdict))
}

const withAuthorization = (change: (text: string) => string): SentRequest => {
  const request = signed()
  return signed({ Authorization: change(header(request, 'Authorization')) })
}

const withHeaders = (request: SentRequest, ...more: HeaderPairs): SentRequest => ({
  ...request,
  headers: [...request.headers, ...more],
})

test('a signed request tells who, when, and what was signed', () => {
  const request = signed()
  assert.deepEqual(verifySignature(received(request), options), {
    ok: true,
    accessKey: 'AKTEST',
    signature: header(request, 'Authorization').slice(-64),
    signedAtMs: nowMs,
    signedHeaders: ['content-type', 'host', 'x-project-id', 'x-sdk-date'],
  })
})

test('reordered and upper-case headers and spaces in the Authorization header change nothing', () => {
  const request = signed()
  assertAccepted({ ...request, headers: request.headers.toReversed() })
  assertAccepted({ ...request, headers: request.headers.map(([name, value]) => [name.toUpperCase(), value]) })
  assertAccepted({ ...request, headers: request.headers.map(([name, value]) => [name, `  ${value}\t`]) })
  assertAccepted(withAuthorization(text => text.replaceAll(', ', ',')))
  assertAccepted(withAuthorization(text => text.replaceAll(', ', ' ,   ')))
  assertAccepted(withAuthorization(text => text.replace('SDK-HMAC-SHA256 ', 'SDK-HMAC-SHA256   ')))
  assertAccepted(withAuthorization(text => text.replace('content-type;host', 'Content-Type;Host')))
})

test('an unsigned header may be added, changed and doubled', () => {
  assertAccepted(withHeaders(signed(), ['User-Agent', 'x'], ['Accept', 'a'], ['Accept', 'b']))
})

test('a body on a GET is signed', () => {
  const request = signed({}, Buffer.from('{}'))
  assertAccepted(request)
  assertRefused({ ...request, body: noBody }, 'wrong_signature')
})

test('a doubled signed header is refused, its values joined as well', () => {
  assertRefused(withHeaders(signed(), ['X-Project-Id', 'pid']), 'wrong_signature')
  assertRefused(withHeaders(signed(), ['Host', 'elsewhere']), 'wrong_signature')
})

test('two Authorization, date or payload-hash headers are refused', () => {
  assertRefused(withHeaders(signed(), ['authorization', 'Bearer x']), 'doubled_header')
  assertRefused(withHeaders(signed(), ['X-SDK-DATE', '20261122T090721Z']), 'doubled_header')
  assertRefused(
    withHeaders(signed(), ['X-Sdk-Content-Sha256', 'a'], ['X-Sdk-Content-Sha256', 'a']),
    'doubled_header',
  )
})

test('a missing or foreign Authorization header', () => {
  assertRefused(signed({ Authorization: null }), 'missing_authorization')
  assertRefused(signed({ Authorization: '' }), 'unsupported_scheme')
  for (const scheme of ['Bearer', 'V11-HMAC-SHA256', 'SDK-HMAC-SM3', 'sdk-hmac-sha256']) {
    assertRefused(
      withAuthorization(text => text.replace('SDK-HMAC-SHA256', scheme)),
      'unsupported_scheme',
    )
  }
})

test('an Authorization header that cannot be read', () => {
  const changes: ((text: string) => string)[] = [
    () => 'SDK-HMAC-SHA256',
    text => text.replace('Access=AKTEST', 'Access='),
    text => text.replace('Access=AKTEST, ', ''),
    text => text.replace(/, SignedHeaders=[^,]*/, ''),
    text => text.replace(/, Signature=.*/, ''),
    text => `${text}, Signature=${'0'.repeat(64)}`,
    text => `${text}, More=1`,
    text => `${text},`,
    text => text.slice(0, -1),
    text => text.slice(0, -1) + 'G',
    text => text.slice(0, -64) + text.slice(-64).toUpperCase(),
    text => text.replace('host;', 'host;HOST;'),
    text => text.replace(/SignedHeaders=[^,]*/, 'SignedHeaders='),
    text => text.replace(/(SignedHeaders=.*), (Signature=.*)/, '$2, $1'),
  ]
  for (const change of changes) assertRefused(withAuthorization(change), 'malformed_authorization')
})

test('a name said many times is refused before anything is hashed', () => {
  assert.equal(
    parseSignatureClaim(`SDK-HMAC-SHA256 Access=a, SignedHeaders=a;a, Signature=${'0'.repeat(64)}`),
    null,
  )
})

test('the scheme ends at the first space', () => {
  assert.equal(authorizationScheme('Bearer a b'), 'Bearer')
  assert.equal(authorizationScheme('Bearer'), 'Bearer')
})

test('a signed header that was not sent is refused', () => {
  assertRefused(signed({ 'X-Project-Id': null }), 'missing_signed_header')
  assertRefused(
    withAuthorization(text => text.replace('host;', 'host;;')),
    'missing_signed_header',
  )
})

test('the date must be there, signed, of the strict form and a real moment', () => {
  assertRefused(signed({ 'X-Sdk-Date': null }), 'missing_date')
  assertRefused(
    withAuthorization(text => text.replace(';x-sdk-date', '')),
    'unsigned_date',
  )
  const malformed = [
    '',
    '2026-11-22T09:07:21Z',
    '20261122T090721',
    '20261122T090721z',
    '20261122T090721.000Z',
    '20261122T090721+0000',
    '1795338441',
    '20261322T090721Z',
    '20260230T090721Z',
    '20261122T240721Z',
    '20261122T090760Z',
    '20261122T096021Z',
    '20260001T090721Z',
    '20260100T090721Z',
    '20270229T090721Z',
    'Sun, 22 Nov 2026 09:07:21 GMT',
  ]
  for (const date of malformed) assertRefused(signed({ 'X-Sdk-Date': date }), 'malformed_date')
})

test('every moment has one date, to the second', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true }),
      moment => {
        assert.equal(
          parseSdkDate(formatSdkDate(moment.getTime())),
          Math.floor(moment.getTime() / 1000) * 1000,
        )
      },
    ),
  )
})

test('the date may be 15 minutes off, and not a millisecond more', () => {
  const quarterMs = 15 * 60_000
  assertAccepted(signed(), { nowMs: nowMs + quarterMs })
  assertAccepted(signed(), { nowMs: nowMs - quarterMs })
  assertRefused(signed(), 'date_out_of_range', { nowMs: nowMs + quarterMs + 1 })
  assertRefused(signed(), 'date_out_of_range', { nowMs: nowMs - quarterMs - 1 })
})

test('a URL that is not valid percent-encoded UTF-8 is refused and never throws', () => {
  for (const rawUrl of [
    '/%',
    '/a?b=%zz',
    '/%ff',
    '/a?b=%ed%a0%80',
    '/\xe4',
    '/a b',
    '',
    'http://x/',
    '*',
    '/\ud800',
  ]) {
    assertRefused({ ...signed(), rawUrl }, 'malformed_url')
  }
})

test('the same query in another spelling or order is the same request', () => {
  const request = signed()
  for (const query of ['name=a+b&limit=10', 'limit=10&name=a%20b', 'name=%61%20b&&limit=10']) {
    assertAccepted({ ...request, rawUrl: `/v2/pid/instances/?${query}` })
  }
})

test('a declared payload hash must be the hash of the real body', () => {
  const body = Buffer.from('{}')
  const real = '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a'
  assertAccepted(signed({ 'X-Sdk-Content-Sha256': real }, body))
  assertRefused(signed({ 'X-Sdk-Content-Sha256': real }), 'wrong_payload_hash')
  assertRefused(signed({ 'X-Sdk-Content-Sha256': '' }, body), 'wrong_payload_hash')
  assertRefused(signed({ 'X-Sdk-Content-Sha256': real.toUpperCase() }, body), 'wrong_signature')
})

test('an unsigned payload is refused where the route reads a body', () => {
  const request = signed({ 'X-Sdk-Content-Sha256': 'UNSIGNED-PAYLOAD' })
  assertRefused(request, 'unsigned_payload')
  assertAccepted(request, { routeReadsBody: false })
  assertRefused({ ...request, body: Buffer.from('x') }, 'wrong_signature', { routeReadsBody: false })
})

test('an unknown key, a wrong secret and a wrong signature are refused alike', () => {
  const unknown = withAuthorization(text => text.replace('AKTEST', 'AKOTHER'))
  assert.deepEqual(verifySignature(received(unknown), options), {
    ok: false,
    reason: 'wrong_signature',
    accessKey: 'AKOTHER',
  })
  assertRefused(signed(), 'wrong_signature', { findSecret: () => 'SKOTHER' })
  assertRefused(
    withAuthorization(text => text.slice(0, -64) + '0'.repeat(64)),
    'wrong_signature',
  )
})
