import type { Admission } from './admission.ts'
import { StepwellError, type Problem } from './error.ts'
import type { User, UserName } from './user.ts'
import type { Language } from './words.ts'

/** Who asks, and in which project. */
export interface Caller {
  /** What the history names: the access key's public part, or the name of a user who has signed in with a password. */
  readonly accessKey: string
  /** Left out: nobody who is known. */
  readonly user?: UserName
  /** Empty: none; a token may be of the account as a whole. */
  readonly project: string
  /** May change what is an administrator's: {@link requireAdministrator}. */
  readonly administrator: boolean
  /** Null: the server's language. */
  readonly language: Language | null
  /** Where the request came from, an IP address; null or left out: not known. */
  readonly address?: string | null
  /** What lets the caller in for a time; left out: the key itself, for as long as it is in use. */
  readonly admission?: Admission
  /** The generation of the access key that let the caller in, by itself or by a session; left out: none did. */
  readonly keyGeneration?: number
}

/**
 * Refuses a caller who is not an administrator an act of ours, `<type>:<act>` as policies name it; `problems` tell why it takes
 * one, where that is not plain.
 */
export function requireAdministrator(caller: Caller, act: string, problems: readonly Problem[] = []): void {
  if (!caller.administrator) throw new StepwellError('forbidden', { act: `stepwell:${act}` }, { problems })
}

/** An access key as it is kept: its user asks with it, by signature or by token. */
export interface AccessKey {
  /** The public part; the record's id. */
  readonly accessKey: string
  /** The secret key, sealed for this access key. */
  readonly sealedSecretKey: string
  /** sha256 of the bearer token, 64 hex digits; the token itself is kept nowhere. */
  readonly tokenHash: string
  /** Id of the user it belongs to. */
  readonly user: string
  /** The project that is asked where the request names none; 32 hex digits. */
  readonly project: string
  /** Grows when whoever came in by the key has to come in anew: it was rotated or disabled. */
  readonly generation: number
  readonly createdAt: number
  /** When it was used last, give or take a minute; null: never. */
  readonly lastUsedAt: number | null
  /** Null: it is in use. */
  readonly disabledAt: number | null
}

/** An access key and the user it belongs to. */
export interface HeldKey extends AccessKey {
  readonly holder: User
}

/** Whether a key lets in: neither it nor its user is disabled. */
export function isInUse({ disabledAt, holder }: Pick<HeldKey, 'disabledAt' | 'holder'>): boolean {
  return disabledAt === null && holder.disabledAt === null
}
