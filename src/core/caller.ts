import type { Admission } from './admission.ts'
import { StepwellError, type Problem } from './error.ts'
import type { Language } from './words.ts'

/** Who asks: an access key of one project. */
export interface Caller {
  /** The access key's public part; what the history names. */
  readonly accessKey: string
  readonly project: string
  /** May register instances and create keys. */
  readonly administrator: boolean
  /** Null: the server's language. */
  readonly language: Language | null
  /** What lets the caller in for a time; left out: the key itself, for as long as it is in use. */
  readonly admission?: Admission
}

/** Refuses a caller who is not an administrator; `problems` tell why it takes one, where that is not plain. */
export function requireAdministrator(caller: Caller, act: string, problems: readonly Problem[] = []): void {
  if (!caller.administrator) throw new StepwellError('forbidden', { act }, { problems })
}

/** An access key as it is kept: it opens one project, by signature or by token. */
export interface AccessKey {
  /** The public part; the record's id. */
  readonly accessKey: string
  /** The secret key, sealed for this access key. */
  readonly sealedSecretKey: string
  /** sha256 of the bearer token, 64 hex digits; the token itself is kept nowhere. */
  readonly tokenHash: string
  /** 32 hex digits. */
  readonly project: string
  readonly administrator: boolean
  readonly createdAt: number
  /** Null: it is in use. */
  readonly disabledAt: number | null
}
