import type { Clock } from '../../core/clock.ts'

/** A clock that goes on only when a test says so. */
export interface HandClock extends Pick<Clock, 'now' | 'elapsed' | 'every'> {
  /** Lets time pass at once: everything that is due meanwhile is called once. */
  pass(ms: number): void
}

/** Makes a clock; what time it is, the test's own tells. */
export function createHandClock(now: () => number): HandClock {
  const due = new Map<() => void, { readonly everyMs: number; atMs: number }>()
  let elapsedMs = 0
  return {
    now,
    elapsed: () => elapsedMs,
    every(everyMs, act) {
      due.set(act, { everyMs, atMs: elapsedMs + everyMs })
      return { cancel: () => void due.delete(act) }
    },
    pass(ms) {
      elapsedMs += ms
      for (const [act, timer] of due) {
        if (timer.atMs > elapsedMs) continue
        timer.atMs = elapsedMs + timer.everyMs
        act()
      }
    },
  }
}
