import { useCallback, useEffect, useRef } from 'react'
import type { Clock } from '../../../src/core/clock.ts'

/** What is done at most so often. */
export interface Paced {
  /** Has it done: at once, or as soon as it may be; what is asked for meanwhile is done with it. */
  ask(everyMs: number): void
  /** Nothing is done any more of what was asked for. */
  end(): void
}

/** Time, as far as pace needs it. */
type PaceClock = Pick<Clock, 'elapsed' | 'after'>

/**
 * Paces what is done, which may take a while: it is never done twice at a time, and rests after it is done. That the pace
 * begins counts as the first time.
 */
export function paced(act: () => Promise<unknown>, clock: PaceClock): Paced {
  let lastMs = clock.elapsed()
  let timer: ReturnType<PaceClock['after']> | null = null
  let isBusy = false
  /** What was asked for while it was being done; null: nothing. */
  let askedMs: number | null = null
  let isEnded = false

  function ask(everyMs: number): void {
    if (isEnded) return
    if (isBusy) askedMs = everyMs
    else timer ??= clock.after(Math.max(0, lastMs + everyMs - clock.elapsed()), () => void begin())
  }

  async function begin(): Promise<void> {
    timer = null
    isBusy = true
    await act().catch(() => {})
    isBusy = false
    lastMs = clock.elapsed()
    const everyMs = askedMs
    askedMs = null
    if (everyMs !== null) ask(everyMs)
  }

  return {
    ask,
    end() {
      isEnded = true
      timer?.cancel()
      timer = null
    },
  }
}

const browserClock: PaceClock = {
  elapsed: () => performance.now(),
  after(ms, act) {
    const timer = setTimeout(act, ms)
    return { cancel: () => clearTimeout(timer) }
  },
}

/**
 * Does something at once when asked, but with a rest (milliseconds) since it was done last: what is asked for sooner is done
 * once, as soon as it may be. What is shown was read when it appeared: that counts as the first time.
 */
export function useAtMostEvery(everyMs: number, act: () => Promise<unknown>): () => void {
  const latest = useRef(act)
  const pace = useRef<Paced | null>(null)
  useEffect(() => {
    latest.current = act
  })
  useEffect(() => {
    const own = paced(() => latest.current(), browserClock)
    pace.current = own
    return () => own.end()
  }, [])
  return useCallback(() => pace.current?.ask(everyMs), [everyMs])
}
