import type { JsonObject } from './json.ts'

/** What is audited: who comes in, every change of who may do what, and of the key that seals what is secret. */
export const auditActs = [
  'signed_in',
  'sign_in_refused',
  'token_created',
  'token_refused',
  'signed_out',
  'user_created',
  'user_changed',
  'user_removed',
  'password_changed',
  'password_refused',
  'policy_attached',
  'policy_detached',
  'project_created',
  'project_changed',
  'project_removed',
  'policy_created',
  'policy_changed',
  'policy_removed',
  'key_created',
  'key_rotated',
  'key_disabled',
  'key_enabled',
  'key_removed',
  'key_ring_rotated',
] as const
export type AuditAct = (typeof auditActs)[number]

/** One line of the audit. It never holds a secret. */
export interface AuditEntry {
  /** Grows with every entry. */
  readonly id: number
  readonly at: number
  readonly act: AuditAct
  /** Name of the user who did it; null: nobody who is known, or the server itself. */
  readonly by: string | null
  /** The access key that was used; null: none. */
  readonly accessKey: string | null
  /** Where it came from, an IP address; null: not known. */
  readonly address: string | null
  /** What it was done to: the name of a user, project or policy, an access key, or the id of a key of the ring; as claimed, where a sign-in was refused. */
  readonly subject: string | null
  /** What of it changed, or why it was refused. */
  readonly details: JsonObject
}

/** Which entries are read. */
export interface AuditFilter {
  /** Only older ones than the entry of this id; left out: from the newest. */
  readonly before?: number
  readonly act?: AuditAct
  readonly limit: number
}

/** The part of a store that keeps the audit. */
export interface AuditStore {
  /** Adds an entry, and forgets those of before `keptSince`, in milliseconds since the epoch. */
  appendAudit(entry: Omit<AuditEntry, 'id'>, keptSince: number): Promise<void>
  /** Newest first. */
  listAudit(filter: AuditFilter): Promise<readonly AuditEntry[]>
}
