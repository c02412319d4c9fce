import { timingSafeEqual } from 'node:crypto'
import { authorizationScheme, parseSignatureClaim } from './authorization.ts'
import {
  algorithm,
  bodyHash,
  canonicalHeaders,
  canonicalPath,
  canonicalQueries,
  emptyBodyHash,
  signatureBytes,
} from './canonical.ts'
import type { RequestHeaders } from './request-headers.ts'
import type { Refusal, RefusalReason } from './refusal.ts'
import { dateToleranceMs, parseSdkDate } from './sdk-date.ts'

/** A request as it came over the wire. */
export interface WireRequest {
  readonly method: string
  /** Path and query exactly as sent, undecoded. */
  readonly rawUrl: string
  readonly headers: RequestHeaders
  readonly body: Uint8Array
}

/** What the verdict needs besides the request. */
export interface VerifyOptions {
  /** The secret key of an access key in use; null if there is none. */
  readonly findSecret: (accessKey: string) => string | null
  readonly nowMs: number
  /** Whether the route reads a body; only one that does not accepts `UNSIGNED-PAYLOAD`. */
  readonly routeReadsBody: boolean
}

/** A request whose signature is right. */
export interface Verified {
  readonly ok: true
  readonly accessKey: string
  /** 64 hex digits; the same on a request that is sent again. */
  readonly signature: string
  readonly signedAtMs: number
  /** Lower-case names. Everything else in the headers was not vouched for by the caller. */
  readonly signedHeaders: readonly string[]
}

/**
 * Verifies an SDK-HMAC-SHA256 signature as every SDK makes it: over exactly the names in SignedHeaders, the method,
 * path and query, and the hash of the real body, on GET too. Never throws for what a caller can send.
 */
export const verifySignature = (request: WireRequest, options: VerifyOptions): Verified | Refusal => {
  const { headers } = request
  const authorizations = headers.get('authorization') ?? []
  const dates = headers.get(dateHeader) ?? []
  const declaredHashes = headers.get(payloadHashHeader) ?? []

  const [authorization] = authorizations
  if (authorization === undefined) return refuse('missing_authorization', null)
  if (authorizations.length > 1) return refuse('doubled_header', null)
  if (authorizationScheme(authorization) !== algorithm) return refuse('unsupported_scheme', null)
  const claim = parseSignatureClaim(authorization)
  if (claim === null) return refuse('malformed_authorization', null)
  const { accessKey, signature, signedHeaders } = claim

  if (dates.length > 1 || declaredHashes.length > 1) return refuse('doubled_header', accessKey)
  const [date] = dates
  if (date === undefined) return refuse('missing_date', accessKey)
  const signedAtMs = parseSdkDate(date)
  if (signedAtMs === null) return refuse('malformed_date', accessKey)
  // The string to sign holds the date too, so an unsigned one could not be changed; but no client leaves it out.
  if (!signedHeaders.includes(dateHeader)) return refuse('unsigned_date', accessKey)
  if (Math.abs(options.nowMs - signedAtMs) > dateToleranceMs) return refuse('date_out_of_range', accessKey)

  const headerLines = canonicalHeaders(signedHeaders, headers)
  if (headerLines === null) return refuse('missing_signed_header', accessKey)
  const url = canonicalUrl(request.rawUrl)
  if (url === null) return refuse('malformed_url', accessKey)
  const payloadHashes = acceptedPayloadHashes(declaredHashes[0], request.body, options.routeReadsBody)
  if (typeof payloadHashes === 'string') return refuse(payloadHashes, accessKey)

  const secretKey = options.findSecret(accessKey)
  const claimed = Buffer.from(signature, 'hex')
  let matches = false
  for (const query of url.queries) {
    for (const payloadHash of payloadHashes) {
      const { method } = request
      const parts = { method, path: url.path, query, headers: headerLines, signedHeaders, payloadHash }
      // An unknown key is worked out to the end as well: the time an answer takes tells nobody which keys exist.
      matches = timingSafeEqual(claimed, signatureBytes(parts, date, secretKey ?? decoySecret)) || matches
    }
  }
  if (!matches || secretKey === null) return refuse('wrong_signature', accessKey)
  return { ok: true, accessKey, signature, signedAtMs, signedHeaders }
}

const dateHeader = 'x-sdk-date'
const payloadHashHeader = 'x-sdk-content-sha256'
const unsignedPayload = 'UNSIGNED-PAYLOAD'
const decoySecret = 'NOTASECRETNOTASECRETNOTASECRETNOTASECRET'

const refuse = (reason: RefusalReason, accessKey: string | null): Refusal => ({
  ok: false,
  reason,
  accessKey,
})

const canonicalUrl = (
  rawUrl: string,
): { readonly path: string; readonly queries: readonly string[] } | null => {
  // A byte beyond visible ASCII was not percent-encoded; an absolute URL would hide its host in the path.
  if (!/^\/[!-~]*$/.test(rawUrl)) return null
  const mark = rawUrl.indexOf('?')
  const path = canonicalPath(mark < 0 ? rawUrl : rawUrl.slice(0, mark))
  const queries = canonicalQueries(mark < 0 ? '' : rawUrl.slice(mark + 1))
  return path === null || queries === null ? null : { path, queries }
}

/** The texts that may stand for the body in the canonical request, or why none may. */
const acceptedPayloadHashes = (
  declared: string | undefined,
  body: Uint8Array,
  routeReadsBody: boolean,
): readonly string[] | RefusalReason => {
  if (declared === unsignedPayload) {
    if (routeReadsBody) return 'unsigned_payload'
    // Python says UNSIGNED-PAYLOAD and yet signs the hash of an empty body.
    return body.length === 0 ? [unsignedPayload, emptyBodyHash] : [unsignedPayload]
  }
  const real = bodyHash(body)
  if (declared === undefined) return [real]
  return declared.toLowerCase() === real ? [declared] : 'wrong_payload_hash'
}
