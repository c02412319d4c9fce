import type { Caller } from '../core/caller.ts'

/** By what somebody signs in. */
export type SigningIn =
  | { readonly accessKey: string; readonly secretKey: string }
  | {
      /** Id or name. */
      readonly user: string
      readonly password: string
      /** Id or name of the project to ask in; null: one that the user has something to do in. */
      readonly project: string | null
    }

/** What a dialect may ask about who signs in. */
export interface SessionExchanges {
  /** Throws `sign_in_refused`, or `sign_in_limited` for who has to wait. */
  signIn: { question: SigningIn; answer: SignedIn }
  signOut: { question: null; answer: SignedOut }
  who: { question: null; answer: Caller }
}

/** Who has signed out. */
export interface SignedOut {
  readonly caller: Caller
  /** The header that makes the browser keep, or drop, the session. */
  readonly setCookie: string
}

/** Who has signed in. */
export interface SignedIn extends SignedOut {
  /** Milliseconds since the epoch. */
  readonly expiresAt: number
}
