import type { DatabaseSync } from 'node:sqlite'
import type { AdmissionStore, Ending } from '../../core/admission.ts'

/** Keeps which admissions were ended; what is over by itself goes with the next one that is. */
export function admissionRows(connection: DatabaseSync): (admission: Ending, now: number) => void {
  const forget = connection.prepare('DELETE FROM revoked_admission WHERE expires_at <= ?')
  const insert = connection.prepare(`
    INSERT INTO revoked_admission (id, expires_at) VALUES (:id, :expiresAt) ON CONFLICT (id) DO NOTHING`)
  return ({ id, expiresAt }, now) => {
    forget.run(now)
    insert.run({ id, expiresAt })
  }
}

/** Makes the query of ended admissions. */
export function admissionQuery(
  connection: DatabaseSync,
): (...given: Parameters<AdmissionStore['isRevoked']>) => boolean {
  const find = connection.prepare('SELECT 1 FROM revoked_admission WHERE id = ?')
  return id => find.get(id) !== undefined
}
