import { isDeepStrictEqual } from 'node:util'
import { authorizationScheme, parseSignatureClaim } from '../access/authorization.ts'
import { authenticate, secretBelongsTo, type Authenticated } from '../access/caller.ts'
import { algorithm } from '../access/canonical.ts'
import type { KeyRing, RandomBytes } from '../access/key-ring.ts'
import { createKey, hashToken } from '../access/keys.ts'
import { headerValues } from '../access/raw-headers.ts'
import type { Refusal } from '../access/refusal.ts'
import {
  openSession,
  sessionCookie,
  sessionCookieName,
  sessionOf,
  sessionSeconds,
  type Session,
} from '../access/session.ts'
import type { WireRequest } from '../access/signature.ts'
import type { AccessKey, Caller } from '../core/caller.ts'
import { StepwellError } from '../core/error.ts'
import type { Store } from '../core/store.ts'
import type { Answer, NewKey, Question } from '../dialects/question.ts'

/** What a route says about how it may be asked. */
export interface Demands {
  /** Whether a bearer token or a session tells who asks. */
  readonly allowBearer: boolean
  /** Whether a body is read, so that it must be signed. */
  readonly routeReadsBody: boolean
}

/** The access keys of a store: makes them, and knows callers by them. */
export interface AccessKeys {
  create(wanted: Question<'createKey'>): Promise<NewKey>
  /** Throws `sign_in_refused`. */
  signIn(wanted: Question<'signIn'>): Promise<Answer<'signIn'>>
  /** Ends the session of who asks, wherever its cookie is; who comes with a key itself has none. */
  signOut(caller: Caller): Promise<Answer<'signOut'>>
  /** Whether who was let in would be still. */
  isLetIn(caller: Pick<Caller, 'accessKey' | 'admission'>): Promise<boolean>
  /** Who asks, or why nobody is let in. */
  authenticate(request: WireRequest, demands: Demands): Promise<Authenticated | Refusal>
}

export interface AccessKeyParts {
  readonly store: Pick<Store, 'findKey' | 'findKeyByTokenHash' | 'putKey' | 'revoke' | 'isRevoked'>
  readonly ring: KeyRing
  readonly random: RandomBytes
  /** Makes the ids of sessions. */
  readonly newId: () => string
  /** Whether who signs in comes over TLS, as through a proxy that is declared. */
  readonly secure: boolean
  readonly now: () => number
}

/** Puts a store and a key ring behind the access keys. */
export function createAccessKeys(parts: AccessKeyParts): AccessKeys {
  const { store, ring, random, secure, now } = parts
  const cookieName = sessionCookieName(ring, secure)
  /** Records in use, by access key: a secret is opened once for as long as its record is the same object. */
  const inUse = new Map<string, AccessKey>()

  function recordInUse(stored: AccessKey): AccessKey {
    const known = inUse.get(stored.accessKey)
    if (known !== undefined && isDeepStrictEqual(known, stored)) return known
    inUse.set(stored.accessKey, stored)
    return stored
  }

  /** The session that a request comes with, ended or not; null: none, or the request says itself who asks. */
  function claimedSession({ headers }: WireRequest): Session | null {
    if (headerValues(headers, 'authorization').length > 0) return null
    const text = sessionOf(headers, cookieName)
    return text === null ? null : openSession(ring, text, now())
  }

  /** The stored key that a request claims, by whichever way; null: none. */
  async function claimedKey(request: WireRequest, session: Session | null): Promise<AccessKey | null> {
    if (session !== null) return store.findKey(session.accessKey)
    const [authorization = ''] = headerValues(request.headers, 'authorization')
    const scheme = authorizationScheme(authorization)
    if (scheme.toLowerCase() === 'bearer')
      return store.findKeyByTokenHash(hashToken(authorization.slice(scheme.length).trim()))
    const claimed = scheme === algorithm && parseSignatureClaim(authorization)?.accessKey
    return claimed ? store.findKey(claimed) : null
  }

  return {
    async create({ project, administrator }) {
      const { plain, record } = createKey({ project, administrator }, ring, now(), random)
      await store.putKey(record)
      return { ...plain, project, administrator }
    },
    async signIn({ accessKey, secretKey }) {
      const key = await store.findKey(accessKey)
      if (!secretBelongsTo(secretKey, key, ring)) throw new StepwellError('sign_in_refused')
      const { project, administrator } = key
      const expiresAt = now() + sessionSeconds * 1000
      const setCookie = sessionCookie(ring, { id: parts.newId(), accessKey, expiresAt }, secure)
      return { caller: { accessKey, project, administrator, language: null }, expiresAt, setCookie }
    },
    async signOut(caller) {
      if (caller.admission !== undefined) await store.revoke(caller.admission, now())
      return { caller, setCookie: sessionCookie(ring, null, secure) }
    },
    async isLetIn({ accessKey, admission }) {
      const isOver =
        admission !== undefined && (admission.expiresAt <= now() || (await store.isRevoked(admission.id)))
      return !isOver && (await store.findKey(accessKey))?.disabledAt === null
    },
    async authenticate(request, demands) {
      const session = claimedSession(request)
      const isRevoked = session !== null && (await store.isRevoked(session.id))
      const stored = await claimedKey(request, session)
      const record = stored === null ? null : recordInUse(stored)
      return authenticate(request, {
        ...demands,
        findKey: accessKey => (record?.accessKey === accessKey ? record : null),
        findKeyByTokenHash: tokenHash => (record?.tokenHash === tokenHash ? record : null),
        ring,
        sessionCookie: cookieName,
        isRevoked: () => isRevoked,
        nowMs: now(),
      })
    },
  }
}
