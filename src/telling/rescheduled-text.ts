import type { TaskView } from '../dialects/native/schema.ts'
import type { Say } from '../words/telling.ts'
import { whoText } from './who-text.ts'

/** Who gave a task the time it is due, and why as far as that was said; null: nobody did. */
export function rescheduledText({ rescheduled }: Pick<TaskView, 'rescheduled'>, say: Say): string | null {
  if (rescheduled === null) return null
  const by = whoText(rescheduled, say)
  return rescheduled.reason === null ? by : say('task.byAndWhy', { by, reason: rescheduled.reason })
}
