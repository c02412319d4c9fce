import type { Language } from './words.ts'

/** A policy that a user has, by its name. */
export interface PolicyAttachment {
  readonly policy: string
  /** Null: in every project. */
  readonly project: string | null
}

/** A person or a program that asks, with access keys, a password or both. */
export interface User {
  readonly kind: 'user'
  /** 32 hex digits. */
  readonly id: string
  /** Unique, and never another: the history and the audit name it. */
  readonly name: string
  /** What a password is held to (`access/password.ts`); null: it cannot sign in with one. */
  readonly passwordHash: string | null
  /** Null: the project's. */
  readonly language: Language | null
  /** May change the registry, users, keys, policies and projects, as far as no policy denies it. */
  readonly administrator: boolean
  readonly policies: readonly PolicyAttachment[]
  /** Grows when whoever came in by the password has to come in anew. */
  readonly generation: number
  /** Null: in use. */
  readonly disabledAt: number | null
  readonly createdAt: number
  readonly updatedAt: number
  /** Grows by one with every change. */
  readonly revision: number
}

/** A user as others name it. */
export type UserName = Pick<User, 'id' | 'name'>

/** The user to whom the administrators' keys belong that are nobody else's, the first one among them. */
export const builtInAdministrator = 'administrator'

/** Whether somebody may bear this name: no blanks around it, and nothing that the history names otherwise. */
export function isUserName(text: string): boolean {
  const isName = /^[\p{L}\p{N}](?:[\p{L}\p{N}._@ -]{0,62}[\p{L}\p{N}])?$/u.test(text)
  return isName && !/^(?:STWL|worker-)/.test(text) && text !== builtInAdministrator
}

/** Whether a user has anything to do in a project: one without a policy there is not let into it by its id. */
export function isUserOf({ policies }: Pick<User, 'policies'>, project: string): boolean {
  return policies.some(attached => attached.project === null || attached.project === project)
}

/** The names of the policies that a user has in a project, each once. */
export function policyNamesIn({ policies }: Pick<User, 'policies'>, project: string): readonly string[] {
  const there = policies.filter(attached => attached.project === null || attached.project === project)
  return [...new Set(there.map(({ policy }) => policy))]
}
