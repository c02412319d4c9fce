import { hash } from 'node:crypto'
import { hmacSha256 } from './hmac.ts'
import type { RequestHeaders } from './request-headers.ts'

/** The one algorithm that is served; it is every client's default. */
export const algorithm = 'SDK-HMAC-SHA256'

/** sha256 of no bytes, in hex. */
export const emptyBodyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

/** The parts of a canonical request, each already in its canonical form. */
export interface CanonicalParts {
  readonly method: string
  readonly path: string
  readonly query: string
  /** Ends with a line break; a blank line follows it in the canonical request. */
  readonly headers: string
  readonly signedHeaders: readonly string[]
  readonly payloadHash: string
}

/** sha256 of a body, in lower-case hex. */
export const bodyHash = (body: Uint8Array): string =>
  body.length === 0 ? emptyBodyHash : hash('sha256', body)

/** Every segment decoded and encoded again, always ending with "/"; null if it is not valid percent-encoded UTF-8. */
export const canonicalPath = (rawPath: string): string | null => {
  const segments = plainPath.test(rawPath) ? [rawPath] : rawPath.split('/').map(recode)
  if (segments.includes(null)) return null
  const path = segments.join('/')
  return path.endsWith('/') ? path : `${path}/`
}

/**
 * The forms in which a client may have signed this query; null if it is not valid percent-encoded UTF-8.
 * One form, unless a key is repeated: then Node, Go and Python sort its values before they encode them,
 * golangsdk after, and Java leaves them as they are. All of them hold the same keys and values.
 */
export const canonicalQueries = (rawQuery: string): readonly string[] | null => {
  if (rawQuery === '') return ['']
  const isPlain = plainQuery.test(rawQuery)
  const pairs: QueryPair[] = []
  for (const part of rawQuery.split('&')) {
    if (part === '') continue
    const pair = parsePair(part, isPlain)
    if (pair === null) return null
    pairs.push(pair)
  }
  const sorted = pairs.toSorted(byKeyThenValue)
  const repeatsAKey = sorted.some((pair, index) => pair.key === sorted[index + 1]?.key)
  if (!repeatsAKey) return [joinPairs(sorted)]
  const sortedDecoded = pairs.toSorted(byKeyThenDecodedValue)
  const inOrderSent = pairs.toSorted((left, right) => compare(left.key, right.key))
  return [...new Set([sorted, sortedDecoded, inOrderSent].map(joinPairs))]
}

/** One line for every value of every signed header (Go sorts the values of a doubled one); null if one is missing. */
export const canonicalHeaders = (
  signedHeaders: readonly string[],
  headers: RequestHeaders,
): string | null => {
  let lines = ''
  for (const name of signedHeaders) {
    const values = headers.get(name)
    if (values === undefined) return null
    if (values.length === 1) lines += `${name}:${values[0]}\n`
    else for (const value of values.toSorted(compare)) lines += `${name}:${value}\n`
  }
  return lines
}

/** The canonical request as text, one character a byte. */
export const canonicalRequest = (parts: CanonicalParts): string =>
  `${parts.method}\n${parts.path}\n${parts.query}\n${parts.headers}\n${parts.signedHeaders.join(';')}\n${parts.payloadHash}`

/** sha256 of a canonical request, in hex. */
export const canonicalHash = (parts: CanonicalParts): string =>
  // Header values are bytes: a UTF-8 value signed by Python or Go arrives as one character a byte.
  hash('sha256', Buffer.from(canonicalRequest(parts), 'latin1'))

/** The 32 bytes of the signature over a canonical request at a date (YYYYMMDDTHHMMSSZ). */
export const signatureBytes = (parts: CanonicalParts, date: string, secretKey: string): Buffer =>
  hmacSha256(secretKey, `${algorithm}\n${date}\n${canonicalHash(parts)}`)

interface QueryPair {
  readonly key: string
  readonly value: string
  readonly decodedValue: string
}

const plain = /^[A-Za-z0-9\-._~]*$/
const plainQuery = /^[A-Za-z0-9\-._~=&]*$/
const plainPath = /^[A-Za-z0-9\-._~/]*$/

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)

const byKeyThenValue = (left: QueryPair, right: QueryPair): number =>
  compare(left.key, right.key) || compare(left.value, right.value)

const byKeyThenDecodedValue = (left: QueryPair, right: QueryPair): number =>
  compare(left.key, right.key) || compare(left.decodedValue, right.decodedValue)

const joinPairs = (pairs: readonly QueryPair[]): string =>
  pairs.map(pair => `${pair.key}=${pair.value}`).join('&')

const parsePair = (part: string, isPlain: boolean): QueryPair | null => {
  const equals = part.indexOf('=')
  const rawKey = equals < 0 ? part : part.slice(0, equals)
  const rawValue = equals < 0 ? '' : part.slice(equals + 1)
  // Nearly every query: nothing in it stands for something else.
  if (isPlain && !rawValue.includes('=')) return { key: rawKey, value: rawValue, decodedValue: rawValue }
  const key = decode(rawKey.replaceAll('+', ' '))
  const decodedValue = decode(rawValue.replaceAll('+', ' '))
  if (key === null || decodedValue === null) return null
  return { key: encode(key), value: encode(decodedValue), decodedValue }
}

const recode = (text: string): string | null => {
  const decoded = decode(text)
  return decoded === null ? null : encode(decoded)
}

const decode = (text: string): string | null => {
  if (plain.test(text)) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

const encode = (text: string): string =>
  plain.test(text)
    ? text
    : encodeURIComponent(text).replace(
        /[!'()*]/g,
        character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
      )
