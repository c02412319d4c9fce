import type { Language } from '../../core/words.ts'
import type { TaskView } from '../../dialects/native/schema.ts'
import { speaker, type Say } from '../../words/command-line.ts'
import { failureText } from '../../telling/failure-text.ts'
import { stateSentences } from '../../telling/state-sentences.ts'
import { plainTitle } from '../../telling/title.ts'
import { printable } from '../../telling/printable.ts'
import { secondsBetween, workedText } from '../../telling/elapsed.ts'
import { formatDuration } from '../../telling/format.ts'
import { percentText } from '../../telling/percent.ts'
import type { Telling } from '../../telling/telling.ts'

/**
 * What has changed between two looks at a task, one line each: status, what holds it up or what it waits for, begin and end of
 * steps, every tenth percent. Null before: the first look, which tells where the task stands, and if it has ended how.
 */
export function changesBetween(
  before: TaskView | null,
  after: TaskView,
  telling: Telling,
): readonly string[] {
  const { language } = telling
  const say = speaker(language)
  const ended = after.endedAt !== null && (before === null || before.endedAt === null)
  const ending = ended ? endLines(after, telling, say) : []
  const state = stateLines(before, after, telling)
  if (before === null) return [firstLine(after, say), ...ending, ...state]
  // What it waits for changes without it.
  if (before.revision === after.revision) return state
  return [
    ...(after.attempt > before.attempt && after.resumeAt === null
      ? [say('watch.newAttempt', { number: after.attempt })]
      : []),
    ...(before.statusText !== after.statusText && after.endedAt === null ? [statusLine(after, say)] : []),
    ...stepLines(before, after, language, say),
    ...percentLine(before, after, language),
    ...ending,
    ...state,
  ]
}

/** What is to be said of it that was not the look before. */
function stateLines(before: TaskView | null, after: TaskView, telling: Telling): readonly string[] {
  const said = new Set(before === null ? [] : stateSentences(before, telling).map(({ about }) => about))
  return stateSentences(after, telling)
    .filter(({ about }) => !said.has(about))
    .map(({ text }) => text)
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

function percentLine(before: TaskView, after: TaskView, language: Language): readonly string[] {
  const tens = (view: TaskView): number => Math.floor(view.percent / 10)
  if (after.endedAt !== null || tens(after) <= tens(before)) return []
  return [percentText(after, language)]
}

function endLines(view: TaskView, telling: Telling, say: Say): readonly string[] {
  const duration = workedText(view, telling)
  const ended =
    duration === '' ? statusLine(view, say) : say('watch.endedAfter', { status: view.statusText, duration })
  if (view.failure === null) return [ended]
  const { remedy } = view.failure
  return [
    ended,
    failureText(view.failure, view, say),
    ...(remedy === '' ? [] : [printable(say('task.remedy', { remedy }))]),
  ]
}
