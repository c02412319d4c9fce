import { useQueryClient } from '@tanstack/react-query'
import { useAtMostEvery } from './at-most-every.ts'
import { useLiveEvents } from './live.tsx'
import { isSmall } from './small-events.ts'

/** What has begun, ended or come in is read again at once, but at most so often; for each page of it. */
const everyMs = 700
const longestMs = 10_000

/**
 * Reads a query again when more has happened than small parts of the work: how far it is comes with its event. One of many
 * pages is read less often: all of them are read, one after the other.
 */
export function useReadAgain(key: readonly unknown[], pages = 1): void {
  const client = useQueryClient()
  const readAgain = useAtMostEvery(
    Math.min(longestMs, everyMs * pages),
    () => void client.invalidateQueries({ queryKey: key }),
  )
  useLiveEvents(events => {
    if (events.length === 0 || events.some(({ type }) => !isSmall(type))) readAgain()
  })
}
