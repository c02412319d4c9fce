import { createHash, createHmac } from 'node:crypto'

/**
 * Test support: a verifier of signatures that was written in Python beside recordings of the SDKs, line for line. It accepted
 * every request that was recorded; it knows neither dates nor bounds, and it is in no hurry.
 */

/** A request as it came, with one value a header (a Python dict holds the last). */
export interface ReferenceRequest {
  readonly method: string
  readonly rawUrl: string
  /** By lower-case name; one character a byte. */
  readonly headers: ReadonlyMap<string, string>
  readonly body: Uint8Array
}

/** The signature that the reference expects over these headers, in hex; null: one of them is not there. */
export function referenceSignature(
  { method, rawUrl, headers, body }: ReferenceRequest,
  signed: string,
  secretKey: string,
): string | null {
  const [rawPath = '', ...rest] = rawUrl.split('?')
  const segments = rawPath.split('/').map(segment => quote(unquote(segment)))
  const uri = segments.join('/').endsWith('/') ? segments.join('/') : `${segments.join('/')}/`
  const pairs = rest
    .join('?')
    .split('&')
    .filter(part => part !== '')
    .map(part => part.replaceAll('+', ' ').split('='))
    .map(([key = '', ...value]) => [quote(unquote(key)), quote(unquote(value.join('=')))] as const)
  const query = pairs
    .toSorted(([key, value], [otherKey, other]) => order(key, otherKey) || order(value, other))
    .map(([key, value]) => `${key}=${value}`)
    .join('&')
  let lines = ''
  for (const name of signed.split(';')) {
    const value = headers.get(name)
    if (value === undefined) return null
    lines += `${name}:${strip(value)}\n`
  }
  const payloadHash = headers.get('x-sdk-content-sha256') || createHash('sha256').update(body).digest('hex')
  const request = [method, uri, query, lines, signed, payloadHash].join('\n')
  const requestHash = createHash('sha256').update(Buffer.from(request, 'latin1')).digest('hex')
  const toSign = ['SDK-HMAC-SHA256', headers.get('x-sdk-date') ?? '', requestHash].join('\n')
  return createHmac('sha256', secretKey).update(toSign).digest('hex')
}

/** Whether the reference lets a request in. */
export function referenceAccepts(request: ReferenceRequest, secretKey: string): boolean {
  const authorization = request.headers.get('authorization') ?? ''
  const claim = /^SDK-HMAC-SHA256 Access=AKTEST, SignedHeaders=(\S*), Signature=(\S*)$/.exec(authorization)
  const [, signed, signature] = claim ?? []
  return signed !== undefined && referenceSignature(request, signed, secretKey) === signature
}

/** Of bytes: `trim` would take 0xA0 too, which is the end of letters such as "à" in UTF-8. */
const strip = (value: string): string => value.replaceAll(/^[ \t]+|[ \t]+$/g, '')

const order = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/** Python's `quote(text, safe='~')`. */
const quote = (text: string): string =>
  [...Buffer.from(text)]
    .map(byte => (isUnreserved(byte) ? String.fromCharCode(byte) : percent(byte)))
    .join('')

const isUnreserved = (byte: number): boolean => /[A-Za-z0-9_.~-]/.test(String.fromCharCode(byte))
const percent = (byte: number): string => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`

/** Python's `unquote`: what is no escape stays, and what is no UTF-8 becomes U+FFFD. */
const unquote = (text: string): string =>
  text.replaceAll(/(?:%[0-9a-fA-F]{2})+/g, escapes =>
    Buffer.from(escapes.replaceAll('%', ''), 'hex').toString(),
  )
