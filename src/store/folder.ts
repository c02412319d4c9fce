import { accessSync, closeSync, constants, mkdirSync, openSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Words } from '../core/words.ts'
import { StoreError, wordsOf } from './store-error.ts'

const mayNotWrite: Words = { 'en-us': 'this user may not write there', 'zh-cn': '当前用户无权写入' }

const reasons: { readonly [code: string]: Words } = {
  EACCES: mayNotWrite,
  EPERM: mayNotWrite,
  EROFS: { 'en-us': 'the file system is read-only', 'zh-cn': '文件系统为只读' },
  ENOTDIR: { 'en-us': 'a part of the path is not a folder', 'zh-cn': '路径中有一部分不是目录' },
  EEXIST: { 'en-us': 'it is a file, not a folder', 'zh-cn': '它是文件而不是目录' },
  ENOENT: { 'en-us': 'it does not exist and cannot be created', 'zh-cn': '它不存在且无法创建' },
  ENOSPC: { 'en-us': 'the disk is full', 'zh-cn': '磁盘已满' },
}

/** The error for a data folder that cannot be used. */
export function unusableFolder(folder: string, cause: unknown): StoreError {
  const code = (cause as NodeJS.ErrnoException).code ?? ''
  const reason = reasons[code] ?? wordsOf(cause)
  return new StoreError(
    {
      'en-us': `cannot use the data folder ${folder}: ${reason['en-us']}; make it writable for this user or set STEPWELL_DATA to another`,
      'zh-cn': `无法使用数据目录 ${folder}：${reason['zh-cn']}；请使当前用户可写，或将 STEPWELL_DATA 设为其他目录`,
    },
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
