import type { Language } from '../core/words.ts'

/** To whom and when something is told. */
export interface Telling {
  readonly language: Language
  /** Milliseconds since the epoch. */
  readonly now: number
  /** Left out: the local one. */
  readonly timeZone?: string
}
