import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { call } from '../../api/call.ts'
import { useLiveEvents } from '../../api/live.tsx'
import type { Event, EventList, Task, Timeline } from '../../api/native.generated.ts'
import { useLanguage } from '../../words/language.tsx'

/** What happens is shown at once, but at most so often. */
const everyMs = 250
/** A long history takes the server a while to draw: progress alone is shown so often. */
const timelineEveryMs = 3000

const pathOf = (id: string): string => `/v1/tasks/${encodeURIComponent(id)}`

/** The task of the page; whatever is shown of it is read again when something has happened to it. */
export function useTask(id: string): UseQueryResult<Task> {
  const { language } = useLanguage()
  const client = useQueryClient()
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const lastAt = useRef(0)
  useEffect(() => () => clearTimeout(timer.current ?? undefined), [])
  useLiveEvents(events => {
    const isOurs = events.length === 0 || events.some(({ task }) => task === id)
    if (!isOurs || timer.current !== null) return
    const waitMs = Math.max(0, lastAt.current + everyMs - performance.now())
    timer.current = setTimeout(() => {
      timer.current = null
      lastAt.current = performance.now()
      void client.invalidateQueries({ queryKey: ['task', id] })
    }, waitMs)
    if (events.some(({ task, type }) => task === id && type !== 'progressed'))
      void client.invalidateQueries({ queryKey: ['timeline', id] })
  })
  return useQuery({
    queryKey: ['task', id, 'view', language],
    queryFn: ({ signal }) => call<Task>(pathOf(id), { language, signal }),
    placeholderData: before => before,
  })
}

/** What it did when. */
export function useTimeline({ id, endedAt }: Task): UseQueryResult<Timeline> {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['timeline', id],
    queryFn: ({ signal }) => call<Timeline>(`${pathOf(id)}/timeline`, { language, signal }),
    refetchInterval: endedAt === null ? timelineEveryMs : false,
    placeholderData: before => before,
  })
}

const mostAtOnce = 1000

/** Its whole history; of what was read before only what has come since is asked for. */
export function useHistory(id: string): UseQueryResult<readonly Event[]> {
  const { language } = useLanguage()
  const client = useQueryClient()
  const key = ['task', id, 'history']
  return useQuery({
    queryKey: key,
    async queryFn({ signal }) {
      const known = client.getQueryData<readonly Event[]>(key) ?? []
      const all = [...known]
      for (let after: number | null = known.at(-1)?.id ?? 0; after !== null;) {
        const page: EventList = await call(`${pathOf(id)}/events?limit=${mostAtOnce}&after=${after}`, {
          language,
          signal,
        })
        all.push(...page.events)
        after = page.next
      }
      return all
    },
  })
}
