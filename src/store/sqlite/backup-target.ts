import { randomUUID } from 'node:crypto'
import { closeSync, existsSync, linkSync, openSync, readSync, readdirSync } from 'node:fs'
import { renameSync, rmSync, statSync, type Stats } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { Words } from '../../core/words.ts'
import { syncFolder, syncToDisk } from '../durable-file.ts'
import { StoreError } from '../store-error.ts'

/** Where a backup goes: it is written to a draft beside the file, which takes its name once it is whole. */
export interface BackupTarget {
  /** An empty file, for this user alone. */
  readonly draft: string
  /** Gives the draft, once it is on the disk, the file's name. Throws a {@link StoreError} if the name was taken meanwhile. */
  put(): void
  /** Removes what is left of the draft. */
  discard(): void
}

/** Files that SQLite takes for a part of the database beside them. */
const companions = ['-wal', '-shm', '-journal']

/** A draft that nobody has written to for so long was cut off. */
const abandonedAfterMs = 3_600_000

/**
 * Looks whether a backup of a database may be written to a file, and makes its draft. An earlier backup is replaced only
 * with `force`, anything else never. Throws a {@link StoreError}.
 */
export function prepareTarget(file: string, database: string, force: boolean, now: number): BackupTarget {
  const path = resolve(file)
  refuseDatabase(path, database)
  const taken = ['', ...companions].map(end => `${path}${end}`).find(each => existsSync(each))
  if (taken !== undefined && !force) throw refused(taken, exists)
  if (existsSync(path) && !isReplaceable(path)) throw refused(path, notReplaceable)
  const prefix = join(dirname(path), `.${basename(path)}.`)
  sweep(prefix, now)
  const draft = `${prefix}${randomUUID()}.draft`
  create(draft, path)
  return {
    draft,
    put() {
      syncToDisk(draft)
      if (force) replace(draft, path)
      else linkNew(draft, path)
      syncFolder(dirname(path))
    },
    discard() {
      for (const end of ['', ...companions]) rmSync(`${draft}${end}`, { force: true })
    },
  }
}

/** The running database under another name, too: it would be gone, with a server that goes on writing to it. */
function refuseDatabase(path: string, database: string): void {
  const [target, source] = [path, database].map(each => statSync(each, { throwIfNoEntry: false }))
  const same = target !== undefined && target.dev === source?.dev && target.ino === source.ino
  if (same || companions.some(end => path.endsWith(end) || path === `${resolve(database)}${end}`))
    throw refused(path, ofTheDatabase)
}

/** A database, or nothing at all: a slip of the hand must not cost another file. */
function isReplaceable(path: string): boolean {
  const found: Stats = statSync(path)
  if (!found.isFile()) return false
  const mark = Buffer.alloc(16)
  const handle = openSync(path, 'r')
  try {
    const read = readSync(handle, mark)
    return read === 0 || mark.toString('latin1') === 'SQLite format 3\0'
  } finally {
    closeSync(handle)
  }
}

/** Removes what backups that were cut off have left: a nightly one would fill the disk with them. */
function sweep(prefix: string, now: number): void {
  const folder = dirname(prefix)
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    const isDraft = path.startsWith(prefix) && /^[-0-9a-f]{36}\.draft/.test(path.slice(prefix.length))
    if (!isDraft) continue
    const found = statSync(path, { throwIfNoEntry: false })
    if (found !== undefined && now - found.mtimeMs > abandonedAfterMs) rmSync(path, { force: true })
  }
}

function create(draft: string, path: string): void {
  try {
    closeSync(openSync(draft, 'wx', 0o600))
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause)
    throw new StoreError(
      {
        'en-us': `${path} cannot be written (${code}); check that its folder is there and that this user may write to it`,
        'zh-cn': `无法写入 ${path}（${code}）；请确认其目录存在且当前用户可写`,
      },
      { cause },
    )
  }
}

function replace(draft: string, path: string): void {
  // What lies beside an older file of that name would be taken for a part of this one.
  for (const end of companions) rmSync(`${path}${end}`, { force: true })
  renameSync(draft, path)
}

function linkNew(draft: string, path: string): void {
  try {
    // A link is made only if the name is free, unlike a rename.
    linkSync(draft, path)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') throw refused(path, exists)
    // Some file systems of other machines have no links.
    create(path, path)
    renameSync(draft, path)
  }
}

const exists: Words = {
  'en-us': 'is there already; choose another name, or replace it with --force',
  'zh-cn': '已存在；请使用其他名称，或用 --force 覆盖',
}
const notReplaceable: Words = {
  'en-us': 'is no earlier backup, and is not replaced; choose another name',
  'zh-cn': '不是以前的备份，不会被覆盖；请使用其他名称',
}
const ofTheDatabase: Words = {
  'en-us': 'is, or would be, a part of a database; choose another name',
  'zh-cn': '是数据库的一部分，或会被当作其一部分；请使用其他名称',
}

function refused(path: string, why: Words): StoreError {
  return new StoreError({ 'en-us': `${path} ${why['en-us']}`, 'zh-cn': `${path} ${why['zh-cn']}` })
}
