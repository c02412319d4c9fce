import type { Action } from '../../core/actions.ts'
import type { TaskView } from '../../dialects/native/schema.ts'
import { speaker, type Say } from '../../words/command-line.ts'
import { joinNames } from '../../words/joined.ts'
import { taskStatusWords } from '../../words/statuses.ts'
import { padEnd, displayWidth } from '../text/display-width.ts'
import { printable } from '../../telling/printable.ts'
import { formatDuration, formatMoment, formatTimeZone } from '../../telling/format.ts'
import { inputTexts } from '../../telling/operation-titles.ts'
import { localMoments } from '../../telling/moment-parts.ts'
import { painter, type Paint } from '../text/paint.ts'
import { hanging, wrap } from '../text/wrap.ts'
import { begunAt, secondsBetween } from '../../telling/elapsed.ts'
import { instanceText } from '../../telling/instance-text.ts'
import { rescheduledText } from '../../telling/rescheduled-text.ts'
import { submitterText } from '../../telling/who-text.ts'
import { effectsInPlace, titlesOf } from '../../telling/effects.ts'
import { failureText } from '../../telling/failure-text.ts'
import type { RenderOptions } from './render-task.ts'

/** Of attempts that have ended the newest so many are shown. */
const MOST_ATTEMPTS = 5

/** What a person may do to a task now and at what cost, its earlier attempts, and whatever else there is to know of it. */
export function reportLines(view: TaskView, options: RenderOptions): readonly string[] {
  const say = speaker(options.language)
  const paint = painter(options.colour)
  const parts = [
    actionLines(view, options, say, paint),
    attemptLines(view, options, say, paint),
    factLines(view, options, say),
  ]
  return parts.flatMap(lines => (lines.length === 0 ? [] : ['', ...lines]))
}

function actionLines(view: TaskView, options: RenderOptions, say: Say, paint: Paint): readonly string[] {
  const { actions, forbiddenActions, id } = view
  const titles = forbiddenActions.map(({ title }) => title)
  const forbidden =
    titles.length === 0
      ? []
      : wrap(
          say('report.forbiddenActions', { actions: joinNames(titles, options.language) }),
          options.columns,
        )
  if (actions.length === 0) return forbidden.length === 0 ? [say('report.noActions')] : forbidden
  const width = Math.max(...actions.map(({ action }) => usage[action].length))
  return [
    ...wrap(say('report.actions', { task: id }), options.columns),
    ...actions.flatMap(({ action, cost }) =>
      hanging(
        `  ${paint('bold', padEnd(usage[action], width))}  `,
        printable(localMoments(cost, options)),
        options.columns,
      ),
    ),
    ...forbidden,
  ]
}

/** How an action is typed, with what it cannot do without. */
const usage: Readonly<Record<Action, string>> = {
  cancel: 'cancel',
  pause: 'pause',
  resume: 'resume',
  retry: 'retry',
  skip: 'skip',
  release: 'release --reason TEXT',
  reschedule: 'reschedule --at MOMENT',
  delete: 'delete',
}

function attemptLines(view: TaskView, options: RenderOptions, say: Say, paint: Paint): readonly string[] {
  // The last attempt of a task that has ended is what is shown above.
  const earlier = view.endedAt === null ? view.attempts : view.attempts.slice(0, -1)
  if (earlier.length === 0) return []
  const shown = earlier.slice(-MOST_ATTEMPTS)
  const hidden = earlier.length - shown.length
  const width = String(earlier.length).length
  return [
    say('report.attempts'),
    ...(hidden === 0 ? [] : [`  ${say('task.more', { count: hidden })}`]),
    ...shown.flatMap(attempt => {
      const label = `  ${String(attempt.number).padStart(width)}  `
      const { failure } = attempt
      const told = hanging(label, attemptText(attempt, options, say), options.columns)
      const indent = ' '.repeat(displayWidth(label))
      const why = failure === null ? [] : hanging(indent, failureText(failure, view, say), options.columns)
      return [...told, ...why.map(line => paint('red', line))]
    }),
  ]
}

function attemptText(
  { status, startedAt, endedAt }: TaskView['attempts'][number],
  { language, timeZone }: RenderOptions,
  say: Say,
): string {
  const at = formatMoment(Date.parse(endedAt), language, timeZone)
  const parts = { status: taskStatusWords[status][language], at }
  const seconds = secondsBetween(startedAt, endedAt)
  if (seconds === null) return say('report.attempt', parts)
  return say('report.attemptAfter', { ...parts, duration: formatDuration(seconds, language) })
}

function factLines(view: TaskView, options: RenderOptions, say: Say): readonly string[] {
  const { language, timeZone, columns } = options
  const moment = (at: string | null): string | null =>
    at === null ? null : formatMoment(Date.parse(at), language, timeZone)
  const inputs = inputTexts(view.input, options.titles).map(
    ({ title, text }) => `${title}: ${instanceText(text, view)}`,
  )
  const inPlace = view.status === 'running' ? titlesOf(effectsInPlace(view), language) : ''
  const facts: readonly (readonly [string, string | null])[] = [
    [say('task.submittedAt'), moment(view.createdAt)],
    [say('task.submittedBy'), submitterText(view, say)],
    [say('task.why'), view.reason],
    [say('task.dueAt'), view.dueAt === view.createdAt ? null : moment(view.dueAt)],
    [say('task.rescheduledBy'), rescheduledText(view, say)],
    [say('task.begunAt'), view.attempt > 1 ? moment(begunAt(view)) : null],
    [say('task.startedAt'), moment(view.startedAt)],
    [say('task.endedAt'), moment(view.endedAt)],
    [say('task.timeZone'), formatTimeZone(options.now, language, timeZone)],
    [say('task.priority'), view.priority === 'urgent' ? say('task.urgent') : null],
    [say('task.worker'), view.worker],
    [say('task.inPlace'), inPlace === '' ? null : inPlace],
    ...inputs.map((text, index) => [index === 0 ? say('task.input') : '', text] as const),
  ]
  const shown = facts.filter(([, value]) => value !== null)
  const width = Math.max(...shown.map(([name]) => displayWidth(name)))
  return shown.flatMap(([name, value]) =>
    value === null ? [] : hanging(`${padEnd(name, width)}  `, printable(value), columns),
  )
}
