import { accessSync, closeSync, constants, mkdirSync, openSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { StoreError } from './store-error.ts'

const reasons: { readonly [code: string]: string } = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'a part of the path is not a folder',
  EEXIST: 'it is a file, not a folder',
  ENOENT: 'it does not exist and cannot be created',
  ENOSPC: 'the disk is full',
}

/** The error for a data folder that cannot be used. */
export function unusableFolder(folder: string, cause: unknown): StoreError {
  const code = (cause as NodeJS.ErrnoException).code ?? ''
  const reason = reasons[code] ?? (cause as Error).message
  return new StoreError(
    `cannot use the data folder ${folder}: ${reason}; make it writable for this user or set STEPWELL_DATA to another`,
    { cause },
  )
}

/** Makes a folder and those above it. Node's own recursive form never returns for a path below /proc. */
function makeFolder(folder: string): void {
  const there = statSync(folder, { throwIfNoEntry: false })
  if (there?.isDirectory() === true) return
  if (there !== undefined) throw Object.assign(new Error('not a folder'), { code: 'EEXIST' })
  makeFolder(dirname(folder))
  mkdirSync(folder, { mode: 0o700 })
}

/** Makes sure the folder is there (a new one is this user's alone) and can be written to. Throws a {@link StoreError}. */
export function prepareFolder(folder: string): void {
  try {
    makeFolder(resolve(folder))
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (cause) {
    throw unusableFolder(folder, cause)
  }
}

/**
 * Creates an empty file that only this user can read, unless it is there. One that is there is not even opened: closing
 * it would drop every lock that this process holds on it through SQLite.
 */
export function createPrivateFile(folder: string, path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600))
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw unusableFolder(folder, cause)
  }
}
