import type { TaskView } from '../dialects/native/schema.ts'
import { sayer, tellingWords } from '../words/telling.ts'
import { formatDuration } from './format.ts'
import type { Telling } from './telling.ts'

/** When a task began first, in whichever attempt, as on the wire; null: it has not. */
export function begunAt({ attempts, startedAt }: Pick<TaskView, 'attempts' | 'startedAt'>): string | null {
  return attempts.find(attempt => attempt.startedAt !== null)?.startedAt ?? startedAt
}

/**
 * How long the attempt of a task has run, or took; where it is not the first also all of them together, without what lay
 * between. `''`: it has not begun.
 */
export function elapsedText(
  view: Pick<TaskView, 'attempts' | 'startedAt' | 'endedAt'>,
  { language, now }: Telling,
): string {
  const { attempts, startedAt, endedAt } = view
  if (startedAt === null) return ''
  const say = sayer(tellingWords, language)
  const ownSeconds = secondsOf(startedAt, endedAt ?? now)
  // The last attempt of a task that has ended is among them.
  const earlier = endedAt === null ? attempts : attempts.slice(0, -1)
  const earlierSeconds = earlier.reduce(
    (sum, attempt) => sum + (attempt.startedAt === null ? 0 : secondsOf(attempt.startedAt, attempt.endedAt)),
    0,
  )
  const duration = formatDuration(ownSeconds, language)
  if (earlier.length === 0) return say(endedAt === null ? 'task.elapsed' : 'task.took', { duration })
  const total = formatDuration(earlierSeconds + ownSeconds, language)
  return say(endedAt === null ? 'task.elapsedInAll' : 'task.tookInAll', { duration, total })
}

const secondsOf = (from: string, to: string | number): number =>
  Math.max(0, (typeof to === 'string' ? Date.parse(to) : to) - Date.parse(from)) / 1000
