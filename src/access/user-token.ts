import type { Admission } from '../core/admission.ts'
import type { KeyRing } from './key-ring.ts'
import { open, seal } from './sealing.ts'

/** How long a token holds: 24 hours, as the cloud's do. */
export const tokenMs = 24 * 60 * 60 * 1000

/** What tokens are sealed for, so that no other sealed text can pass for one. */
const recordId = 'token of a user, with what it was made of'

/** A user who came in by the password, and for what; no key is named, so that its end is the user's alone. */
export interface UserAdmission extends Admission {
  /** Null: the account as a whole. */
  readonly project: string | null
  readonly issuedAt: number
  /** By what it was given, as in `password`. */
  readonly methods: readonly string[]
}

/** The text of a token: only we can make one, and who has it cannot read it. */
export const sealToken = (ring: KeyRing, token: UserAdmission): string =>
  seal(ring, recordId, JSON.stringify(token))

/** A token, over or not; null: it is none of ours. Whether it was ended, or its user may still come in, is not looked at. */
export const openToken = (ring: KeyRing, text: string): UserAdmission | null => {
  try {
    return JSON.parse(open(ring, recordId, text)) as UserAdmission
  } catch {
    return null
  }
}
