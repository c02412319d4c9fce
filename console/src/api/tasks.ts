import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { useLanguage } from '../words/language.tsx'
import { call } from './call.ts'
import type { Task, TaskList } from './native.generated.ts'
import { useReadAgain } from './read-again.ts'

/** The tasks that fit, page by page as far as somebody has looked. */
export interface Tasks {
  readonly tasks: readonly Task[]
  readonly isPending: boolean
  /** Whether these fit another query, that was asked before: those that fit are on their way. */
  readonly isOld: boolean
  readonly error: Error | null
  /** Whether there are more than were read. */
  readonly hasMore: boolean
  /** Null: there is no more, or it is on its way. */
  readonly more: (() => void) | null
}

/** All pages are read again, one after the other: the more they are, the longer they rest, up to so long. */
const pageRestMs = 700
const longestRestMs = 10_000

/** Reads the tasks that fit a query of the API, and again when something has changed among them. */
export function useTasks(query: URLSearchParams, pageSize = 50): Tasks {
  const { language } = useLanguage()
  const fixed = query.toString()
  const key = ['tasks', fixed, language]
  const list = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => {
      const page = new URLSearchParams(fixed)
      page.set('limit', String(pageSize))
      if (pageParam !== null) page.set('after', pageParam)
      return call<TaskList>(`/v1/tasks?${page.toString()}`, { language, signal })
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: before => before,
  })
  useReadAgain(key, Math.min(longestRestMs, pageRestMs * (list.data?.pages.length ?? 1)))
  const tasks = useMemo(() => list.data?.pages.flatMap(page => page.tasks) ?? [], [list.data])

  return {
    tasks,
    isPending: list.isPending,
    isOld: list.isPlaceholderData,
    error: list.error,
    hasMore: list.hasNextPage,
    more:
      list.hasNextPage && !list.isFetching && !list.isPlaceholderData
        ? () => void list.fetchNextPage()
        : null,
  }
}

/** As many as the server gives at once, and as many as are read in all. */
const mostAtOnce = 200
const mostInAll = 1000

/** How much of what fits was read: all; as many as are read in all; or not yet, which is also so when it cannot be read. */
type Extent = 'all' | 'many' | 'unknown'

/** All tasks that fit, as far as they are read. */
export interface AllTasks {
  readonly tasks: readonly Task[]
  readonly extent: Extent
  readonly error: Error | null
}

/** Reads all tasks that fit, up to as many as a page can do something with. */
export function useAllTasks(query: URLSearchParams): AllTasks {
  const { tasks, isPending, isOld, error, hasMore, more } = useTasks(query, mostAtOnce)
  useEffect(() => {
    if (tasks.length < mostInAll) more?.()
  }, [tasks.length, more])
  const isRead = !isPending && !isOld && error === null && (!hasMore || tasks.length >= mostInAll)
  return { tasks, extent: isRead ? (hasMore ? 'many' : 'all') : 'unknown', error }
}
