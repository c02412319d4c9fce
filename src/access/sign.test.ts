import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { canonicalPath, canonicalQueries } from './canonical.ts'
import { signRequest, type UnsignedRequest } from './sign.ts'
import { verifySignature } from './signature.ts'
import { received, type HeaderPairs, type SentRequest } from './testing/sent-request.ts'

const nowMs = Date.UTC(2026, 10, 22, 9, 7, 21)

const headerValue = fc.stringMatching(
  /^[\x21-\x7e\x80-\xff]([\x20-\x7e\x80-\xff]{0,20}[\x21-\x7e\x80-\xff])?$/,
)
const anySegments = fc.array(fc.string({ unit: 'grapheme' }).map(encodeURIComponent), { maxLength: 4 })
const anyPairs = fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' })), {
  maxLength: 4,
})

const anyRequest: fc.Arbitrary<UnsignedRequest> = fc
  .record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
    segments: anySegments,
    pairs: anyPairs,
    headers: fc.record(
      {
        'Content-Type': headerValue,
        'X-Project-Id': headerValue,
        'X-Language': headerValue,
        Accept: headerValue,
      },
      { requiredKeys: [] },
    ),
    body: fc.uint8Array({ maxLength: 40 }),
    secretKey: fc.stringMatching(/^[A-Z2-7]{1,40}$/),
  })
  .map(({ segments, pairs, ...rest }) => {
    const url = `http://127.0.0.1:7100/v2/${segments.join('/')}?${new URLSearchParams(pairs).toString()}`
    return { ...rest, headers: { ...rest.headers }, url, accessKey: 'AKTEST', nowMs }
  })

const send = (request: UnsignedRequest): SentRequest => {
  const { url, headers } = signRequest(request)
  return {
    method: request.method,
    rawUrl: url.pathname + url.search,
    headers: Object.entries(headers),
    body: request.body,
  }
}

const accepts = (sent: SentRequest, secretKey: string): boolean =>
  verifySignature(received(sent), { findSecret: () => secretKey, nowMs, routeReadsBody: true }).ok

const changeHeader = (headers: HeaderPairs, wanted: string, change: (value: string) => string): HeaderPairs =>
  headers.map(([name, value]) => [name, name === wanted ? change(value) : value])

test('whatever we sign verifies', () => {
  fc.assert(fc.property(anyRequest, request => accepts(send(request), request.secretKey)))
})

test('another method, path, query, body, host, date or secret is refused', () => {
  fc.assert(
    fc.property(anyRequest, request => {
      const sent = send(request)
      const [path = '', query = ''] = sent.rawUrl.split('?')
      const refused = (changed: Partial<SentRequest>): void =>
        assert.equal(accepts({ ...sent, ...changed }, request.secretKey), false)
      refused({ method: 'PATCH' })
      refused({ rawUrl: `${path}/x?${query}` })
      refused({ rawUrl: `/x${path}?${query}` })
      refused({ rawUrl: `${path}?${query}&added=1` })
      refused({ body: Buffer.concat([sent.body, Buffer.from('x')]) })
      refused({ headers: changeHeader(sent.headers, 'Host', () => '127.0.0.1:7101') })
      refused({ headers: changeHeader(sent.headers, 'X-Sdk-Date', () => '20261122T090722Z') })
      assert.equal(accepts(sent, `${request.secretKey}X`), false)
    }),
  )
})

test('any other path and any other query are refused', () => {
  fc.assert(
    fc.property(anyRequest, anySegments, anyPairs, (request, otherSegments, otherPairs) => {
      const sent = send(request)
      const [path = '', query = ''] = sent.rawUrl.split('?')
      const otherUrl = new URL(
        `http://h/v2/${otherSegments.join('/')}?${new URLSearchParams(otherPairs).toString()}`,
      )
      const otherQuery = otherUrl.search.slice(1)
      fc.pre(canonicalPath(otherUrl.pathname) !== canonicalPath(path))
      fc.pre(canonicalQueries(otherQuery)?.[0] !== canonicalQueries(query)?.[0])
      assert.equal(accepts({ ...sent, rawUrl: `${otherUrl.pathname}?${query}` }, request.secretKey), false)
      assert.equal(accepts({ ...sent, rawUrl: `${path}?${otherQuery}` }, request.secretKey), false)
    }),
  )
})

test('any change of a signed header is refused', () => {
  fc.assert(
    fc.property(anyRequest, headerValue, (request, other) => {
      const sent = send(request)
      for (const name of ['Content-Type', 'X-Project-Id', 'X-Language'] as const) {
        const value = request.headers[name]
        if (value === undefined || value === other) continue
        const headers = changeHeader(sent.headers, name, () => other)
        assert.equal(accepts({ ...sent, headers }, request.secretKey), false)
      }
    }),
  )
})

test('given host, date and authorization are replaced', () => {
  const given = { host: 'elsewhere', 'x-sdk-date': 'never', AUTHORIZATION: 'Bearer x', 'X-Project-Id': 'pid' }
  const { headers } = signRequest({ ...example, headers: given })
  assert.deepEqual(Object.keys(headers).toSorted(), ['Authorization', 'Host', 'X-Project-Id', 'X-Sdk-Date'])
  assert.equal(headers['Host'], '127.0.0.1:7100')
})

test('an address that no server could read is refused with what to do', () => {
  for (const url of ['127.0.0.1:7100/v1', 'file:///etc/passwd', 'http://h/%zz', 'http://h/?a=%ff']) {
    assert.throws(() => signRequest({ ...example, url }), {
      code: 'url_malformed',
      message: /percent-encode/,
    })
  }
})

test('a header that cannot be sent is refused by name, not by value', () => {
  assert.throws(() => signRequest({ ...example, headers: { 'X-Note': '任务' } }), {
    code: 'header_malformed',
    message: 'Header X-Note holds a character that no header can carry; leave it out.',
  })
})

const example: UnsignedRequest = {
  method: 'GET',
  url: 'http://127.0.0.1:7100/v1/tasks',
  headers: {},
  body: new Uint8Array(),
  accessKey: 'AKTEST',
  secretKey: 'SKTEST',
  nowMs,
}
