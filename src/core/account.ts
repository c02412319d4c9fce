import type { AccessKey } from './caller.ts'
import type { User } from './user.ts'
import type { Language } from './words.ts'

/** The account that all projects and users of a server belong to: what the cloud calls a domain. There is one. */
export interface Domain {
  readonly kind: 'domain'
  /** 32 hex digits. */
  readonly id: string
  readonly name: string
  readonly createdAt: number
  readonly updatedAt: number
  readonly revision: number
}

/** What instances and tasks belong to; who asks sees one at a time. */
export interface Project {
  readonly kind: 'project'
  /** 32 hex digits. */
  readonly id: string
  /** Unique; clients that know only a region ask for the project of its name. */
  readonly name: string
  readonly description: string
  /** Null: the server's. */
  readonly language: Language | null
  readonly createdAt: number
  readonly updatedAt: number
  readonly revision: number
}

/** An identity policy that was written for this server. */
export interface StoredPolicy {
  readonly kind: 'policy'
  /** Its name, which never changes: users have it by its name. */
  readonly id: string
  readonly name: string
  readonly description: string
  /** As it was written: JSON of an identity policy, version 5.0. */
  readonly document: string
  readonly createdAt: number
  readonly updatedAt: number
  readonly revision: number
}

/** A user that was removed: no other may have its name, because the history and the audit name users. */
export interface FormerUser {
  readonly kind: 'former_user'
  readonly id: string
  readonly name: string
  /** When it was removed. */
  readonly createdAt: number
  readonly updatedAt: number
  readonly revision: number
}

/** What the store keeps of who may ask, beside access keys. Ids and names are unique among those of a kind. */
export type AccountRecord = User | FormerUser | Project | StoredPolicy | Domain

/** The part of a store that keeps who may ask. */
export interface AccountStore {
  /** All of every kind, in the order they were added. */
  listAccounts(): Promise<readonly AccountRecord[]>
  /** False: the id or the name is taken. */
  addAccount(record: AccountRecord): Promise<boolean>
  /** False: the stored one is not of the revision before, is gone, or another has the name. */
  replaceAccount(record: AccountRecord): Promise<boolean>
  /** False: it is gone. */
  removeAccount(record: Pick<AccountRecord, 'kind' | 'id'>): Promise<boolean>
  /** In the order they were first put. */
  listKeys(): Promise<readonly AccessKey[]>
  /** False: it is gone. */
  removeKey(accessKey: string): Promise<boolean>
}

/** Whether this may be the name of a project: one that reads like an id could be taken for that of another. */
export function isProjectName(text: string): boolean {
  return isAccountName(text) && !/^[0-9a-f]{32}$/i.test(text)
}

/** Whether this may be the name of a policy. */
export function isAccountName(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(text)
}
