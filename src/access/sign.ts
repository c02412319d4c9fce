import { AccessError } from './access-error.ts'
import {
  algorithm,
  bodyHash,
  canonicalHeaders,
  canonicalPath,
  canonicalQueries,
  signatureBytes,
} from './canonical.ts'
import { indexHeaders } from './request-headers.ts'
import { formatSdkDate } from './sdk-date.ts'

/** A request to sign. */
export interface UnsignedRequest {
  readonly method: string
  /** Absolute http or https URL. */
  readonly url: string
  /** What will be sent besides Host, X-Sdk-Date and Authorization; one character a byte. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
  readonly accessKey: string
  readonly secretKey: string
  readonly nowMs: number
}

/** A request ready to send. */
export interface ReadyRequest {
  /** The URL as it must be sent. */
  readonly url: URL
  /** The given headers, with Host, X-Sdk-Date and Authorization. */
  readonly headers: Readonly<Record<string, string>>
}

/** Signs a request: its host and date, and its Content-Type, X-Language and X-Project-Id if given. Throws AccessError. */
export const signRequest = (request: UnsignedRequest): ReadyRequest => {
  const url = parseUrl(request.url)
  const path = canonicalPath(url.pathname)
  const query = canonicalQueries(url.search.slice(1))?.[0]
  if (path === null || query === undefined) throw malformedUrl()

  const date = formatSdkDate(request.nowMs)
  const headers = { ...withoutOurs(request.headers), Host: url.host, 'X-Sdk-Date': date }
  const index = indexHeaders(Object.entries(headers).flat())
  const signedHeaders = signableHeaders.filter(name => index.has(name))
  // Only names that are there were taken.
  const headerLines = canonicalHeaders(signedHeaders, index) as string
  const payloadHash = bodyHash(request.body)
  const parts = { method: request.method, path, query, headers: headerLines, signedHeaders, payloadHash }
  const signature = signatureBytes(parts, date, request.secretKey).toString('hex')
  const claim = `Access=${request.accessKey}, SignedHeaders=${signedHeaders.join(';')}, Signature=${signature}`
  return { url, headers: { ...headers, Authorization: `${algorithm} ${claim}` } }
}

const signableHeaders = ['content-type', 'host', 'x-language', 'x-project-id', 'x-sdk-date']
const ourHeaders: readonly string[] = ['host', 'x-sdk-date', 'authorization']

const withoutOurs = (headers: Readonly<Record<string, string>>): Record<string, string> => {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (ourHeaders.includes(name.toLowerCase())) continue
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) {
      throw new AccessError(
        'header_malformed',
        `Header ${name} holds a character that no header can carry; leave it out.`,
      )
    }
    kept[name] = value
  }
  return kept
}

const parseUrl = (text: string): URL => {
  const url = URL.parse(text)
  if (url === null || !['http:', 'https:'].includes(url.protocol)) throw malformedUrl()
  return url
}

const malformedUrl = (): AccessError =>
  new AccessError(
    'url_malformed',
    'The address is not a valid http or https URL: percent-encode its path and query as UTF-8 ("%" itself is %25).',
  )
