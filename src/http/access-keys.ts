import { isDeepStrictEqual } from 'node:util'
import { authorizationScheme, parseSignatureClaim } from '../access/authorization.ts'
import { authenticate, type Authenticated } from '../access/caller.ts'
import { algorithm } from '../access/canonical.ts'
import type { KeyRing, RandomBytes } from '../access/key-ring.ts'
import { createKey, hashToken } from '../access/keys.ts'
import { headerValues } from '../access/raw-headers.ts'
import type { Refusal } from '../access/refusal.ts'
import type { WireRequest } from '../access/signature.ts'
import type { AccessKey } from '../core/caller.ts'
import type { Store } from '../core/store.ts'
import type { NewKey, Question } from '../dialects/question.ts'

/** What a route says about how it may be asked. */
export interface Demands {
  /** Whether a bearer token tells who asks. */
  readonly allowBearer: boolean
  /** Whether a body is read, so that it must be signed. */
  readonly routeReadsBody: boolean
}

/** The access keys of a store: makes them, and knows callers by them. */
export interface AccessKeys {
  create(wanted: Question<'createKey'>): Promise<NewKey>
  /** Whether an access key opens anything, now. */
  isEnabled(accessKey: string): Promise<boolean>
  /** Who asks, or why nobody is let in. */
  authenticate(request: WireRequest, demands: Demands): Promise<Authenticated | Refusal>
}

export interface AccessKeyParts {
  readonly store: Pick<Store, 'findKey' | 'findKeyByTokenHash' | 'putKey'>
  readonly ring: KeyRing
  readonly random: RandomBytes
  readonly now: () => number
}

/** Puts a store and a key ring behind the access keys. */
export function createAccessKeys({ store, ring, random, now }: AccessKeyParts): AccessKeys {
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
    const claim = scheme === algorithm ? parseSignatureClaim(authorization) : null
    return claim === null ? null : store.findKey(claim.accessKey)
  }

  return {
    async create({ project, administrator }) {
      const { plain, record } = createKey({ project, administrator }, ring, now(), random)
      await store.putKey(record)
      return { ...plain, project, administrator }
    },
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
