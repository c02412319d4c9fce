import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useAtMostEvery } from './at-most-every.ts'
import { useLiveEvents } from './live.tsx'
import { isSmall } from '../../../src/telling/small-events.ts'

/** What has begun, ended or come in is read again at once, but at most so often. */
const listEveryMs = 700

/**
 * Reads again whatever is shown under a key, as it is from now on. What is on its way already may have been answered before
 * something happened, but it is waited for and shown: with slow answers and many events each read would break off the one
 * before, and none would come through.
 */
export async function readNow(client: QueryClient, queryKey: readonly unknown[]): Promise<void> {
  // One that has failed and rests before its next try begins anew.
  await client.cancelQueries({ queryKey, predicate: ({ state }) => state.fetchFailureCount > 0 })
  await client.refetchQueries({ queryKey, fetchStatus: 'fetching' }, { cancelRefetch: false })
  await client.invalidateQueries({ queryKey }, { cancelRefetch: false })
}

/** Reads a query again when more has happened than small parts of the work: how far it is comes with its event. */
export function useReadAgain(queryKey: readonly unknown[], everyMs = listEveryMs): void {
  const client = useQueryClient()
  const readAgain = useAtMostEvery(everyMs, () => readNow(client, queryKey))
  useLiveEvents(events => {
    if (events.length === 0 || events.some(({ type }) => !isSmall(type))) readAgain()
  })
}

/** Reads a query again when the server may be another: when its events are followed anew. */
export function useReadAnew(queryKey: readonly unknown[]): void {
  const client = useQueryClient()
  useLiveEvents(events => {
    if (events.length === 0) void readNow(client, queryKey)
  })
}
