import type { TaskView } from '../../dialects/native/schema.ts'
import type { Language } from '../../core/words.ts'
import { speaker } from '../../words/command-line.ts'
import { formatDuration } from './format.ts'

/** How far a task is, with what is left where that is known. */
export function percentText(
  { percent, remainingSeconds }: Pick<TaskView, 'percent' | 'remainingSeconds'>,
  language: Language,
): string {
  const say = speaker(language)
  if (remainingSeconds === null) return say('watch.percent', { percent })
  return say('watch.percentLeft', { percent, duration: formatDuration(remainingSeconds, language) })
}
