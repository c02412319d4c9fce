import { timingSafeEqual } from 'node:crypto'
import type { AccessKey, Caller } from '../core/caller.ts'
import type { Language } from '../core/words.ts'
import { authorizationScheme } from './authorization.ts'
import { headerValues, type RawHeaders } from './raw-headers.ts'
import type { KeyRing } from './key-ring.ts'
import { hashToken, tokenBelongsTo } from './keys.ts'
import type { Refusal } from './refusal.ts'
import { dateToleranceMs } from './sdk-date.ts'
import { isSameOrigin, openSession, sessionOf } from './session.ts'
import { open } from './sealing.ts'
import { verifySignature, type WireRequest } from './signature.ts'

/** A caller let in. */
export interface Authenticated {
  readonly ok: true
  readonly caller: Caller
  /** The signature and when its date is over, for a replay memory; null for a token, which may ask the same again. */
  readonly signed: { readonly signature: string; readonly expiresAtMs: number } | null
}

/** What it takes to know a caller. */
export interface AuthenticateOptions {
  /**
   * The record of an access key, disabled or not; null if there is none. Give the same object while the record is the
   * same: its secret is opened once an object.
   */
  readonly findKey: (accessKey: string) => AccessKey | null
  /** The record whose token has this sha256 (hex); null if there is none. */
  readonly findKeyByTokenHash: (tokenHash: string) => AccessKey | null
  readonly ring: KeyRing
  /** The cookie in which a session comes. */
  readonly sessionCookie: string
  /** Whether a session was ended, by its id. */
  readonly isRevoked: (id: string) => boolean
  readonly nowMs: number
  /** Whether `Authorization: Bearer`, or the session of who signed in, is accepted (the native dialect only). */
  readonly allowBearer: boolean
  /** Whether the route reads a body, so that the body must be signed. */
  readonly routeReadsBody: boolean
}

/**
 * Who asks, by signature, bearer token or session, or why nobody is let in. A request that says itself who asks is not
 * looked at for a session. Unsigned headers decide neither who calls nor what
 * the caller may do; X-Language only chooses words. Throws AccessError only if a stored secret cannot be opened.
 */
export const authenticate = (request: WireRequest, options: AuthenticateOptions): Authenticated | Refusal => {
  const authorizations = headerValues(request.headers, 'authorization')
  const [authorization] = authorizations
  const session =
    options.allowBearer && authorization === undefined
      ? sessionOf(request.headers, options.sessionCookie)
      : null
  if (session !== null) return bySession(request, session, options)
  const comesWithToken =
    options.allowBearer &&
    authorization !== undefined &&
    authorizations.length === 1 &&
    authorizationScheme(authorization).toLowerCase() === 'bearer'
  return comesWithToken ? byToken(request, authorization, options) : bySignature(request, options)
}

/** The language X-Language asks for; null if it is absent or names another. */
export const requestedLanguage = (headers: RawHeaders): Language | null => {
  const language = headerValues(headers, 'x-language')[0]?.toLowerCase()
  return language === 'en-us' || language === 'zh-cn' ? language : null
}

const byToken = (
  request: WireRequest,
  authorization: string,
  options: AuthenticateOptions,
): Authenticated | Refusal => {
  const token = authorization.slice('bearer'.length).trim()
  const key = options.findKeyByTokenHash(hashToken(token))
  if (!tokenBelongsTo(token, key) || key === null)
    return { ok: false, reason: 'wrong_token', accessKey: null }
  return { ok: true, caller: callerOf(key, request), signed: null }
}

const bySession = (
  request: WireRequest,
  text: string,
  { ring, nowMs, findKey, isRevoked }: AuthenticateOptions,
): Authenticated | Refusal => {
  const session = openSession(ring, text, nowMs)
  if (session === null) return { ok: false, reason: 'wrong_session', accessKey: null }
  const { accessKey, ...admission } = session
  const key = isRevoked(admission.id) ? null : findKey(accessKey)
  if (key === null || key.disabledAt !== null) return { ok: false, reason: 'wrong_session', accessKey }
  const isSafe = request.method === 'GET' || isSameOrigin(request.headers)
  if (!isSafe) return { ok: false, reason: 'cross_site', accessKey }
  return { ok: true, caller: { ...callerOf(key, request), admission }, signed: null }
}

const bySignature = (request: WireRequest, options: AuthenticateOptions): Authenticated | Refusal => {
  const { findKey, ring, nowMs, routeReadsBody } = options
  const findSecret = (accessKey: string): string | null => {
    const key = findKey(accessKey)
    return key === null || key.disabledAt !== null ? null : secretOf(key, ring)
  }
  const verdict = verifySignature(request, { findSecret, nowMs, routeReadsBody })
  if (!verdict.ok) return verdict
  // Found a moment ago for its secret, and nothing has waited since.
  const key = findKey(verdict.accessKey) as AccessKey
  const signed = { signature: verdict.signature, expiresAtMs: verdict.signedAtMs + dateToleranceMs }
  return { ok: true, caller: callerOf(key, request), signed }
}

const callerOf = (key: AccessKey, request: WireRequest): Caller => ({
  accessKey: key.accessKey,
  project: key.project,
  administrator: key.administrator,
  language: requestedLanguage(request.headers),
})

/** Whether this is the secret key of a key in use. Takes the same time for every key, and for none (null). */
export const secretBelongsTo = (
  secretKey: string,
  key: AccessKey | null,
  ring: KeyRing,
): key is AccessKey => {
  const kept = key === null || key.disabledAt !== null ? '' : secretOf(key, ring)
  const same = timingSafeEqual(Buffer.from(hashToken(secretKey), 'hex'), Buffer.from(hashToken(kept), 'hex'))
  return same && kept !== ''
}

/** Opening costs more than all the rest of a verification, so a record's secret is opened once. */
const openedSecrets = new WeakMap<AccessKey, string>()

const secretOf = (key: AccessKey, ring: KeyRing): string => {
  const opened = openedSecrets.get(key)
  if (opened !== undefined) return opened
  const secretKey = open(ring, key.accessKey, key.sealedSecretKey)
  openedSecrets.set(key, secretKey)
  return secretKey
}
