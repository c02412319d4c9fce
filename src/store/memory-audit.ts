import type { AuditEntry, AuditFilter } from '../core/audit.ts'
import { frozenCopy } from './frozen-copy.ts'

/** The audit in memory. */
export interface KeptAudit {
  append(entry: Omit<AuditEntry, 'id'>, keptSince: number): void
  list(filter: AuditFilter): readonly AuditEntry[]
}

/** Makes the keeping of an audit, without an entry. */
export function createMemoryAudit(): KeptAudit {
  /** Oldest first. */
  let entries: readonly AuditEntry[] = []
  let lastId = 0
  return {
    append(entry, keptSince) {
      const added = { id: ++lastId, ...frozenCopy(entry) }
      entries = [...entries.filter(({ at }) => at >= keptSince), added]
    },
    list: ({ before = Number.MAX_SAFE_INTEGER, act, limit }) =>
      entries
        .filter(entry => entry.id < before && (act ?? entry.act) === entry.act)
        .toReversed()
        .slice(0, limit),
  }
}
