import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useLiveEvents } from './live.tsx'
import { isSmall } from './small-events.ts'

/** What has begun, ended or come in is read again so soon, at most so often; for each page of it. */
const againAfterMs = 700
const longestMs = 10_000

/**
 * Reads a query again when more has happened than small parts of the work: how far it is comes with its event. One of many
 * pages is read less often: all of them are read, one after the other.
 */
export function useReadAgain(key: readonly unknown[], pages = 1): void {
  const client = useQueryClient()
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  useEffect(() => () => clearTimeout(timer.current ?? undefined), [])
  useLiveEvents(events => {
    const isChanged = events.length === 0 || events.some(({ type }) => !isSmall(type))
    if (!isChanged || timer.current !== null) return
    timer.current = setTimeout(
      () => {
        timer.current = null
        void client.invalidateQueries({ queryKey: key })
      },
      Math.min(longestMs, againAfterMs * pages),
    )
  })
}
