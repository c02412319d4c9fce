import type { Language } from '../core/words.ts'
import type { TaskView } from '../dialects/native/schema.ts'
import { sayer, tellingWords } from '../words/telling.ts'
import { formatDuration } from './format.ts'
import type { Telling } from './telling.ts'

type Run = Pick<TaskView, 'attempts' | 'startedAt' | 'endedAt'>

/** When a task began first, in whichever attempt, as on the wire; null: it has not. */
export function begunAt({ attempts, startedAt }: Pick<TaskView, 'attempts' | 'startedAt'>): string | null {
  return attempts.find(attempt => attempt.startedAt !== null)?.startedAt ?? startedAt
}

/**
 * How long something took between two moments of the wire, in seconds; what has not ended is looked at `now`, where that is
 * given. Null: it has not begun, or not ended.
 */
export function secondsBetween(from: string | null, to: string | null, now?: number): number | null {
  const end = to === null ? now : Date.parse(to)
  return from === null || end === undefined ? null : Math.max(0, end - Date.parse(from)) / 1000
}

/**
 * How long the attempt of a task has run, or took; where it is not the first also all of them together, without what lay
 * between. `''`: it has not begun.
 */
export function workedText({ attempts, startedAt, endedAt }: Run, { language, now }: Telling): string {
  const seconds = secondsBetween(startedAt, endedAt, now)
  if (seconds === null) return ''
  // The last attempt of a task that has ended is among them.
  const earlier = endedAt === null ? attempts : attempts.slice(0, -1)
  const earlierSeconds = earlier.map(attempt => secondsBetween(attempt.startedAt, attempt.endedAt) ?? 0)
  return earlier.length === 0
    ? formatDuration(seconds, language)
    : inAll(
        seconds,
        earlierSeconds.reduce((sum, one) => sum + one, seconds),
        language,
      )
}

/** The same as a phrase that says what it is. */
export function elapsedText(view: Run, telling: Telling): string {
  const duration = workedText(view, telling)
  if (duration === '') return ''
  const say = sayer(tellingWords, telling.language)
  return say(view.endedAt === null ? 'task.elapsed' : 'task.took', { duration })
}

const inAll = (seconds: number, totalSeconds: number, language: Language): string =>
  sayer(tellingWords, language)('task.inAll', {
    duration: formatDuration(seconds, language),
    total: formatDuration(totalSeconds, language),
  })
