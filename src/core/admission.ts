/** What lets somebody in for a time and has an id of its own, so that it can be ended before: a session, a token. */
export interface Admission {
  readonly id: string
  /** When it is over by itself, in milliseconds since the epoch. */
  readonly expiresAt: number
  /** The user who came in, and the generation by which that holds. */
  readonly held: { readonly user: string; readonly generation: number }
  /** Ids of the tokens that it was made of one after the other: it ends with each of them. Empty: of a secret. */
  readonly madeOf: readonly string[]
}

/** What an admission that is ended is remembered by. */
export type Ending = Pick<Admission, 'id' | 'expiresAt'>

/** The part of a store that remembers which admissions were ended before their time. */
export interface AdmissionStore {
  /** Ends an admission for ever; what is over by itself at `now` is forgotten. */
  revoke(admission: Ending, now: number): Promise<void>
  /** Whether an admission was ended; nobody need ask for one that is over by itself. */
  isRevoked(id: string): Promise<boolean>
}
