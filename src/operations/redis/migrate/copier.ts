import { copyKeys, type NodeCopy } from '../../../drivers/redis/copy.ts'
import { scanPages } from '../../../drivers/redis/scan.ts'
import type { Follower } from './follower.ts'
import type { MigrateContext } from './input.ts'
import { pause } from './session.ts'

/** Keys of a SCAN page, and how many pages are copied at a time: measured, see bench/. */
const pageKeys = 1024
const pagesInFlight = 3
/** Pages a second of a copy that is slowed down, and the smallest of them. */
const slowPagesPerSecond = 10
const slowestPageKeys = 10
/** Changed keys are copied when so many wait, or when so long has passed. */
const changedAtMost = 5000
const catchUpEveryMs = 1000
/** How many of the keys copied last are remembered, for the final check. */
const lastKept = 100
/** How often the state is stored while copying. */
const saveEveryMs = 1000

/** Copies one source node to the target: all its keys once, then what changes. */
export interface Copier {
  readonly follower: Follower
  /** Copies every key from the stored cursor on; what changes meanwhile is copied along. */
  copyAll(): Promise<void>
  /** Copies what has changed up to now; gives how many keys. */
  catchUp(): Promise<number>
  /** Some of the keys that `catchUp` copied last. */
  lastChanged(): readonly string[]
  /** Has these keys copied with the next that changed. */
  copyAgain(keys: readonly string[]): void
  /** Whether what `copyAgain` was told of is still to be copied. */
  readonly owesCopies: boolean
  /** Copies changes until the target is at the given offset of the source's history, or time is up; tells which. */
  catchUpTo(offset: number, deadline: number): Promise<boolean>
}

interface Page {
  readonly copied: Promise<readonly NodeCopy[]>
  /** Where the next page begins; null after the last. */
  readonly next: string | null
}

/** Makes the copier of a source node. `progressed` is called after every page; it may be called often. */
export function createCopier(
  context: MigrateContext,
  follower: Follower,
  /** Index of the shown part that a target node's keys count for. */
  partOfTarget: (targetNode: number) => number,
  progressed: () => void,
  pace: Pace,
): Copier {
  const { link } = follower
  let again: readonly string[] = []
  let last: readonly string[] = []
  let savedAt = performance.now()

  const copy = (keys: readonly string[]) => copyKeys({ source: link.bulk, target: link.target, keys })

  async function catchUp(): Promise<number> {
    await follower.check()
    const { keys: changed, offset } = follower.takeChanged()
    const owed = again
    const keys = owed.length === 0 ? changed : [...new Set([...owed, ...changed])]
    last = [...last, ...keys].slice(-lastKept)
    await copyPages(keys)
    again = again.slice(owed.length)
    follower.change({ offset })
    if (performance.now() - savedAt > saveEveryMs) await save()
    return keys.length
  }

  /** Copies keys, some pages at a time. */
  async function copyPages(keys: readonly string[]): Promise<void> {
    const inFlight: Promise<unknown>[] = []
    for (let at = 0; at < keys.length; at += pageKeys) {
      const copied = copy(keys.slice(at, at + pageKeys))
      copied.catch(() => {}) // Told when it is waited for.
      inFlight.push(copied)
      if (inFlight.length >= pagesInFlight) await inFlight.shift()
    }
    await Promise.all(inFlight)
  }

  async function save(): Promise<void> {
    await follower.save()
    savedAt = performance.now()
  }

  /** Notes what a page has come to; pages are noted in their order, so that the cursor is never ahead. */
  async function note(before: Promise<void>, page: Page): Promise<void> {
    await before
    const copies = await page.copied
    const copied = [...follower.state().copied]
    copies.forEach(({ keys, removed }, node) => (copied[partOfTarget(node)]! += keys + removed))
    follower.change({ copied, cursor: page.next ?? '0' })
    progressed()
  }

  return {
    follower,
    catchUp,
    lastChanged: () => [...new Set(last)],
    copyAgain: keys => void (again = [...again, ...keys]),
    get owesCopies() {
      return again.length > 0
    },
    async copyAll() {
      if (follower.state().scanned) return
      const inFlight: Promise<void>[] = []
      let noted = Promise.resolve()
      let caughtUpAt = performance.now()
      for await (const { keys, next } of scanPages(link.control, {
        cursor: follower.state().cursor,
        count: pageSize(context),
      })) {
        context.cancelPoint()
        await follower.check()
        await pace(keys.length)
        const copied = copy([...new Set(keys)])
        noted = note(noted, { copied, next })
        // Told when the page is waited for; the loop may end before, and so may the notes of the pages before it.
        for (const promise of [copied, noted]) promise.catch(() => {})
        inFlight.push(noted)
        if (inFlight.length >= pagesInFlight) await inFlight.shift()
        const due = follower.changedCount >= changedAtMost || performance.now() - caughtUpAt > catchUpEveryMs
        if (!due) continue
        // Pages stay in flight: what is read later over the same connections is also written later, so that no older
        // state comes over a newer one.
        await catchUp()
        caughtUpAt = performance.now()
      }
      await noted
      await catchUp()
      follower.change({ scanned: true, cursor: '0' })
      await save()
    },
    async catchUpTo(offset, deadline) {
      for (;;) {
        await catchUp()
        // Also what is reached too late: the pause may be over, and the next write on its way.
        if (performance.now() > deadline) return false
        if (follower.state().offset >= offset) return true
        await new Promise(resolve => setImmediate(resolve))
      }
    },
  }
}

/** Keys of a page: a slow copy takes small ones, so that it is a rate and no row of bursts. */
function pageSize(context: MigrateContext): number {
  const { maximumKeysPerSecond = Infinity } = context.input
  return Math.min(pageKeys, Math.max(slowestPageKeys, Math.ceil(maximumKeysPerSecond / slowPagesPerSecond)))
}

/** Waits until so many more keys may be copied. */
export type Pace = (keys: number) => Promise<void>

/** Slows all copiers together down to `maximumKeysPerSecond`; does nothing without one. */
export function createPace(context: MigrateContext): Pace {
  const { maximumKeysPerSecond } = context.input
  if (maximumKeysPerSecond === undefined) return async () => {}
  let dueAt = performance.now()
  return async keys => {
    const now = performance.now()
    const early = dueAt - now
    dueAt = Math.max(dueAt, now) + (keys * 1000) / maximumKeysPerSecond
    if (early > 0) await pause(early, context.stopping)
  }
}
