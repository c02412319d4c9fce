import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { formatSdkDate } from './sdk-date.ts'
import { verifySignature } from './signature.ts'
import { received, type HeaderPairs, type SentRequest } from './testing/sent-request.ts'
import { referenceAccepts, referenceSignature, type ReferenceRequest } from './testing/reference-verifier.ts'

// Ours and the reference verifier judge the same requests: signed as a client would, then changed in one place.
// They agree but where "Safer than the reference verifier" says otherwise.

const nowMs = Date.UTC(2026, 10, 22, 9, 7, 21)
const secretKey = 'SKTEST'
const routeReadsBody = true

const reserved = [
  '%2F',
  '%2f',
  '%20',
  '+',
  '*',
  '%2A',
  '%7E',
  '~',
  '%E4%BB%BB',
  '%25',
  '%2B',
  "'",
  '!',
  '()',
  ':',
]
const piece = fc.oneof(fc.stringMatching(/^[a-z0-9._-]{0,4}$/), fc.constantFrom(...reserved))
const word = fc.array(piece, { maxLength: 3 }).map(pieces => pieces.join(''))
const pair = fc.oneof(
  fc.tuple(word, word).map(([key, value]) => `${key}=${value}`),
  // As the Go SDK sends a value that is empty.
  word,
  fc.constantFrom('', 'limit=10', 'limit=', 'limit', 'id=b', 'id=a', 'id=a%3A', '=', '==', '=v'),
)
const header = fc.tuple(
  fc.constantFrom('Content-Type', 'Host', 'User-Agent', 'X-Project-Id', 'X-Language', 'X_Odd', 'Accept'),
  fc.oneof(
    fc.constant(''),
    fc.stringMatching(/^[!-~]([ -~]{0,8}[!-~])?$/),
    fc.constant(' a  b\t'),
    fc.constant('\xc3\xa0'),
  ),
)

/** A request that a client has signed over some of its headers. */
const signedRequest = fc
  .record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
    path: fc.array(word, { minLength: 1, maxLength: 4 }).map(words => `/${words.join('/')}`),
    query: fc.option(
      fc.array(pair, { maxLength: 4 }).map(pairs => pairs.join('&')),
      { nil: null },
    ),
    headers: fc.uniqueArray(header, { selector: ([name]) => name, maxLength: 5 }),
    hashed: fc.constantFrom('none', 'real', 'other', 'unsigned'),
    body: fc.constantFrom('', '{}', '{"job_ids":["j1"]}\n'),
    awaySeconds: fc.constantFrom(0, 0, 0, 900, -900, 901, -901),
    leftOut: fc.constantFrom('', '', 'x-project-id', 'content-type', 'x-sdk-date'),
  })
  .map(({ path, query, hashed, awaySeconds, leftOut, headers: given, ...drawn }): SentRequest => {
    const rawUrl = query === null ? path : `${path}?${query}`
    const body = Buffer.from(drawn.body)
    const hashes = {
      none: null,
      real: sha256(body),
      other: sha256(Buffer.from('x')),
      unsigned: 'UNSIGNED-PAYLOAD',
    }
    const hash = hashes[hashed]
    const headers: HeaderPairs = [
      ...given,
      ...(hash === null ? [] : [['X-Sdk-Content-Sha256', hash] as const]),
      ['X-Sdk-Date', formatSdkDate(nowMs + awaySeconds * 1000)],
    ]
    const names = headers.map(([name]) => name.toLowerCase()).filter(name => name !== leftOut)
    const signed = names.toSorted().join(';')
    const signature = referenceSignature(asDict({ ...drawn, rawUrl, body, headers }), signed, secretKey)
    const authorization = `SDK-HMAC-SHA256 Access=AKTEST, SignedHeaders=${signed}, Signature=${signature}`
    return { ...drawn, rawUrl, body, headers: [...headers, ['Authorization', authorization]] }
  })

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const asDict = (sent: SentRequest): ReferenceRequest => ({
  ...sent,
  headers: new Map(sent.headers.map(([name, value]) => [name.toLowerCase(), value])),
})

const changeOne = (headers: HeaderPairs, nth: number, change: (value: string) => string): HeaderPairs =>
  headers.map(([name, value], index) =>
    index === nth % headers.length ? [name, change(value)] : [name, value],
  )

