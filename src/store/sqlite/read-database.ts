import { join } from 'node:path'
import { statSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import type { Instance } from '../../core/instance.ts'
import type { Worker } from '../../core/store.ts'
import type { Webhook } from '../../core/webhook.ts'
import type { Words } from '../../core/words.ts'
import { StoreError, wordsOf } from '../store-error.ts'
import { openReader, withConnection } from './connection.ts'
import { damageIn, documentsIn, readContents, webhooksIn, type Contents } from './contents.ts'
import { isOurs, newestVersion, refuseForeign } from './migrate.ts'
import { sealedRecords, type SealedRecord } from './sealed-records.ts'
import { explain } from './sqlite-failure.ts'

/** What was found where a data folder has its database. */
export type DatabaseReading =
  /** No server was started there yet. */
  | { readonly state: 'absent' }
  | { readonly state: 'unusable'; readonly why: Words }
  | {
      readonly state: 'read'
      readonly contents: Contents
      /** The version of the schema that this Stepwell brings it to. */
      readonly newestVersion: number
      readonly workers: readonly Worker[]
      readonly instances: readonly Instance[]
      readonly webhooks: readonly Webhook[]
      readonly sealed: readonly SealedRecord[]
    }

/** Reads the whole database of a data folder, also beside a running server, and changes nothing. Never rejects. */
export async function readDatabase(folder: string): Promise<DatabaseReading> {
  const path = join(folder, 'stepwell.db')
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined || found.size === 0) return { state: 'absent' }
  try {
    return await withConnection(
      () => openReader(path),
      connection => read(connection, path),
    )
  } catch (error) {
    return { state: 'unusable', why: wordsOf(explain(error, path)) }
  }
}

function read(connection: DatabaseSync, path: string): DatabaseReading {
  refuseForeign(connection, path)
  if (!isOurs(connection)) return { state: 'absent' }
  const [damage] = damageIn(connection)
  if (damage !== undefined)
    throw new StoreError({
      'en-us': `${path} is damaged (${damage}); restore it from a backup`,
      'zh-cn': `${path} 已损坏（${damage}）；请从备份恢复`,
    })
  return {
    state: 'read',
    contents: readContents(connection),
    newestVersion,
    workers: documentsIn<Worker>(connection, 'SELECT document FROM worker ORDER BY rowid'),
    instances: documentsIn<Instance>(connection, 'SELECT document FROM instance ORDER BY name'),
    webhooks: webhooksIn(connection),
    sealed: sealedRecords(connection),
  }
}
