import type { AuditAct, AuditEntry, AuditFilter } from '../core/audit.ts'
import type { Caller } from '../core/caller.ts'
import type { JsonObject } from '../core/json.ts'
import type { Store } from '../core/store.ts'

/** Who does something, as the audit tells of it. */
export type Doer = Pick<Caller, 'accessKey' | 'user' | 'address'>

/** The server itself: what it does at its first start. */
export const serverItself: Doer = { accessKey: '' }

/** Writes down who came in, and every change of who may do what. */
export interface AuditTrail {
  note(doer: Doer, act: AuditAct, subject: string | null, details?: JsonObject): Promise<void>
  list(filter: AuditFilter): Promise<readonly AuditEntry[]>
}

export interface AuditParts {
  readonly store: Pick<Store, 'appendAudit' | 'listAudit'>
  readonly keptMs: number
  readonly now: () => number
}

/** Puts a store behind the audit. */
export function createAuditTrail({ store, keptMs, now }: AuditParts): AuditTrail {
  return {
    async note({ accessKey, user, address = null }, act, subject, details = {}) {
      const at = now()
      const by = user?.name ?? null
      // Who came in by a password is named by the user's name in the place of an access key.
      const key = accessKey === '' || accessKey === by ? null : accessKey
      await store.appendAudit({ at, act, by, accessKey: key, address, subject, details }, at - keptMs)
    },
    list: filter => store.listAudit(filter),
  }
}
