import type { ProgressReport } from '../core/event.ts'
import type { StallReason } from '../core/task.ts'

/** What is known of how a step moves. */
export interface MovementSeen {
  /** How long ago the last sign of progress was. */
  readonly idleMs: number
  /** The longest time between two signs; null: there were less than two. */
  readonly longestGapMs: number | null
  /** Why it may have stalled, should it have. */
  readonly reason: StallReason
}

/** Watches the running step for signs of progress: units done, a lag that falls, something of it stored. */
export interface Movement {
  /** A step begins: what was seen of another says nothing about it. */
  begin(): void
  report(report: ProgressReport): void
  /** Something of the step was stored. */
  act(): void
  /** What the step says it waits for; null: nothing. */
  waitsFor(reason: StallReason | null): void
  seen(): MovementSeen
}

/** A movement of which nothing has been seen. `elapsed` is a clock that is never set. */
export function createMovement(elapsed: () => number): Movement {
  let lastAt = elapsed()
  let signs = 0
  let longestGapMs: number | null = null
  let waiting: StallReason | null = null
  let done = new Map<string, number>()
  let lags = new Map<string, number>()
  let lagGrows = false

  function sign(): void {
    const now = elapsed()
    if (signs > 0) longestGapMs = Math.max(longestGapMs ?? 0, now - lastAt)
    signs += 1
    lastAt = now
    lagGrows = false
  }

  return {
    begin() {
      lastAt = elapsed()
      signs = 0
      longestGapMs = null
      waiting = null
      done = new Map()
      lags = new Map()
      lagGrows = false
    },
    report({ step, subStep, progress }) {
      const path = `${step}/${subStep ?? ''}`
      const lag = progress.lagBytes ?? null
      const before = lags.get(path)
      const moved = typeof progress.done === 'number' && progress.done !== done.get(path)
      const caughtUp = lag !== null && before !== undefined && lag < before
      if (typeof progress.done === 'number') done.set(path, progress.done)
      if (lag !== null) lags.set(path, lag)
      if (moved || caughtUp) sign()
      else if (lag !== null && before !== undefined && lag > before) lagGrows = true
    },
    act: sign,
    waitsFor: reason => void (waiting = reason),
    seen: () => ({
      idleMs: elapsed() - lastAt,
      longestGapMs,
      reason: waiting ?? (lagGrows ? 'lag_grows' : 'no_units'),
    }),
  }
}
