import type { Language } from '../../core/words.ts'
import type { TaskView } from '../../dialects/native/schema.ts'
import { speaker } from '../../words/command-line.ts'
import { bar } from '../text/bar.ts'
import { displayWidth, truncate } from '../text/display-width.ts'
import { printable } from '../../telling/printable.ts'
import { formatDuration, formatPercent } from '../../telling/format.ts'
import { painter, type Paint } from '../text/paint.ts'
import type { OperationTitles } from '../../telling/operation-titles.ts'
import type { Telling } from '../../telling/telling.ts'
import { wrap } from '../text/wrap.ts'
import { elapsedText } from '../../telling/elapsed.ts'
import { failureText } from '../../telling/failure-text.ts'
import { isEstimable, isMoving } from '../../telling/going.ts'
import { stateSentences } from '../../telling/state-sentences.ts'
import { taskRow, type RowStyle } from './task-row.ts'
import { rowTitle } from '../../telling/title.ts'

/** How a task is to be shown. */
export interface RenderOptions extends Telling {
  readonly columns: number
  /** How many lines there is room for; left out: as many as it takes. */
  readonly rows?: number
  readonly colour: boolean
  readonly titles: OperationTitles
}

/**
 * A task as lines of text: what it is, how far it is, the tree of its steps, what holds it up or what it waits for, and why it
 * failed if it did.
 */
export function renderTask(view: TaskView, options: RenderOptions): readonly string[] {
  const paint = painter(options.colour)
  const head = [...headLines(view, options, paint), progressLine(view, options, paint), '']
  const foot = footLines(view, options, paint)
  const room = options.rows === undefined ? Infinity : options.rows - head.length - foot.length
  return [...head, ...treeLines(view, options, paint, room), ...foot]
}

function headLines(view: TaskView, { columns, language }: RenderOptions, paint: Paint): readonly string[] {
  const say = speaker(language)
  const title = printable(view.operation.title)
  const status = printable(view.statusText)
  const name = view.operation.name
  const facts = [
    `${say('task.task')} ${view.id}`,
    `${say('task.instance')} ${view.uses.map(used => printable(used.name ?? used.id)).join(' → ')}`,
    ...(view.attempt > 1 ? [say('task.attempt', { number: view.attempt })] : []),
  ]
  const room = columns - displayWidth(title) - displayWidth(status) - 6
  const shownName = room >= displayWidth(name) ? `${paint('dim', name)}  ` : ''
  return [
    `${paint('bold', truncate(title, columns - displayWidth(status) - 2))}  ${shownName}${paint(colours[view.status], status)}`,
    ...(displayWidth(facts.join('  ')) <= columns
      ? [facts.join('  ')]
      : facts.map(fact => truncate(fact, columns))),
  ]
}

function progressLine(view: TaskView, options: RenderOptions, paint: Paint): string {
  const { columns } = options
  const facts = [formatPercent(view.percent).padStart(5), ...timeFacts(view, options)]
  const width = (shown: readonly string[]): number => displayWidth(shown.join('  '))
  while (width(facts) > columns && facts.length > 1) facts.pop()
  const room = columns - width(facts) - 2
  return [...(room >= 6 ? [bar(view.percent, Math.min(40, room), paint)] : []), ...facts].join('  ')
}

/** What can be said about its times now. */
function timeFacts(view: TaskView, options: RenderOptions): readonly string[] {
  if (view.startedAt === null) return []
  const elapsed = elapsedText(view, options)
  return view.endedAt === null && isEstimable(view)
    ? [remainingText(view, options.language), elapsed]
    : [elapsed]
}

function remainingText({ remainingSeconds }: TaskView, language: Language): string {
  const say = speaker(language)
  return remainingSeconds === null
    ? say('task.remainingUnknown')
    : say('task.remaining', { duration: formatDuration(remainingSeconds, language) })
}

function treeLines(
  view: TaskView,
  { columns, language, now, titles }: RenderOptions,
  paint: Paint,
  room: number,
): readonly string[] {
  const { steps } = view
  const widths = steps.flatMap(step => [
    displayWidth(rowTitle(step)) + 2,
    ...step.subSteps.map(part => displayWidth(rowTitle(part)) + 4),
  ])
  const titleColumns = Math.min(Math.max(0, ...widths), Math.max(16, Math.floor(columns * 0.4)))
  const barColumns = columns >= 110 ? 20 : columns >= 90 ? 12 : columns >= 50 ? 6 : 0
  const identityOnly = Math.max(0, ...widths) > titleColumns
  const moves = isMoving(view)
  const style: RowStyle = {
    columns,
    titleColumns,
    identityOnly,
    barColumns,
    moves,
    language,
    now,
    titles,
    paint,
  }

  const all = steps.map(step => [
    taskRow(step, 0, style),
    ...step.subSteps.map(part => taskRow(part, 1, style)),
  ])
  if (all.flat().length <= room) return all.flat()
  // Too tall: sub-steps are shown where something is going on, and there as many as fit.
  const busy = steps.find(step => step.status === 'running' || step.status === 'failed')
  const free = Math.max(0, room - steps.length - 1)
  return steps.flatMap(step => {
    const row = taskRow(step, 0, style)
    if (step !== busy || step.subSteps.length === 0) return [row]
    const moving = step.subSteps.filter(part => part.status === 'running' || part.status === 'failed')
    const shown = [...moving, ...step.subSteps.filter(part => !moving.includes(part))].slice(0, free)
    const left = step.subSteps.length - shown.length
    const more =
      left > 0 && room > steps.length ? [`    ${speaker(language)('task.more', { count: left })}`] : []
    return [
      row,
      ...step.subSteps.filter(part => shown.includes(part)).map(part => taskRow(part, 1, style)),
      ...more,
    ]
  })
}

function footLines(view: TaskView, options: RenderOptions, paint: Paint): readonly string[] {
  const { columns, language } = options
  const say = speaker(language)
  const lines: string[] = []
  if (view.failure !== null) {
    const { remedy } = view.failure
    lines.push(...wrap(failureText(view.failure, view, say), columns).map(line => paint('red', line)))
    if (remedy !== '') lines.push(...wrap(say('task.remedy', { remedy: printable(remedy) }), columns))
  }
  for (const { text, colour } of stateSentences(view, options))
    lines.push(...wrap(text, columns).map(line => (colour === null ? line : paint(colour, line))))
  return lines.length === 0 ? [] : ['', ...lines]
}

const colours = {
  pending: 'dim',
  running: 'cyan',
  paused: 'yellow',
  succeeded: 'green',
  failed: 'red',
  cancelled: 'yellow',
} as const satisfies Readonly<Record<TaskView['status'], string>>
