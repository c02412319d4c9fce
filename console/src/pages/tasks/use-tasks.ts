import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { call } from '../../api/call.ts'
import { useLiveEvents } from '../../api/live.tsx'
import type { Task, TaskList } from '../../api/native.generated.ts'
import { useLanguage } from '../../words/language.tsx'
import { queryOf, type Filters } from './filters.ts'

const pageSize = 50
/** What has begun, ended or come in is read again so soon, at most so often. */
const againAfterMs = 700

/** The tasks that fit, page by page as far as somebody has looked. */
export interface Tasks {
  readonly tasks: readonly Task[]
  readonly isPending: boolean
  readonly error: Error | null
  /** Null: there is no more, or it is on its way. */
  readonly more: (() => void) | null
}

/** Reads the tasks that fit, and again when something has changed among them. */
export function useTasks(filters: Filters): Tasks {
  const { language } = useLanguage()
  const client = useQueryClient()
  const query = queryOf(filters).toString()
  const key = ['tasks', query, language]
  const list = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => {
      const page = new URLSearchParams(query)
      page.set('limit', String(pageSize))
      if (pageParam !== null) page.set('after', pageParam)
      return call<TaskList>(`/v1/tasks?${page.toString()}`, { language, signal })
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: before => before,
  })

  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  useEffect(() => () => clearTimeout(timer.current ?? undefined), [])
  useLiveEvents(events => {
    // Progress comes with its event; what changes the list itself is read.
    const isChanged = events.length === 0 || events.some(({ type }) => type !== 'progressed')
    if (!isChanged || timer.current !== null) return
    timer.current = setTimeout(() => {
      timer.current = null
      void client.invalidateQueries({ queryKey: key })
    }, againAfterMs)
  })

  return {
    tasks: list.data?.pages.flatMap(({ tasks }) => tasks) ?? [],
    isPending: list.isPending,
    error: list.error,
    more: list.hasNextPage && !list.isFetching ? () => void list.fetchNextPage() : null,
  }
}
