import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { call } from '../../../api/call.ts'
import { useLive } from '../../../api/live.tsx'
import type { LogLine, LogPage, Task } from '../../../api/native.generated.ts'
import { useLanguage } from '../../../words/language.tsx'

const againEveryMs = 1000
const mostAtOnce = 1000

/** What its steps have written; while it runs, again and again what has come since, and once more when it has ended. */
export function useLog(task: Task): UseQueryResult<readonly LogLine[]> {
  const { language } = useLanguage()
  const client = useQueryClient()
  const { state } = useLive()
  const key = ['log', task.id]
  /** Every line that was read before, also as long as it had not ended. */
  const readBefore = (): readonly LogLine[] =>
    client
      .getQueriesData<readonly LogLine[]>({ queryKey: key })
      .reduce<readonly LogLine[]>((most, [, lines = []]) => (lines.length > most.length ? lines : most), [])
  return useQuery({
    queryKey: [...key, task.endedAt],
    async queryFn({ signal }) {
      const known = readBefore()
      const pages: (readonly LogLine[])[] = [known]
      for (let after: number | null = known.at(-1)?.id ?? 0; after !== null;) {
        const page: LogPage = await call(
          `/v1/tasks/${encodeURIComponent(task.id)}/logs?limit=${mostAtOnce}&after=${after}`,
          { language, signal },
        )
        if (page.lines.length > 0) pages.push(page.lines)
        after = page.next
      }
      return pages.length === 1 ? known : pages.flat()
    },
    // A line never changes: to compare tens of thousands every second would be in vain.
    structuralSharing: false,
    refetchInterval: task.endedAt === null && state !== 'paused' ? againEveryMs : false,
    placeholderData: before => before,
  })
}
