import type { DatabaseSync } from 'node:sqlite'
import type { AccountRecord } from '../../core/account.ts'
import type { AccessKey } from '../../core/caller.ts'
import { documentsOf } from './documents.ts'

/** A record of who may ask, as its row has it. */
export interface AccountRow extends Pick<AccountRecord, 'kind' | 'id' | 'name' | 'revision'> {
  readonly document: string
}

/** The row of a record. */
export function accountRow(record: AccountRecord): AccountRow {
  const { kind, id, name, revision } = record
  return { kind, id, name, revision, document: JSON.stringify(record) }
}

/** The rows of who may ask, as the writer changes them. */
export interface AccountRows {
  /** False: the id or the name is taken. */
  add(row: AccountRow): boolean
  /** False: the row there is not of the revision before, is gone, or another has the name. */
  replace(row: AccountRow): boolean
  remove(record: Pick<AccountRow, 'kind' | 'id'>): boolean
  removeKey(accessKey: string): boolean
}

/** Keeps who may ask. */
export function accountRows(connection: DatabaseSync): AccountRows {
  const insert = connection.prepare(`
    INSERT INTO account (kind, id, name, revision, document) VALUES (:kind, :id, :name, :revision, :document)
    ON CONFLICT DO NOTHING`)
  const update = connection.prepare(`
    UPDATE OR IGNORE account SET name = :name, revision = :revision, document = :document
    WHERE kind = :kind AND id = :id AND revision = :revision - 1`)
  const remove = connection.prepare('DELETE FROM account WHERE kind = :kind AND id = :id')
  const removeKey = connection.prepare('DELETE FROM access_key WHERE access_key = ?')
  return {
    add: row => insert.run({ ...row }).changes === 1,
    replace: row => update.run({ ...row }).changes === 1,
    remove: ({ kind, id }) => remove.run({ kind, id }).changes === 1,
    removeKey: accessKey => removeKey.run(accessKey).changes === 1,
  }
}

/** Who may ask, as it is read. */
export interface AccountQueries {
  readonly list: () => readonly AccountRecord[]
  readonly listKeys: () => readonly AccessKey[]
}

/** Makes the queries of who may ask. */
export function accountQueries(connection: DatabaseSync): AccountQueries {
  const list = connection.prepare('SELECT document FROM account ORDER BY number')
  const listKeys = connection.prepare('SELECT document FROM access_key ORDER BY rowid')
  return {
    list: () => documentsOf<AccountRecord>(list.all()),
    listKeys: () => documentsOf<AccessKey>(listKeys.all()),
  }
}
