import type { Caller } from '../core/caller.ts'

/** What a dialect may ask about who signs in. */
export interface SessionExchanges {
  /** Throws `sign_in_refused`. */
  signIn: { question: { readonly accessKey: string; readonly secretKey: string }; answer: SignedIn }
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
