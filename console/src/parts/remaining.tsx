import type { ReactNode } from 'react'
import { formatDuration } from '../../../src/telling/format.ts'
import { isEstimable } from '../../../src/telling/going.ts'
import type { Task } from '../api/native.generated.ts'
import { useLanguage } from '../words/language.tsx'
import { useNow } from '../words/now.ts'

/** How long a task still needs, by the second; that it is not known, where it should go on; nothing where it does not. */
export function Remaining({ task }: { readonly task: Task }): ReactNode {
  const { language, say } = useLanguage()
  const now = useNow()
  if (!isEstimable(task)) return null
  if (task.predictedEndAt === null) return say('task.remainingUnknown')
  const seconds = Math.max(1, (Date.parse(task.predictedEndAt) - now) / 1000)
  return say('task.remaining', { duration: formatDuration(seconds, language) })
}
