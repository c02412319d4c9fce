import type { Language } from '../../core/words.ts'
import type { TaskView } from '../../dialects/native/schema.ts'
import { speaker, type Say } from '../../words/command-line.ts'
import { plainTitle } from '../task/task-row.ts'
import { printable } from '../text/display-width.ts'
import { formatDuration } from '../text/format.ts'

/**
 * What has changed between two looks at a task, one line each: status, begin and end of steps, every tenth percent.
 * Null before: the first look, which tells where the task stands, and if it has ended how.
 */
export function changesBetween(
  before: TaskView | null,
  after: TaskView,
  language: Language,
): readonly string[] {
  const say = speaker(language)
  if (before === null)
    return [firstLine(after, say), ...(after.endedAt === null ? [] : endLines(after, language, say))]
  if (before.revision === after.revision) return []
  return [
    ...(after.attempt > before.attempt ? [say('watch.newAttempt', { number: after.attempt })] : []),
    ...(before.statusText !== after.statusText && after.endedAt === null ? [statusLine(after, say)] : []),
    ...stepLines(before, after, language, say),
    ...percentLine(before, after, language, say),
    ...(after.endedAt === null || before.endedAt !== null ? [] : endLines(after, language, say)),
  ]
}

function firstLine(view: TaskView, say: Say): string {
  return say('watch.first', {
    task: view.id,
    operation: printable(view.operation.title),
    instance: printable(view.instance.name ?? view.instance.id),
    status: view.statusText,
    percent: view.percent,
  })
}

function statusLine(view: TaskView, say: Say): string {
  return say('watch.status', { status: view.statusText })
}

function stepLines(before: TaskView, after: TaskView, language: Language, say: Say): readonly string[] {
  return after.steps.flatMap(step => {
    const earlier = before.steps.find(candidate => candidate.name === step.name)
    if (earlier?.status === step.status || step.status === 'waiting') return []
    const line = { step: plainTitle(step.title), status: step.statusText }
    const seconds = secondsBetween(step.startedAt, step.endedAt)
    return seconds === null
      ? [say('watch.step', line)]
      : [say('watch.stepAfter', { ...line, duration: formatDuration(seconds, language) })]
  })
}

function percentLine(before: TaskView, after: TaskView, language: Language, say: Say): readonly string[] {
  const tens = (view: TaskView): number => Math.floor(view.percent / 10)
  if (after.endedAt !== null || tens(after) <= tens(before)) return []
  const { percent, remainingSeconds } = after
  if (remainingSeconds === null) return [say('watch.percent', { percent })]
  return [say('watch.percentLeft', { percent, duration: formatDuration(remainingSeconds, language) })]
}

function endLines(view: TaskView, language: Language, say: Say): readonly string[] {
  const seconds = secondsBetween(view.startedAt, view.endedAt)
  const ended =
    seconds === null
      ? statusLine(view, say)
      : say('watch.endedAfter', { status: view.statusText, duration: formatDuration(seconds, language) })
  if (view.failure === null) return [ended]
  const { code, message, remedy } = view.failure
  return [
    ended,
    printable(say('task.failed', { code, message })),
    ...(remedy === '' ? [] : [printable(say('task.remedy', { remedy }))]),
  ]
}

function secondsBetween(from: string | null, to: string | null): number | null {
  return from === null || to === null ? null : (Date.parse(to) - Date.parse(from)) / 1000
}
