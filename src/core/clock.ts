/** Something that will be called back. */
export interface Timer {
  /** Takes it back; does nothing once it is over. */
  cancel(): void
}

/** Time, for what waits for it. Given, never reached for: a simulation brings its own. */
export interface Clock {
  /** Milliseconds since the epoch; may be set forward and back at any moment. */
  now(): number
  /** Milliseconds since some fixed moment; never goes back, and is never set. For how long something has taken. */
  elapsed(): number
  /** Calls back once. */
  after(ms: number, act: () => void): Timer
  /** Calls back again and again. */
  every(ms: number, act: () => void): Timer
}

/** Resolves after a time, or as soon as a signal aborts. */
export function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = clock.after(ms, over)
    signal.addEventListener('abort', over, { once: true })
    function over(): void {
      timer.cancel()
      signal.removeEventListener('abort', over)
      resolve()
    }
    if (signal.aborted) over()
  })
}
