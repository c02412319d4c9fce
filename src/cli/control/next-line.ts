import type { TaskView } from '../../dialects/native/schema.ts'
import type { Say } from '../../words/command-line.ts'
import { joinSentences } from '../../words/joined.ts'
import { printable } from '../../telling/printable.ts'
import { momentParts } from '../../telling/moment-parts.ts'
import type { Telling } from '../../telling/telling.ts'
import { pauseLimitText, stopText } from '../../telling/stop-text.ts'
import { plainTitle } from '../../telling/title.ts'
import { hasEnded } from '../watch/watch-task.ts'

/** What happens next to a task of which something was asked; it is as the server answered. */
export type NextLine = (task: TaskView, say: Say, telling: Telling) => string

export const afterCancel: NextLine = (task, say, telling) => {
  if (task.status === 'cancelled') return say('cancel.done', { task: task.id })
  if (hasEnded(task)) return say('cancel.givenUp', { task: task.id })
  return joinSentences([say('cancel.asked', { task: task.id }), stopText(task, telling)], telling.language)
}

export const afterPause: NextLine = (task, say, telling) => {
  const limit = pauseLimitText(task, telling)
  const sentences =
    task.status === 'paused'
      ? [say('pause.done', { task: task.id }), limit]
      : [say('pause.asked', { task: task.id }), stopText(task, telling), limit]
  return joinSentences(sentences, telling.language)
}

export const afterResume: NextLine = (task, say) =>
  say('resume.done', { task: task.id, step: openStep(task) ?? '…' })

export const afterRetry: NextLine = (task, say) => {
  const step = openStep(task)
  const begins = { task: task.id, number: task.attempt }
  return step === null ? say('retry.noStepLeft', begins) : say('retry.done', { ...begins, step })
}

export const afterRelease: NextLine = ({ instance, locked }, say) =>
  say(locked ? 'release.soon' : 'release.done', { instance: printable(instance.name ?? instance.id) })

export const afterReschedule: NextLine = (task, say, telling) =>
  Date.parse(task.dueAt) > telling.now
    ? say('reschedule.later', { task: task.id, ...momentParts(task.dueAt, telling) })
    : say('reschedule.now', { task: task.id })

export const afterDelete: NextLine = ({ id }, say) => say('delete.done', { task: id })

/** The step it goes on with; null: none is left. */
function openStep({ steps }: TaskView): string | null {
  const open = steps.find(({ status }) => status === 'running' || status === 'waiting')
  return open === undefined ? null : plainTitle(open.title)
}