/** Ways to change what was signed; some change nothing that counts. */
const changes: { readonly [what: string]: (sent: SentRequest, nth: number) => SentRequest } = {
  nothing: sent => sent,
  'another method': sent => ({ ...sent, method: 'PATCH' }),
  'a slash more': sent => ({ ...sent, rawUrl: sent.rawUrl.replace(/(\?|$)/, '/$1') }),
  'a segment more': sent => ({ ...sent, rawUrl: sent.rawUrl.replace(/(\?|$)/, '/x$1') }),
  'a parameter more': sent => ({
    ...sent,
    rawUrl: `${sent.rawUrl}${sent.rawUrl.includes('?') ? '&' : '?'}z=1`,
  }),
  'the query in another order': sent => {
    const [path, query] = sent.rawUrl.split('?')
    return query === undefined
      ? sent
      : { ...sent, rawUrl: `${path}?${query.split('&').toReversed().join('&')}` }
  },
  'a letter encoded': sent => ({ ...sent, rawUrl: sent.rawUrl.replace('a', '%61') }),
  'an escape in small letters': sent => ({ ...sent, rawUrl: sent.rawUrl.replace('%2F', '%2f') }),
  'an escape encoded again': sent => ({ ...sent, rawUrl: sent.rawUrl.replace('%', '%25') }),
  'another body': sent => ({ ...sent, body: Buffer.from('{"more":1}') }),
  'the body gone': sent => ({ ...sent, body: new Uint8Array() }),
  'the headers in another order': sent => ({ ...sent, headers: sent.headers.toReversed() }),
  'a header gone': (sent, nth) => ({
    ...sent,
    headers: sent.headers.filter((_, index) => index !== nth % sent.headers.length),
  }),
  'a header of another value': (sent, nth) => ({
    ...sent,
    headers: changeOne(sent.headers, nth, value => `${value}x`),
  }),
  'a header with white space around it': (sent, nth) => ({
    ...sent,
    headers: changeOne(sent.headers, nth, value => `  ${value}\t`),
  }),
  'a header that nobody signed': sent => ({ ...sent, headers: [...sent.headers, ['X-Domain-Id', 'd']] }),
}

/** What "Safer than the reference verifier" refuses, however it is signed. */
function isRefusedForSafety({ headers, body }: SentRequest): boolean {
  const dict = new Map(headers.map(([name, value]) => [name.toLowerCase(), value.trim()]))
  const declared = dict.get('x-sdk-content-sha256')
  const hashIsOther = declared !== undefined && declared !== sha256(body)
  const signed = /SignedHeaders=([^,]*)/.exec(dict.get('authorization') ?? '')?.[1] ?? ''
  const date = dict.get('x-sdk-date')
  const farAway = ['900', '-900', '0'].every(
    seconds => formatSdkDate(nowMs + Number(seconds) * 1000) !== date,
  )
  return hashIsOther || farAway || !signed.split(';').includes('x-sdk-date')
}

test('ours and the reference differ over a request, but where ours is safer', () => {
  const seen = { both: 0, neither: 0, safer: 0 }
  fc.assert(
    fc.property(signedRequest, fc.constantFrom(...Object.keys(changes)), fc.nat(20), (request, what, nth) => {
      const sent = changes[what]!(request, nth)
      const verdict = verifySignature(received(sent), { findSecret: () => secretKey, nowMs, routeReadsBody })
      const reference = referenceAccepts(asDict(trimmed(sent)), secretKey)
      const told = `${what}: ${JSON.stringify(verdict)}`
      if (isRefusedForSafety(sent)) {
        assert.equal(verdict.ok, false, told)
        seen.safer += reference ? 1 : 0
      } else {
        assert.equal(verdict.ok, reference, told)
        seen[reference ? 'both' : 'neither'] += 1
      }
    }),
    { numRuns: 4000, seed: 1 },
  )
  for (const [what, count] of Object.entries(seen)) assert.ok(count > 10, `${what}: ${count}`)
})

/** As an HTTP server gives them: without the white space around them. */
const trimmed = (sent: SentRequest): SentRequest => ({
  ...sent,
  headers: sent.headers.map(([name, value]) => [name, value.replaceAll(/^[ \t]+|[ \t]+$/g, '')]),
})
