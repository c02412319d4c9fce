import type { DatabaseSync } from 'node:sqlite'
import { StoreError } from '../store-error.ts'
import { migrations as ours } from './schema.ts'

/** Marks a file as ours: "STWL". */
const applicationId = 0x5354574c

/** A number that the database keeps about itself. */
export const readPragma = (connection: DatabaseSync, pragma: string): number =>
  Number(Object.values(connection.prepare(`PRAGMA ${pragma}`).get()!)[0])

/** The version of the schema that this Stepwell writes. */
export const newestVersion = ours.length

/** Whether a database is marked as ours; an empty one is not yet. */
export function isOurs(connection: DatabaseSync): boolean {
  return readPragma(connection, 'application_id') === applicationId
}

/** Throws a {@link StoreError} for a database that is another program's or of a version that is newer than ours. */
export function refuseForeign(connection: DatabaseSync, path: string, migrations = ours): void {
  const tables = connection.prepare('SELECT count(*) AS count FROM sqlite_schema').get()!['count']
  if (!isOurs(connection) && tables !== 0)
    throw new StoreError({
      'en-us': `${path} is a database of another program; move it away or set STEPWELL_DATA to another folder`,
      'zh-cn': `${path} 是其他程序的数据库；请将其移走，或将 STEPWELL_DATA 设为其他目录`,
    })
  const version = readPragma(connection, 'user_version')
  if (version > migrations.length)
    throw new StoreError({
      'en-us':
        `${path} has schema version ${version}, made by a newer Stepwell; this one knows versions up to ${migrations.length}: ` +
        'start the newer Stepwell, or restore a backup made before the upgrade',
      'zh-cn':
        `${path} 的结构版本为 ${version}，由更新的 Stepwell 创建；当前版本最高支持 ${migrations.length}：` +
        '请启动更新的 Stepwell，或恢复升级前的备份',
    })
}

/** Brings a database to the newest version, all or nothing. Throws SQLite's busy error while another process writes. */
export function migrate(connection: DatabaseSync, path: string, migrations = ours): void {
  connection.exec('BEGIN IMMEDIATE')
  try {
    // Again, now that nobody else can change it.
    refuseForeign(connection, path, migrations)
    for (const step of migrations.slice(readPragma(connection, 'user_version'))) connection.exec(step)
    connection.exec(
      `PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${migrations.length}; COMMIT`,
    )
  } catch (error) {
    if (connection.isTransaction) connection.exec('ROLLBACK')
    throw error
  }
}
