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
}
