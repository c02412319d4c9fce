import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import type { AccessKey } from '../../core/caller.ts'
import type { Instance } from '../../core/instance.ts'
import { openReader, withConnection } from './connection.ts'
import { documentsIn, webhooksIn } from './contents.ts'
import { explain } from './sqlite-failure.ts'

/** A secret as it is kept, and the id of the record that it is sealed for. */
export interface SealedRecord {
  readonly recordId: string
  readonly sealed: string
}

/** Every secret that a database keeps: how to reach each instance, and of each access key and webhook what signs. */
export function sealedRecords(connection: DatabaseSync): readonly SealedRecord[] {
  const instances = documentsIn<Instance>(connection, 'SELECT document FROM instance')
  const keys = documentsIn<AccessKey>(connection, 'SELECT document FROM access_key')
  return [
    ...instances.flatMap(({ id, sealedAccess, former }) => [
      { recordId: id, sealed: sealedAccess },
      ...(former === null ? [] : [{ recordId: id, sealed: former.sealedAccess }]),
    ]),
    ...keys.map(({ accessKey, sealedSecretKey }) => ({ recordId: accessKey, sealed: sealedSecretKey })),
    ...webhooksIn(connection).flatMap(({ id, sealedSecret, formerSecret }) => [
      { recordId: id, sealed: sealedSecret },
      ...(formerSecret === null ? [] : [{ recordId: id, sealed: formerSecret.sealed }]),
    ]),
  ]
}

/** Every secret that the database of a data folder keeps. Throws a {@link StoreError}. */
export async function sealedRecordsOf(folder: string): Promise<readonly SealedRecord[]> {
  const path = join(folder, 'stepwell.db')
  try {
    return await withConnection(() => openReader(path), sealedRecords)
  } catch (error) {
    throw explain(error, path)
  }
}
