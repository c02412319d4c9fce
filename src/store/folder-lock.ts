import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createPrivateFile, prepareFolder } from './folder.ts'
import { explain, isBusy } from './sqlite/sqlite-failure.ts'
import { StoreError } from './store-error.ts'

/** A data folder that is this process's alone. */
export interface FolderLock {
  /** Gives the folder back. */
  release(): void
}

/** Who only looks whether the folder is held is in the way for a moment of microseconds. */
const lookMs = 100

/** Locks that are held: a connection nobody refers to would be collected, and its lock given up with it. */
const holding = new Set<DatabaseSync>()

/**
 * Takes a data folder for this process, creating it where it is missing. An exclusive transaction on `lock.db` is what
 * locks: the system frees it however the process ends. Throws a {@link StoreError} at once when another server has it.
 */
export function lockFolder(folder: string): FolderLock {
  prepareFolder(folder)
  const path = join(folder, 'lock.db')
  const pidPath = join(folder, 'lock.pid')
  createPrivateFile(folder, path)
  const connection = new DatabaseSync(path, { timeout: lookMs })
  try {
    // The rollback journal in memory: nothing is written, so nothing may be left behind.
    connection.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
    writeFileSync(pidPath, `${process.pid}\n`, { mode: 0o600 })
  } catch (error) {
    connection.close()
    throw isBusy(error) ? inUse(folder, pidPath, error) : explain(error, path)
  }
  holding.add(connection)
  return {
    release() {
      if (!holding.delete(connection)) return
      rmSync(pidPath, { force: true })
      connection.close()
    },
  }
}

/** Whether a server has a data folder, and which process is written down as the one that took it last. */
export interface FolderHolder {
  readonly isHeld: boolean
  /** Null: none is; the last one gave the folder back. */
  readonly pid: number | null
  /** When it took the folder, in milliseconds since the epoch; null where `pid` is. */
  readonly since: number | null
}

/** Looks whether a server has a data folder, without taking it. */
export function folderHolder(folder: string): FolderHolder {
  const pidPath = join(folder, 'lock.pid')
  const pid = writtenPid(pidPath)
  const since = pid === null ? null : (statSync(pidPath, { throwIfNoEntry: false })?.mtimeMs ?? null)
  return { isHeld: isHeld(join(folder, 'lock.db'), pid !== null && isAlive(pid)), pid, since }
}

function isHeld(path: string, otherwise: boolean): boolean {
  if (!existsSync(path)) return false
  let connection: DatabaseSync | null = null
  try {
    connection = new DatabaseSync(path, { readOnly: true, timeout: 0 })
    connection.prepare('SELECT count(*) FROM sqlite_schema').get()
    return false
  } catch (error) {
    // Where this user may not even look, the written process is all there is to go by.
    return isBusy(error) || otherwise
  } finally {
    connection?.close()
  }
}

function inUse(folder: string, pidPath: string, cause: unknown): StoreError {
  const pid = livingPid(pidPath)
  const holder = pid === null ? '' : ` (pid ${pid})`
  return new StoreError(
    {
      'en-us': `the data folder ${folder} is in use by another Stepwell server${holder}; stop that one or set STEPWELL_DATA to another folder`,
      'zh-cn': `数据目录 ${folder} 正被另一个 Stepwell 服务器使用${holder}；请停止该服务器，或将 STEPWELL_DATA 设为其他目录`,
    },
    { cause },
  )
}

/** Who is written down as holder; null: unknown, or left by a process that is gone. */
function livingPid(pidPath: string): number | null {
  const pid = writtenPid(pidPath)
  return pid !== null && isAlive(pid) ? pid : null
}

/** The number in the file; null: there is none. */
function writtenPid(pidPath: string): number | null {
  try {
    const pid = Number(readFileSync(pidPath, 'utf8'))
    return Number.isInteger(pid) && pid > 0 ? pid : null
  } catch {
    return null
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // It is there, and another user's.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
