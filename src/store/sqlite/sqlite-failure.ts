import { setTimeout as delay } from 'node:timers/promises'
import type { Words } from '../../core/words.ts'
import { StoreError, wordsOf } from '../store-error.ts'

/** SQLite's primary result codes that mean something to us. */
const codes = {
  busy: 5,
  readOnly: 8,
  ioError: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  protocol: 15,
  notADatabase: 26,
}

/** SQLite's primary result code of an error; null: it is none of SQLite's. */
function codeOf(error: unknown): number | null {
  const errcode = (error as { errcode?: unknown } | null)?.errcode
  // The upper bits of an extended code only tell the kind.
  return typeof errcode === 'number' ? errcode & 0xff : null
}

/** Whether another connection was in the way: trying again will do. */
export function isBusy(error: unknown): boolean {
  const code = codeOf(error)
  return code === codes.busy || code === codes.protocol
}

/** Whether a file is something else than a database. */
export function isNoDatabase(error: unknown): boolean {
  return codeOf(error) === codes.notADatabase
}

/** Whether a disk had no room left. */
export function isFull(error: unknown): boolean {
  return codeOf(error) === codes.full
}

/**
 * Does what another process may be in the way of, as often as it takes. SQLite's own busy timeout is not used: it sleeps
 * on the event loop, and up to 100 ms after the lock is free. Gives up after `budgetMs`; without one it never does.
 */
export async function whenFree<Result>(attempt: () => Result, budgetMs = Infinity): Promise<Result> {
  const deadline = performance.now() + budgetMs
  for (;;) {
    try {
      return attempt()
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw error
    }
    await delay(1)
  }
}

/** How long a file may be held by others while it is opened: no process of ours holds it for seconds. */
export const openBudgetMs = 10_000

const explanations: { readonly [code: number]: Words } = {
  [codes.busy]: {
    'en-us': 'is held by another program; end that one, or set STEPWELL_DATA to another folder',
    'zh-cn': '被其他程序占用；请结束该程序，或将 STEPWELL_DATA 设为其他目录',
  },
  [codes.readOnly]: {
    'en-us': 'cannot be written; make it writable for this user',
    'zh-cn': '无法写入；请使当前用户可写',
  },
  [codes.ioError]: {
    'en-us': 'cannot be read or written; look at the disk and the system log',
    'zh-cn': '无法读写；请检查磁盘和系统日志',
  },
  [codes.corrupt]: { 'en-us': 'is damaged; restore it from a backup', 'zh-cn': '已损坏；请从备份恢复' },
  [codes.full]: {
    'en-us': 'cannot grow: the disk is full; free some space, what was accepted so far is safe',
    'zh-cn': '无法增长：磁盘已满；请释放空间，此前已接受的内容是安全的',
  },
  [codes.cannotOpen]: {
    'en-us': 'cannot be opened; make it readable and writable for this user',
    'zh-cn': '无法打开；请使当前用户可读写',
  },
  [codes.notADatabase]: {
    'en-us': 'is not a Stepwell database; move it away or set STEPWELL_DATA to another folder',
    'zh-cn': '不是 Stepwell 数据库；请将其移走，或将 STEPWELL_DATA 设为其他目录',
  },
}

/** Makes an error of SQLite tell a person what happened to which file; other errors stay as they are. */
export function explain(error: unknown, path: string): unknown {
  const code = codeOf(error)
  if (code === null) return error
  const said = wordsOf(error)
  const explanation = explanations[code] ?? {
    'en-us': `failed: ${said['en-us']}`,
    'zh-cn': `出错：${said['zh-cn']}`,
  }
  const words = { 'en-us': `${path} ${explanation['en-us']}`, 'zh-cn': `${path} ${explanation['zh-cn']}` }
  return new StoreError(words, { cause: error })
}
