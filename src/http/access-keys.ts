import { isDeepStrictEqual } from 'node:util'
import { authorizationScheme, parseSignatureClaim } from '../access/authorization.ts'
import { authenticate, secretBelongsTo, type Authenticated } from '../access/caller.ts'
import { algorithm } from '../access/canonical.ts'
import type { KeyRing, RandomBytes } from '../access/key-ring.ts'
import { createKey, hashToken } from '../access/keys.ts'
import { headerValues } from '../access/raw-headers.ts'
import type { Refusal } from '../access/refusal.ts'
import { openSession, sessionCookie, sessionOf, sessionSeconds } from '../access/session.ts'
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
  signOut(caller: Caller): Answer<'signOut'>
  /** Whether an access key opens anything, now. */
  isEnabled(accessKey: string): Promise<boolean>
  /** Who asks, or why nobody is let in. */
  authenticate(request: WireRequest, demands: Demands): Promise<Authenticated | Refusal>
}

export interface AccessKeyParts {
  readonly store: Pick<Store, 'findKey' | 'findKeyByTokenHash' | 'putKey'>
  readonly ring: KeyRing
  readonly random: RandomBytes
  /** Whether who signs in comes over TLS, as through a proxy that is declared. */
  readonly secure: boolean
  readonly now: () => number
}

/** Puts a store and a key ring behind the access keys. */
export function createAccessKeys({ store, ring, random, secure, now }: AccessKeyParts): AccessKeys {
  /** Records in use, by access key: a secret is opened once for as long as its record is the same object. */
  const inUse = new Map<string, AccessKey>()

  function recordInUse(stored: AccessKey): AccessKey {
    const known = inUse.get(stored.accessKey)
    if (known !== undefined && isDeepStrictEqual(known, stored)) return known
    inUse.set(stored.accessKey, stored)
    return stored
  }

  /** The stored key that a request claims, by whichever way; null: none. */
  async function claimedKey(request: WireRequest): Promise<AccessKey | null> {
    const [authorization = ''] = headerValues(request.headers, 'authorization')
    const scheme = authorizationScheme(authorization)
    if (scheme.toLowerCase() === 'bearer')
      return store.findKeyByTokenHash(hashToken(authorization.slice(scheme.length).trim()))
    const session = authorization === '' ? sessionOf(request.headers) : null
    const claimed =
      session === null
        ? scheme === algorithm && parseSignatureClaim(authorization)?.accessKey
        : openSession(ring, session, now())
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
      const setCookie = sessionCookie(ring, { accessKey, expiresAt }, secure)
      return { caller: { accessKey, project, administrator, language: null }, expiresAt, setCookie }
    },
    signOut: caller => ({ caller, setCookie: sessionCookie(ring, null, secure) }),
    isEnabled: async accessKey => (await store.findKey(accessKey))?.disabledAt === null,
    async authenticate(request, demands) {
      const stored = await claimedKey(request)
      const record = stored === null ? null : recordInUse(stored)
      return authenticate(request, {
        ...demands,
        findKey: accessKey => (record?.accessKey === accessKey ? record : null),
        findKeyByTokenHash: tokenHash => (record?.tokenHash === tokenHash ? record : null),
        ring,
        nowMs: now(),
      })
    },
  }
}
