import { pathOf, type ProgressReport } from '../core/event.ts'
import type { StallReason } from '../core/task.ts'
import type { Words } from '../core/words.ts'

/** What is known of how a step moves. */
export interface MovementSeen {
  /** How long ago the last sign of progress was. */
  readonly idleMs: number
  /** The longest time between two signs; null: there were less than two. */
  readonly longestGapMs: number | null
  /** Why it may have stalled, should it have. */
  readonly reason: StallReason
  /** What it waits for; left out: it does not say. */
  readonly about?: Words
}

/** Watches the running step for signs of progress: units done, a lag that falls, something of it stored. */
export interface Movement {
  /** A step begins: what was seen of another says nothing about it. */
  begin(): void
  report(report: ProgressReport): void
  /** Something of the step was stored. */
  act(): void
  /** What the step says it waits for; null: nothing. */
  waitsFor(reason: StallReason | null, about?: Words): void
  seen(): MovementSeen
}

/** What is kept of a step. */
interface Seen {
  lastAt: number
  signs: number
  longestGapMs: number | null
  waiting: StallReason | null
  about: Words | null
  lagGrows: boolean
  /** By part. */
  readonly done: Map<string, number>
  readonly lags: Map<string, number>
}

function nothingSeen(at: number): Seen {
  return {
    lastAt: at,
    signs: 0,
    longestGapMs: null,
    waiting: null,
    about: null,
    lagGrows: false,
    done: new Map(),
    lags: new Map(),
  }
}

/** A movement of which nothing has been seen. `elapsed` is a clock that is never set. */
export function createMovement(elapsed: () => number): Movement {
  let seen = nothingSeen(elapsed())

  function sign(): void {
    const now = elapsed()
    if (seen.signs > 0) seen.longestGapMs = Math.max(seen.longestGapMs ?? 0, now - seen.lastAt)
    seen.signs += 1
    seen.lastAt = now
    seen.lagGrows = false
  }

  return {
    begin: () => void (seen = nothingSeen(elapsed())),
    report(report) {
      const { done, lags } = seen
      const { done: units = null, lagBytes: lag = null } = report.progress
      const path = pathOf(report)
      const before = lags.get(path)
      const moved = units !== null && units !== done.get(path)
      const caughtUp = lag !== null && before !== undefined && lag < before
      if (units !== null) done.set(path, units)
      if (lag !== null) lags.set(path, lag)
      if (moved || caughtUp) sign()
      else if (lag !== null && before !== undefined && lag > before) seen.lagGrows = true
    },
    act: sign,
    waitsFor(reason, about) {
      seen.waiting = reason
      seen.about = about ?? null
    },
    seen: () => ({
      idleMs: elapsed() - seen.lastAt,
      longestGapMs: seen.longestGapMs,
      reason: seen.waiting ?? (seen.lagGrows ? 'lag_grows' : 'no_units'),
      ...(seen.about === null ? {} : { about: seen.about }),
    }),
  }
}
