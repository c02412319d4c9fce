import type { DatabaseSync } from 'node:sqlite'
import type { AuditEntry, AuditFilter } from '../../core/audit.ts'

/** Keeps the audit; what is too old goes with the next entry. */
export function auditRows(
  connection: DatabaseSync,
): (entry: Omit<AuditEntry, 'id'>, keptSince: number) => void {
  const forget = connection.prepare('DELETE FROM audit WHERE at < ?')
  const insert = connection.prepare('INSERT INTO audit (at, act, document) VALUES (:at, :act, :document)')
  return (entry, keptSince) => {
    forget.run(keptSince)
    insert.run({ at: entry.at, act: entry.act, document: JSON.stringify(entry) })
  }
}

/** Makes the query of the audit. */
export function auditQuery(connection: DatabaseSync): (filter: AuditFilter) => readonly AuditEntry[] {
  const all = connection.prepare(
    'SELECT id, document FROM audit WHERE id < :before ORDER BY id DESC LIMIT :limit',
  )
  const ofAct = connection.prepare(
    'SELECT id, document FROM audit WHERE act = :act AND id < :before ORDER BY id DESC LIMIT :limit',
  )
  return ({ before = Number.MAX_SAFE_INTEGER, act, limit }) => {
    const rows = act === undefined ? all.all({ before, limit }) : ofAct.all({ act, before, limit })
    return rows.map(({ id, document }) => ({
      id: id as number,
      ...(JSON.parse(document as string) as Omit<AuditEntry, 'id'>),
    }))
  }
}
