import type { DatabaseSync } from 'node:sqlite'
import type { AuditEntry } from '../../core/audit.ts'
import { auditRows } from './audit-rows.ts'
import { openWriter, prepareDatabase, withConnection } from './connection.ts'
import { explain } from './sqlite-failure.ts'

/** Where each kind of record keeps what is sealed, as paths into its document, and the column of the id it is sealed for. */
const places = [
  { table: 'instance', id: 'id', sealed: ['$.sealedAccess', '$.former.sealedAccess'] },
  { table: 'access_key', id: 'access_key', sealed: ['$.sealedSecretKey'] },
  { table: 'webhook', id: 'id', sealed: ['$.sealedSecret', '$.formerSecret.sealed'] },
] as const

/** How a secret is sealed anew. */
type Reseal = (recordId: string, sealed: string) => string

/**
 * Seals every secret of a data folder's database anew, and adds what the audit tells of it: all of this or nothing. No server
 * may have the folder. Gives how many secrets there were. Throws a {@link StoreError}.
 */
export async function resealRecords(
  folder: string,
  reseal: Reseal,
  told: Omit<AuditEntry, 'id'>,
): Promise<number> {
  const path = await prepareDatabase(folder)
  try {
    return await withConnection(
      () => openWriter(path),
      connection => resealAll(connection, reseal, told),
    )
  } catch (error) {
    throw explain(error, path)
  }
}

function resealAll(connection: DatabaseSync, reseal: Reseal, told: Omit<AuditEntry, 'id'>): number {
  let count = 0
  connection.exec('BEGIN IMMEDIATE')
  try {
    for (const { table, id, sealed } of places)
      for (const place of sealed) {
        const read = connection.prepare(`SELECT ${id} AS id, document ->> '${place}' AS sealed FROM ${table}`)
        const write = connection.prepare(
          `UPDATE ${table} SET document = json_set(document, '${place}', ?) WHERE ${id} = ?`,
        )
        for (const found of read.all()) {
          if (found['sealed'] === null) continue
          const record = found['id'] as string
          write.run(reseal(record, found['sealed'] as string), record)
          count++
        }
      }
    // How long entries are kept is the server's to say.
    auditRows(connection)(told, 0)
    connection.exec('COMMIT')
    return count
  } catch (error) {
    connection.exec('ROLLBACK')
    throw error
  }
}
