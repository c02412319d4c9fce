import { useCallback, useEffect, useRef } from 'react'

/**
 * Does something at once when asked, but at most so often (milliseconds): what is asked for sooner is done once, as soon as
 * it may be. What is shown was read when it appeared: that counts as the first time.
 */
export function useAtMostEvery(everyMs: number, act: () => void): () => void {
  const latest = useRef(act)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const lastAt = useRef(-Infinity)
  useEffect(() => {
    latest.current = act
  })
  useEffect(() => {
    lastAt.current = performance.now()
    return () => clearTimeout(timer.current ?? undefined)
  }, [])
  return useCallback(() => {
    if (timer.current !== null) return
    const waitMs = Math.max(0, lastAt.current + everyMs - performance.now())
    timer.current = setTimeout(() => {
      timer.current = null
      lastAt.current = performance.now()
      latest.current()
    }, waitMs)
  }, [everyMs])
}
