import { hash, timingSafeEqual } from 'node:crypto'
import { isInUse, type AccessKey, type HeldKey } from '../core/caller.ts'
import type { KeyRing, RandomBytes } from './key-ring.ts'
import { base32 } from './base32.ts'
import { seal } from './sealing.ts'

/** The values that are shown once, when a key is created, and never again. */
export interface PlainKey {
  readonly accessKey: string
  /** 40 upper-case letters and digits. */
  readonly secretKey: string
  /** `stw_` and 43 characters of base64url. */
  readonly token: string
}

/** What a new key is to be. */
export interface NewKey {
  readonly project: string
  /** Id of the user it is to belong to. */
  readonly user: string
}

/** Creates a key: the values to show once, and the record to keep. One that is rotated keeps its public part. */
export const createKey = (
  wanted: NewKey,
  ring: KeyRing,
  nowMs: number,
  random: RandomBytes,
  accessKey = `STWL${base32(random(10))}`,
): { readonly plain: PlainKey; readonly record: AccessKey } => {
  const secretKey = base32(random(25))
  const token = `${tokenMark}${Buffer.from(random(32)).toString('base64url')}`
  const record = {
    ...wanted,
    accessKey,
    sealedSecretKey: seal(ring, accessKey, secretKey),
    tokenHash: hashToken(token),
    generation: 1,
    createdAt: nowMs,
    lastUsedAt: null,
    disabledAt: null,
  }
  return { plain: { accessKey, secretKey, token }, record }
}

const tokenMark = 'stw_'

/** Whether a text has the form of a key's token; one of a user has another. */
export const isKeyToken = (text: string): boolean => text.startsWith(tokenMark)

/** What a token is looked up by: its sha256, 64 hex digits. */
export const hashToken = (token: string): string => hash('sha256', token)

/** Whether a token is this key's; a disabled key has none. Takes the same time for every key, and for none (null). */
export const tokenBelongsTo = (token: string, key: HeldKey | null): key is HeldKey => {
  const given = Buffer.from(hashToken(token), 'hex')
  const kept = Buffer.from(key?.tokenHash ?? decoyHash, 'hex')
  const same = timingSafeEqual(given, kept)
  return same && key !== null && isInUse(key)
}

/** Whether this is the id of a project: 32 lower-case hex digits. */
export const isProjectId = (text: string): boolean => /^[0-9a-f]{32}$/.test(text)

/** A new id of a project, a user or the account. */
export const newAccountId = (random: RandomBytes): string => Buffer.from(random(16)).toString('hex')

const decoyHash = '0'.repeat(64)
