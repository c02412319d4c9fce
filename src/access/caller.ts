import { timingSafeEqual } from 'node:crypto'
import type { Admission } from '../core/admission.ts'
import { isInUse, type Caller, type HeldKey } from '../core/caller.ts'
import type { User } from '../core/user.ts'
import type { Language } from '../core/words.ts'
import { authorizationScheme } from './authorization.ts'
import { headerValues, type RequestHeaders } from './request-headers.ts'
import type { KeyRing } from './key-ring.ts'
import { hashToken, tokenBelongsTo } from './keys.ts'
import type { Refusal } from './refusal.ts'
import { dateToleranceMs } from './sdk-date.ts'
import { isSameOrigin, openSession, sessionOf, type Session } from './session.ts'
import { open } from './sealing.ts'
import { verifySignature, type WireRequest } from './signature.ts'
import { openToken, type UserAdmission } from './user-token.ts'

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
  readonly findKey: (accessKey: string) => HeldKey | null
  /** The record whose token has this sha256 (hex); null if there is none. */
  readonly findKeyByTokenHash: (tokenHash: string) => HeldKey | null
  /** A user by id, disabled or not; null: there is none. */
  readonly findUser: (id: string) => User | null
  readonly ring: KeyRing
  /** The cookie in which a session comes. */
  readonly sessionCookie: string
  /** Whether a session or a token was ended, or one that it was made of. */
  readonly isRevoked: (admission: Admission) => boolean
  readonly nowMs: number
  /** Whether `Authorization: Bearer`, or the session of who signed in, is accepted (the native dialect only). */
  readonly allowBearer: boolean
  /** Whether the route reads a body, so that the body must be signed. */
  readonly routeReadsBody: boolean
}

/**
 * Who asks, by signature, bearer token, X-Auth-Token or session, or why nobody is let in: the first of them that is there
 * decides. Unsigned headers beside a signature decide neither who calls nor what the caller may do; X-Language only chooses
 * words. Throws AccessError only if a stored secret cannot be opened.
 */
export const authenticate = (request: WireRequest, options: AuthenticateOptions): Authenticated | Refusal => {
  const authorizations = headerValues(request.headers, 'authorization')
  const [authorization] = authorizations
  const tokens = authorization === undefined ? headerValues(request.headers, 'x-auth-token') : []
  if (tokens.length > 0) return byUserToken(request, tokens, options)
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
export const requestedLanguage = (headers: RequestHeaders): Language | null => {
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

const byUserToken = (
  request: WireRequest,
  tokens: readonly string[],
  options: AuthenticateOptions,
): Authenticated | Refusal => {
  const [text] = tokens as readonly [string, ...string[]]
  const token = tokens.length === 1 ? openToken(options.ring, text) : null
  if (token === null) return { ok: false, reason: 'wrong_token', accessKey: null }
  if (options.nowMs >= token.expiresAt) return { ok: false, reason: 'expired_token', accessKey: null }
  const user = userOf(token, options)
  return user === null
    ? { ok: false, reason: 'wrong_token', accessKey: null }
    : { ok: true, caller: callerOfUser(user, token, request), signed: null }
}

const bySession = (
  request: WireRequest,
  text: string,
  options: AuthenticateOptions,
): Authenticated | Refusal => {
  const session = openSession(options.ring, text, options.nowMs)
  const caller = session === null ? null : callerOfSession(session, request, options)
  const accessKey = session !== null && 'accessKey' in session ? session.accessKey : null
  if (caller === null) return { ok: false, reason: 'wrong_session', accessKey }
  const isSafe = request.method === 'GET' || isSameOrigin(request.headers)
  return isSafe ? { ok: true, caller, signed: null } : { ok: false, reason: 'cross_site', accessKey }
}

const callerOfSession = (
  session: Session,
  request: WireRequest,
  options: AuthenticateOptions,
): Caller | null => {
  if (!('accessKey' in session)) {
    const user = userOf(session, options)
    return user === null ? null : callerOfUser(user, session, request)
  }
  const { accessKey, keyGeneration, ...admission } = session
  const key = options.isRevoked(admission) ? null : options.findKey(accessKey)
  const isSame = isStillKey(keyGeneration, key) && isHeldBy(admission.held, key.holder)
  return isSame ? { ...callerOf(key, request), admission } : null
}

/** The user whom a token or session lets in; null: nobody any more. */
const userOf = (
  admission: UserAdmission,
  { isRevoked, findUser }: Pick<AuthenticateOptions, 'isRevoked' | 'findUser'>,
): User | null => {
  const user = isRevoked(admission) ? null : findUser(admission.held.user)
  return isHeldBy(admission.held, user) ? user : null
}

/** Whether a key is as it was when it let somebody in: in use, and neither rotated nor disabled since. */
export const isStillKey = (generation: number, key: HeldKey | null): key is HeldKey =>
  key !== null && isInUse(key) && key.generation === generation

/** Whether what a user came in by still lets in: it is in use, and has not changed its password since. */
export const isHeldBy = (held: Admission['held'], user: User | null): user is User =>
  user !== null && user.id === held.user && user.disabledAt === null && user.generation === held.generation

const bySignature = (request: WireRequest, options: AuthenticateOptions): Authenticated | Refusal => {
  const { findKey, ring, nowMs, routeReadsBody } = options
  const findSecret = (accessKey: string): string | null => {
    const key = findKey(accessKey)
    return key === null || !isInUse(key) ? null : secretOf(key, ring)
  }
  const verdict = verifySignature(request, { findSecret, nowMs, routeReadsBody })
  if (!verdict.ok) return verdict
  // Found a moment ago for its secret, and nothing has waited since.
  const key = findKey(verdict.accessKey) as HeldKey
  const signed = { signature: verdict.signature, expiresAtMs: verdict.signedAtMs + dateToleranceMs }
  return { ok: true, caller: callerOf(key, request), signed }
}

const callerOf = ({ accessKey, project, holder, generation }: HeldKey, { headers }: WireRequest): Caller => ({
  accessKey,
  user: { id: holder.id, name: holder.name },
  project,
  administrator: holder.administrator,
  language: requestedLanguage(headers) ?? holder.language,
  keyGeneration: generation,
})

const callerOfUser = (
  { id: userId, name, administrator, language }: User,
  { id, expiresAt, held, madeOf, project }: UserAdmission,
  { headers }: WireRequest,
): Caller => ({
  accessKey: name,
  user: { id: userId, name },
  project: project ?? '',
  administrator,
  language: requestedLanguage(headers) ?? language,
  admission: { id, expiresAt, held, madeOf },
})

/** Whether this is the secret key of a key in use. Takes the same time for every key, and for none (null). */
export const secretBelongsTo = (secretKey: string, key: HeldKey | null, ring: KeyRing): key is HeldKey => {
  const kept = key === null || !isInUse(key) ? '' : secretOf(key, ring)
  const same = timingSafeEqual(Buffer.from(hashToken(secretKey), 'hex'), Buffer.from(hashToken(kept), 'hex'))
  return same && kept !== ''
}

/** Opening costs more than all the rest of a verification, so a record's secret is opened once. */
const openedSecrets = new WeakMap<HeldKey, string>()

const secretOf = (key: HeldKey, ring: KeyRing): string => {
  const opened = openedSecrets.get(key)
  if (opened !== undefined) return opened
  const secretKey = open(ring, key.accessKey, key.sealedSecretKey)
  openedSecrets.set(key, secretKey)
  return secretKey
}
