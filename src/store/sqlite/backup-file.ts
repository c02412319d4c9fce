import { accessSync, constants, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import type { Words } from '../../core/words.ts'
import { StoreError, wordsOf } from '../store-error.ts'
import { damageIn, readContents, type Contents } from './contents.ts'
import { isOurs, newestVersion } from './migrate.ts'
import { sealedRecords, type SealedRecord } from './sealed-records.ts'
import { isNoDatabase } from './sqlite-failure.ts'

/** A backup that was found whole. */
export interface BackupFile {
  readonly contents: Contents
  readonly sealed: readonly SealedRecord[]
}

/**
 * Reads a whole backup and says what is in it; nothing is written beside it. Throws a {@link StoreError} for a file that is
 * none of ours, a newer Stepwell's, damaged, or not finished.
 */
export function readBackupFile(path: string): BackupFile {
  if (!isReadable(path)) throw unusable(path, notReadable)
  if (isUnfinished(path)) throw unusable(path, notFinished)
  try {
    const connection = new DatabaseSync(immutable(path), { readOnly: true })
    try {
      if (!isOurs(connection)) throw unusable(path, notOurs)
      const contents = readContents(connection)
      if (contents.schemaVersion > newestVersion) throw unusable(path, tooNew)
      const [damage] = damageIn(connection)
      if (damage !== undefined) throw damaged(path, damage)
      return { contents, sealed: sealedRecords(connection) }
    } finally {
      connection.close()
    }
  } catch (error) {
    if (error instanceof StoreError) throw error
    throw isNoDatabase(error) ? unusable(path, notOurs) : damaged(path, wordsOf(error)['en-us'], error)
  }
}

/** A file that nobody writes to: SQLite then neither locks it nor makes files beside it, wherever it lies. */
function immutable(path: string): URL {
  const url = pathToFileURL(path)
  url.search = 'immutable=1'
  return url
}

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK)
    return true
  } catch {
    return false
  }
}

/** What was written last is in a file of its own as long as a program has the database open. */
function isUnfinished(path: string): boolean {
  return ['-wal', '-journal'].some(
    end => (statSync(`${path}${end}`, { throwIfNoEntry: false })?.size ?? 0) > 0,
  )
}

const notReadable: Words = {
  'en-us': 'cannot be read; check its name, owner and mode',
  'zh-cn': '无法读取；请检查文件名、所有者和权限',
}
const notFinished: Words = {
  'en-us':
    'was copied by hand from a running server, or is open in another program: its last changes are in a file beside it; take one that `stepwell backup` made',
  'zh-cn':
    '是从运行中的服务器手工复制的，或正被其他程序打开：其最后的改动在旁边的文件中；请使用 `stepwell backup` 生成的文件',
}
const notOurs: Words = {
  'en-us': 'is no backup of a Stepwell; take one that `stepwell backup` made',
  'zh-cn': '不是 Stepwell 的备份；请使用 `stepwell backup` 生成的文件',
}
const tooNew: Words = {
  'en-us': 'was made by a newer Stepwell; use that one, or take a backup made before the upgrade',
  'zh-cn': '由更新的 Stepwell 生成；请使用该版本，或使用升级前的备份',
}

function unusable(path: string, why: Words): StoreError {
  return new StoreError({ 'en-us': `${path} ${why['en-us']}`, 'zh-cn': `${path} ${why['zh-cn']}` })
}

function damaged(path: string, why: string, cause?: unknown): StoreError {
  return new StoreError(
    {
      'en-us': `${path} cannot be read whole (${why}); take another backup`,
      'zh-cn': `无法完整读取 ${path}（${why}）；请使用其他备份`,
    },
    { cause },
  )
}
