import type { Clock } from '../core/clock.ts'

/** The longest time-out a timer takes; a longer one would be over at once. */
const longestTimerMs = 2 ** 31 - 1

/** The machine's time. */
export const systemClock: Clock = {
  now: Date.now,
  elapsed: () => performance.now(),
  after(ms, act) {
    let timer = begin(ms)
    function begin(leftMs: number): NodeJS.Timeout {
      if (leftMs <= longestTimerMs) return setTimeout(act, leftMs)
      return setTimeout(() => (timer = begin(leftMs - longestTimerMs)), longestTimerMs)
    }
    return { cancel: () => clearTimeout(timer) }
  },
  every(ms, act) {
    const timer = setInterval(act, ms)
    return { cancel: () => clearInterval(timer) }
  },
}
