import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createPrivateFile, prepareFolder } from '../folder.ts'
import { migrate, refuseForeign } from './migrate.ts'
import { explain, openBudgetMs, whenFree } from './sqlite-failure.ts'

/** The WAL is cut back to this size in bytes once it was written into the database. */
const walSizeLimit = 64 * 1024 * 1024

/**
 * Makes sure that a folder holds a database of our newest version and gives its path. Throws a {@link StoreError} for a
 * folder or a file that cannot be used; nothing is changed in the file then.
 */
export async function prepareDatabase(folder: string): Promise<string> {
  prepareFolder(folder)
  const path = join(folder, 'stepwell.db')
  createPrivateFile(folder, path)
  try {
    // Read-only first: a connection that may write would, on closing, write what a newer version left in its WAL.
    await withConnection(
      () => openReader(path),
      reader => refuseForeign(reader, path),
    )
    await withConnection(
      () => openWriter(path),
      writer => migrate(writer, path),
    )
    return path
  } catch (error) {
    throw explain(error, path)
  }
}

/** Acts on a connection that is closed afterwards, and waits while another process is in the way. Throws SQLite's errors. */
export async function withConnection<Result>(
  open: () => DatabaseSync,
  act: (connection: DatabaseSync) => Result,
): Promise<Result> {
  const connection = await whenFree(open, openBudgetMs)
  try {
    return await whenFree(() => act(connection), openBudgetMs)
  } finally {
    connection.close()
  }
}

/** A connection that only reads. */
export function openReader(path: string): DatabaseSync {
  return new DatabaseSync(path, { readOnly: true, timeout: 0 })
}

/** The connection that writes. What it has committed is on the disk. */
export function openWriter(path: string): DatabaseSync {
  const connection = new DatabaseSync(path, { timeout: 0 })
  try {
    connection.exec(
      `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = ${walSizeLimit}`,
    )
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}
