import type { Clock } from '../clock.ts'

/** A clock that goes on only when a test says so. */
export interface HandClock extends Clock {
  /** Lets time pass at once: everything that is due meanwhile is called once. */
  pass(ms: number): void
  /** In how many milliseconds the next call is due; null: none is. */
  nextMs(): number | null
}

interface HandTimer {
  readonly act: () => void
  /** Null: it calls once. */
  readonly everyMs: number | null
  atMs: number
}

/** Makes a clock; what time it is, the test's own tells. */
export function createHandClock(now: () => number): HandClock {
  const timers = new Set<HandTimer>()
  let elapsedMs = 0

  function set(ms: number, everyMs: number | null, act: () => void) {
    const timer = { act, everyMs, atMs: elapsedMs + ms }
    timers.add(timer)
    return { cancel: () => void timers.delete(timer) }
  }

  return {
    now,
    elapsed: () => elapsedMs,
    after: (ms, act) => set(ms, null, act),
    every: (ms, act) => set(ms, ms, act),
    pass(ms) {
      elapsedMs += ms
      for (const timer of [...timers]) {
        if (timer.atMs > elapsedMs || !timers.has(timer)) continue
        if (timer.everyMs === null) timers.delete(timer)
        else timer.atMs = elapsedMs + timer.everyMs
        timer.act()
      }
    },
    nextMs() {
      const dueMs = [...timers].map(({ atMs }) => atMs)
      return dueMs.length === 0 ? null : Math.min(...dueMs) - elapsedMs
    },
  }
}
