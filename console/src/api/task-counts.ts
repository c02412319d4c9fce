import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useLanguage } from '../words/language.tsx'
import { call } from './call.ts'
import type { TaskCounts } from './native.generated.ts'
import { useReadAgain } from './read-again.ts'

/** How many tasks that fit a query of the API have each status. */
export function useTaskCounts(query: URLSearchParams): UseQueryResult<TaskCounts> {
  const { language } = useLanguage()
  const key = ['task-counts', query.toString()]
  useReadAgain(key)
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => call<TaskCounts>(`/v1/task-counts?${query.toString()}`, { language, signal }),
    placeholderData: before => before,
  })
}
