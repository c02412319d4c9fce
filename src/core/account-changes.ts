import type { Json } from './json.ts'
import type { PolicyAttachment } from './user.ts'
import type { Language, Words } from './words.ts'

/** A user to be. */
export interface NewUser {
  readonly name: string
  /** Null: it signs in with access keys alone. */
  readonly password: string | null
  readonly language: Language | null
  readonly administrator: boolean
  /** Projects by id or name. */
  readonly policies: readonly PolicyAttachment[]
}

/** What of a user may be changed; what is left out stays. */
export interface UserChange {
  readonly language?: Language | null
  readonly administrator?: boolean
  readonly disabled?: boolean
}

/** What a project is called, and what of it may be changed; what is left out stays. */
export interface ProjectChange {
  readonly name?: string
  readonly description?: string
  readonly language?: Language | null
}

/** What a policy says; what is left out stays. */
export interface PolicyText {
  readonly description?: string
  /** JSON, or the text of it. */
  readonly document?: Json
}

/** A policy as it is shown: one of ours, or one that comes with Stepwell. */
export interface PolicyEntry {
  readonly name: string
  readonly description: Words
  /** JSON text, as it was written. */
  readonly document: string
  /** Null: it comes with Stepwell, and cannot be changed. */
  readonly updatedAt: number | null
  /** Names of the users who have it, in any project. */
  readonly users: readonly string[]
}

/** A key to be. */
export interface WantedKey {
  /** Id of the project that is asked where a request names none. */
  readonly project: string
  /** Id or name of the user it belongs to; left out: the built-in administrator, or a new user of its own with full access. */
  readonly user?: string
  readonly administrator: boolean
}
