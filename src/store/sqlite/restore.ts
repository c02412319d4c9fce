import { randomUUID } from 'node:crypto'
import { chmodSync, copyFileSync, existsSync, linkSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { freeBytesFor, refuseFullDisk } from '../disk-space.ts'
import { syncFolder, syncToDisk } from '../durable-file.ts'
import { StoreError } from '../store-error.ts'
import { readBackupFile, type BackupFile } from './backup-file.ts'

export interface RestoreOptions {
  /** Whether a database that is there is put aside. */
  readonly force: boolean
  readonly now: () => number
}

/** What was restored. */
export interface Restored extends BackupFile {
  /** Where the database that was there is now; null: there was none. */
  readonly keptAside: string | null
}

/**
 * Makes a backup the database of a data folder, whose lock the caller holds. The file is read whole before anything is
 * changed, and stays as it is; a database that is there is kept beside. Throws a {@link StoreError}.
 */
export function restoreDatabase(folder: string, file: string, { force, now }: RestoreOptions): Restored {
  const database = join(folder, 'stepwell.db')
  const isThere = ['', '-wal'].some(end => sizeOf(`${database}${end}`) > 0)
  if (isThere && !force) throw alreadyThere(database)
  const backupFile = readBackupFile(file)
  refuseFullDisk(database, backupFile.contents.sizeBytes, freeBytesFor(database))
  const draft = join(folder, `.stepwell.db.${randomUUID()}.draft`)
  try {
    copyFileSync(file, draft)
    chmodSync(draft, 0o600)
    syncToDisk(draft)
    const keptAside = isThere ? putAside(database, now()) : null
    rmSync(`${database}-shm`, { force: true })
    renameSync(draft, database)
    syncFolder(folder)
    return { ...backupFile, keptAside }
  } finally {
    rmSync(draft, { force: true })
  }
}

/**
 * Keeps a database under another name, whole, and under its own until the rename replaces it: a machine that stops in
 * between finds a database there, never an empty place where a server would begin anew.
 */
function putAside(database: string, now: number): string {
  const aside = `${database}.replaced-${new Date(now).toISOString().replaceAll(/[-:.]/g, '')}`
  foldWal(database)
  // Still there only where the database is so damaged that it cannot be opened.
  if (existsSync(`${database}-wal`)) renameSync(`${database}-wal`, `${aside}-wal`)
  if (existsSync(database)) keepAs(database, aside)
  return aside
}

function keepAs(path: string, other: string): void {
  try {
    linkSync(path, other)
  } catch {
    // Some file systems have no links.
    renameSync(path, other)
  }
}

/** Brings what was written last into the database, so that it is one file. */
function foldWal(database: string): void {
  try {
    // The last connection to close does it.
    const connection = new DatabaseSync(database)
    connection.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    connection.close()
  } catch {
    // It is kept as it is.
  }
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0

function alreadyThere(database: string): StoreError {
  return new StoreError({
    'en-us': `${database} is there already; restore into another folder, or put it aside with --force`,
    'zh-cn': `${database} 已存在；请恢复到其他目录，或用 --force 将其移到一旁`,
  })
}
