import type { TaskView } from '../dialects/native/schema.ts'
import type { Language } from '../core/words.ts'
import { sayer, tellingWords } from '../words/telling.ts'
import { formatDuration } from './format.ts'

/** How far a task is, with what is left where that is known. */
export function percentText(
  { percent, remainingSeconds }: Pick<TaskView, 'percent' | 'remainingSeconds'>,
  language: Language,
): string {
  const say = sayer(tellingWords, language)
  if (remainingSeconds === null) return say('task.percent', { percent })
  return say('task.percentLeft', { percent, duration: formatDuration(remainingSeconds, language) })
}
