import { closeSync, existsSync, fsyncSync, openSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { DatabaseSync, backup } from 'node:sqlite'
import { isDeepStrictEqual } from 'node:util'
import { freeBytesFor, refuseFullDisk } from '../disk-space.ts'
import { StoreError, wordsOf } from '../store-error.ts'
import { readBackupFile, type BackupFile } from './backup-file.ts'
import { prepareTarget } from './backup-target.ts'
import { openReader } from './connection.ts'
import { readContents, type Contents } from './contents.ts'
import { isOurs, refuseForeign } from './migrate.ts'
import { explain, isFull, openBudgetMs, whenFree } from './sqlite-failure.ts'

export interface BackupOptions {
  /** Whether an earlier backup of that name is replaced. */
  readonly force: boolean
  readonly now: () => number
  /** Aborting it ends the copying; nothing is left of it then, and its reason is thrown. */
  readonly signal: AbortSignal
  /** Hears of every piece that was copied. */
  readonly progress: (doneBytes: number, totalBytes: number) => void
}

/** A backup that is on the disk. */
export interface TakenBackup extends BackupFile {
  /** Absolute. */
  readonly file: string
  /** The moment it shows, in milliseconds since the epoch. */
  readonly takenAt: number
}

/** Copied in one go; 1 MiB with SQLite's usual pages. Between two the loop turns, so that progress is shown and a signal heard. */
const pagesPerTurn = 256
/** So often the copy is brought to the disk: a server's commit waits for what else the file system has to write. */
const turnsPerSync = 8

/**
 * Copies the database of a data folder into a file, as it is at one moment, while servers and workers go on writing. The
 * file is whole and was read again when this resolves, else there is none. It is for a process that answers nobody: between
 * the pieces it sleeps. Throws a {@link StoreError}.
 */
export async function backUp(folder: string, file: string, options: BackupOptions): Promise<TakenBackup> {
  const source = join(folder, 'stepwell.db')
  if (!existsSync(source)) throw noDatabase(folder)
  const target = prepareTarget(file, source, options.force, options.now())
  try {
    const { takenAt, contents } = await copy(source, target.draft, file, options)
    const copied = readCopy(target.draft, source, contents)
    options.signal.throwIfAborted()
    target.put()
    return { file: resolve(file), takenAt, ...copied }
  } finally {
    target.discard()
  }
}

async function copy(
  source: string,
  draft: string,
  file: string,
  { now, signal, progress }: BackupOptions,
): Promise<{ readonly takenAt: number; readonly contents: Contents }> {
  const connection = await openSnapshot(source)
  try {
    const takenAt = now()
    const contents = readContents(connection)
    refuseFullDisk(file, contents.sizeBytes, freeBytesFor(file))
    using pace = paceOf(draft)
    await backup(connection, draft, {
      rate: pagesPerTurn,
      progress({ totalPages, remainingPages }) {
        signal.throwIfAborted()
        pace.rest()
        const pageBytes = contents.sizeBytes / totalPages
        progress((totalPages - remainingPages) * pageBytes, contents.sizeBytes)
      },
    })
    // Node does not tell of the last piece.
    progress(contents.sizeBytes, contents.sizeBytes)
    closeWal(draft)
    return { takenAt, contents }
  } catch (error) {
    throw explain(error, isFull(error) ? file : source)
  } finally {
    connection.close()
  }
}

/**
 * A connection that sees one moment until it is closed. Without it every commit of a server would begin the copy anew: with
 * one a millisecond, a copy of 100 MB that takes 0.25 s did not end before the commits did.
 */
async function openSnapshot(source: string): Promise<DatabaseSync> {
  let connection: DatabaseSync | null = null
  try {
    const opened = await whenFree(() => openReader(source), openBudgetMs)
    connection = opened
    await whenFree(() => beginReading(opened, source), openBudgetMs)
    if (!isOurs(opened)) throw noDatabase(dirname(source))
    return opened
  } catch (error) {
    connection?.close()
    throw explain(error, source)
  }
}

function beginReading(connection: DatabaseSync, source: string): void {
  connection.exec('BEGIN')
  try {
    // A transaction's moment is that of its first read.
    refuseForeign(connection, source)
  } catch (error) {
    connection.exec('ROLLBACK')
    throw error
  }
}

/**
 * Leaves a running server half of the disk: after each piece it rests as long as the piece took. At 160 MB, on two busy
 * cores, with a submission after every tenth read: p99 of the submissions 5 ms without a backup, 52 ms beside one at full
 * speed, 13 ms beside this, which takes 1.5 s instead of 0.9 s.
 */
function paceOf(draft: string): Disposable & { rest(): void } {
  const handle = openSync(draft, 'r+')
  const never = new Int32Array(new SharedArrayBuffer(4))
  let turns = 0
  let began = performance.now()
  return {
    rest() {
      turns += 1
      if (turns % turnsPerSync === 0) fsyncSync(handle)
      Atomics.wait(never, 0, 0, performance.now() - began)
      began = performance.now()
    },
    [Symbol.dispose]: () => closeSync(handle),
  }
}

/** The copy is one file that can be opened wherever it lies, also where nothing can be written beside it. */
function closeWal(draft: string): void {
  const connection = new DatabaseSync(draft)
  try {
    connection.exec('PRAGMA journal_mode = DELETE')
  } finally {
    connection.close()
  }
}

/** Reads the copy from the disk: what it is worth is not known before. */
function readCopy(draft: string, source: string, expected: Contents): BackupFile {
  try {
    const copied = readBackupFile(draft)
    if (!isDeepStrictEqual(copied.contents, expected)) throw new Error('it holds other tasks')
    return copied
  } catch (cause) {
    const why = wordsOf(cause)
    throw new StoreError(
      {
        'en-us': `the copy of ${source} is not whole, and was not kept: ${why['en-us']}; see what \`stepwell doctor\` says of the database`,
        'zh-cn': `${source} 的副本不完整，未保留：${why['zh-cn']}；请用 \`stepwell doctor\` 检查数据库`,
      },
      { cause },
    )
  }
}

function noDatabase(folder: string): StoreError {
  return new StoreError({
    'en-us': `${folder} holds no database; set STEPWELL_DATA, or --data, to the data folder of a server`,
    'zh-cn': `${folder} 中没有数据库；请将 STEPWELL_DATA 或 --data 设为服务器的数据目录`,
  })
}
