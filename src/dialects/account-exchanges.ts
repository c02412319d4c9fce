import type { Domain, Project } from '../core/account.ts'
import type {
  NewUser,
  PolicyEntry,
  PolicyText,
  ProjectChange,
  UserChange,
  WantedKey,
} from '../core/account-changes.ts'
import type { AuditAct, AuditEntry } from '../core/audit.ts'
import type { HeldKey } from '../core/caller.ts'
import type { Permission } from '../core/permission.ts'
import type { PolicyAttachment, User } from '../core/user.ts'

/** Users, projects and policies are named by id or name, keys by their public part. */
interface Named {
  readonly name: string
}

/** What a dialect may ask about who may ask. */
export interface AccountExchanges {
  addUser: { question: NewUser; answer: User }
  users: { question: null; answer: readonly User[] }
  user: { question: Named; answer: User }
  changeUser: { question: Named & { readonly change: UserChange }; answer: User }
  removeUser: { question: Named; answer: User }
  attachPolicy: { question: Named & { readonly attachment: PolicyAttachment }; answer: User }
  detachPolicy: { question: Named & { readonly attachment: PolicyAttachment }; answer: User }
  setPassword: { question: Named & { readonly password: string }; answer: User }
  /** The own one. */
  changePassword: { question: { readonly current: string; readonly password: string }; answer: User }
  addProject: { question: ProjectChange & Named; answer: Project }
  /** Those that who asks has something to do in; an administrator is given all. */
  projects: { question: null; answer: readonly Project[] }
  project: { question: Named; answer: Project }
  changeProject: { question: Named & { readonly change: ProjectChange }; answer: Project }
  removeProject: { question: Named; answer: Project }
  addPolicy: { question: Named & { readonly text: PolicyText }; answer: ToldPolicy }
  policies: { question: null; answer: readonly ToldPolicy[] }
  policy: { question: Named; answer: ToldPolicy }
  changePolicy: { question: Named & { readonly text: PolicyText }; answer: ToldPolicy }
  removePolicy: { question: Named; answer: ToldPolicy }
  /** All that a policy can be about. */
  actions: { question: null; answer: readonly Permission[] }
  createKey: { question: WantedKey; answer: NewKey }
  /** Null: of every user. */
  keys: { question: { readonly user: string | null }; answer: readonly HeldKey[] }
  key: { question: Named; answer: HeldKey }
  rotateKey: { question: Named; answer: NewKey }
  disableKey: { question: Named & { readonly disabled: boolean }; answer: HeldKey }
  removeKey: { question: Named; answer: HeldKey }
  /** Newest first, before an entry's id. */
  audit: {
    question: { readonly before?: number; readonly act?: AuditAct; readonly limit: number }
    /** `next`: where the next page begins; null: there is no more. */
    answer: { readonly items: readonly AuditEntry[]; readonly next: number | null }
  }
  createToken: { question: TokenWish; answer: ShownToken }
  domain: { question: null; answer: Domain }
  projectRecords: {
    question: {
      readonly name?: string
      readonly domain?: string
      readonly offset: number
      readonly limit: number
    }
    answer: { readonly projects: readonly Project[]; readonly domain: Domain }
  }
}

/** A policy, and what of it means nothing. */
export interface ToldPolicy extends PolicyEntry {
  /** What it names as actions and what stands for none, as it was written. */
  readonly unknownActions: readonly string[]
  /** What it names as resources and what no instance can be, as it was written. */
  readonly unknownResources: readonly string[]
}

/** Somebody or something that IAM is told of by id or by name. */
export interface IdOrName {
  readonly id?: string
  readonly name?: string
}

/** What a token is asked for. */
export interface TokenWish {
  readonly by:
    | {
        readonly method: 'password'
        readonly user: IdOrName
        /** Null: an id says it all. */
        readonly domain: IdOrName | null
        readonly password: string
      }
    | { readonly method: 'token'; readonly text: string }
  /** `project`: by id, or by name in a domain (null: the only one). */
  readonly scope:
    | { readonly kind: 'project'; readonly project: IdOrName; readonly domain: IdOrName | null }
    | { readonly kind: 'domain'; readonly domain: IdOrName | null }
}

/** A token and what it lets whom do. */
export interface ShownToken {
  readonly text: string
  readonly issuedAt: number
  readonly expiresAt: number
  readonly methods: readonly string[]
  readonly user: User
  readonly domain: Domain
  /** Null: the account as a whole. */
  readonly project: Project | null
  /** Names of the policies that the user has there. */
  readonly policies: readonly string[]
}

/** An access key just created: the only time its secret and token are shown. */
export interface NewKey {
  readonly accessKey: string
  readonly secretKey: string
  readonly token: string
  readonly project: string
  /** Name of the user it belongs to. */
  readonly user: string
  readonly administrator: boolean
}
