import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useAtMostEvery } from '../../api/at-most-every.ts'
import { call } from '../../api/call.ts'
import { useLive, useLiveEvents } from '../../api/live.tsx'
import type { Event, EventList, Task, Timeline } from '../../api/native.generated.ts'
import { readNow } from '../../api/read-again.ts'
import { isSmall } from '../../../../src/telling/small-events.ts'
import { useLanguage } from '../../words/language.tsx'

/** What happens is shown at once, but with such a rest since it was read last. */
const everyMs = 250
/** A long history takes the server a while to draw: it is drawn anew at most so often, also while there is only progress. */
const timelineEveryMs = 3000

const pathOf = (id: string): string => `/v1/tasks/${encodeURIComponent(id)}`

/** The task of the page; whatever is shown of it is read again when something has happened to it. */
export function useTask(id: string): UseQueryResult<Task> {
  const { language } = useLanguage()
  const client = useQueryClient()
  const readAgain = useAtMostEvery(everyMs, () => readNow(client, ['task', id]))
  useLiveEvents(events => {
    if (events.length === 0 || events.some(({ task }) => task === id)) readAgain()
  })
  return useQuery({
    queryKey: ['task', id, 'view', language],
    queryFn: ({ signal }) => call<Task>(pathOf(id), { language, signal }),
    placeholderData: before => before,
  })
}

/** What it did when; read once more as soon as it has ended. */
export function useTimeline({ id, endedAt }: Task): UseQueryResult<Timeline> {
  const { language } = useLanguage()
  const { state } = useLive()
  const client = useQueryClient()
  const readAgain = useAtMostEvery(timelineEveryMs, () => readNow(client, ['timeline', id]))
  useLiveEvents(events => {
    if (events.length === 0 || events.some(({ task, type }) => task === id && !isSmall(type))) readAgain()
  })
  return useQuery({
    queryKey: ['timeline', id, endedAt],
    queryFn: ({ signal }) => call<Timeline>(`${pathOf(id)}/timeline`, { language, signal }),
    refetchInterval: endedAt === null && state !== 'paused' ? timelineEveryMs : false,
    placeholderData: before => before,
  })
}

const mostAtOnce = 1000

/** Its whole history; of what was read before only what has come since is asked for. */
export function useHistory(id: string): UseQueryResult<readonly Event[]> {
  const { language } = useLanguage()
  const client = useQueryClient()
  const key = ['task', id, 'history', language]
  return useQuery({
    queryKey: key,
    async queryFn({ signal }) {
      const known = client.getQueryData<readonly Event[]>(key) ?? []
      const fresh: Event[] = []
      for (let after: number | null = known.at(-1)?.id ?? 0; after !== null;) {
        const page: EventList = await call(`${pathOf(id)}/events?limit=${mostAtOnce}&after=${after}`, {
          language,
          signal,
        })
        fresh.push(...page.events)
        after = page.next
      }
      return fresh.length === 0 ? known : [...known, ...fresh]
    },
    // What was read before is the same already: to compare it all again takes longer than anything else here.
    structuralSharing: false,
  })
}
