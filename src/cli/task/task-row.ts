import { detailText, identityOf, rowTitle } from '../../telling/title.ts'
import type { StepStatus } from '../../core/task.ts'
import type { Language } from '../../core/words.ts'
import type { StepView, SubStepView } from '../../dialects/native/schema-parts.ts'
import { speaker } from '../../words/command-line.ts'
import { unitIn } from '../../words/telling.ts'
import { bar } from '../text/bar.ts'
import { displayWidth, padEnd, padStart, truncate } from '../text/display-width.ts'
import { printable } from '../../telling/printable.ts'
import { formatBytes, formatCompact, formatDuration, formatNumber, formatRate } from '../../telling/format.ts'
import type { Paint } from '../text/paint.ts'
import type { OperationTitles } from '../../telling/operation-titles.ts'

/** How rows are to look; all rows of a tree share it. */
export interface RowStyle {
  readonly columns: number
  /** Columns of mark, indentation and title together. */
  readonly titleColumns: number
  /** No room for a title and what tells it from others of the same title: the latter is worth more. */
  readonly identityOnly: boolean
  /** Columns of a bar; 0: no bars. */
  readonly barColumns: number
  /** Whether it goes on at the moment: else a rate that was measured is none any more. */
  readonly moves: boolean
  readonly language: Language
  /** Milliseconds since the epoch. */
  readonly now: number
  readonly titles: OperationTitles
  readonly paint: Paint
}

/** The line of a step (depth 0) or sub-step (depth 1). What has no room is left out, the least needed first. */
export function taskRow(part: StepView | SubStepView, depth: number, style: RowStyle): string {
  const { paint } = style
  const indent = '  '.repeat(depth)
  const room = Math.max(1, style.titleColumns - indent.length - 2)
  const identity = style.identityOnly ? identityOf(part) : ''
  const title = truncate(identity === '' ? rowTitle(part) : identity, room)
  const mark = `${indent}${paintMark(part.status, paint)}`
  if (part.status === 'waiting') return `${mark} ${paint('dim', title)}`

  const facts = fit(factsOf(part, style), style.columns - style.titleColumns - barSpace(part, style))
  const shownBar = barSpace(part, style) === 0 ? '' : `  ${bar(part.percent, style.barColumns, paint)}`
  return `${mark} ${padEnd(title, room)}${shownBar}${facts}`.trimEnd()
}

interface Fact {
  readonly text: string
  /** What it becomes where there is little room; left out: the same. */
  readonly short?: string
  /** Facts of the lowest rank are left out first, those of rank 1 before any is shortened. */
  readonly rank: number
}

function factsOf(part: StepView | SubStepView, style: RowStyle): readonly Fact[] {
  const { language } = style
  const say = speaker(language)
  if (part.status === 'skipped') return [{ text: part.statusText, rank: 9 }]
  const running = part.status === 'running'
  const facts: Fact[] = []
  if (hasBar(part)) facts.push({ text: padStart(`${part.percent} %`, 5), rank: 9 })
  facts.push(...countFacts(part, language))
  if (running && style.moves) facts.push(...rateFacts(part, language))
  if (running && part.lagBytes !== null)
    facts.push({ text: say('task.lag', { amount: formatBytes(part.lagBytes, language) }), rank: 5 })
  const seconds = elapsedSeconds(part, style.now)
  if (seconds !== null) facts.push({ text: formatDuration(seconds, language), rank: 4 })
  if (part.status === 'failed' || part.status === 'cancelled') facts.push({ text: part.statusText, rank: 8 })
  if (part.failure !== null) facts.push({ text: part.failure.code, rank: 8 })
  return [...facts, ...detailFacts(part, style)]
}

/** Further facts that a step tells of itself, beside those that are in its title. */
function detailFacts(part: StepView | SubStepView, { titles }: RowStyle): readonly Fact[] {
  if (part.status !== 'running') return []
  return Object.entries(part.detail ?? {}).flatMap(([name, value]) => {
    const text = name === 'nodeId' || name === 'slotRange' ? null : detailText(value)
    return text === null ? [] : [{ text: printable(`${titles.detailTitle(name)}: ${text}`), rank: 1 }]
  })
}

function fit(facts: readonly Fact[], columns: number): string {
  const line = facts.map(fact => `  ${fact.text}`).join('')
  if (displayWidth(line) <= columns || facts.length === 0) return line
  const lowest = Math.min(...facts.map(fact => fact.rank))
  if (lowest > 1 && facts.some(fact => fact.short !== undefined))
    return fit(
      facts.map(({ text, short = text, rank }) => ({ text: short, rank })),
      columns,
    )
  const dropped = facts.findLastIndex(fact => fact.rank === lowest)
  return fit(facts.toSpliced(dropped, 1), columns)
}

/** Only what runs, or stopped half-way, has a bar: the rest is known from its mark. */
function hasBar(part: StepView | SubStepView): boolean {
  if (part.status === 'succeeded' || part.status === 'waiting' || part.status === 'skipped') return false
  return part.total !== null || ('subSteps' in part && part.subSteps.length > 0)
}

function barSpace(part: StepView | SubStepView, style: RowStyle): number {
  return hasBar(part) && style.barColumns > 0 ? style.barColumns + 2 : 0
}

function countFacts({ done, total, unit }: StepView | SubStepView, language: Language): readonly Fact[] {
  if (done === null || unit === null) return []
  const isBytes = unit === 'bytes'
  const counted = (format: typeof formatNumber): string => {
    const shownDone = format(done, language)
    const whole = total === null || total === done ? shownDone : `${shownDone}/${format(total, language)}`
    return isBytes ? whole : printable(`${whole} ${unitIn(language, unit, total === null ? done : total)}`)
  }
  if (isBytes) return [{ text: counted(formatBytes), rank: 7 }]
  return [{ text: counted(formatNumber), short: counted(formatCompact), rank: 7 }]
}

function rateFacts({ ratePerSecond, unit }: StepView | SubStepView, language: Language): readonly Fact[] {
  if (ratePerSecond === null) return []
  const say = speaker(language)
  const rate = (amount: string): string => say('task.rate', { amount })
  if (unit === 'bytes') return [{ text: rate(formatBytes(ratePerSecond, language)), rank: 6 }]
  const counted = unit === null ? '' : ` ${unitIn(language, unit)}`
  const text = rate(printable(`${formatRate(ratePerSecond, language)}${counted}`))
  return [{ text, short: rate(formatCompact(ratePerSecond, language)), rank: 6 }]
}

function elapsedSeconds(part: StepView | SubStepView, now: number): number | null {
  if (part.startedAt === null) return null
  const end = part.endedAt === null ? now : Date.parse(part.endedAt)
  return Math.max(0, (end - Date.parse(part.startedAt)) / 1000)
}

function paintMark(status: StepStatus, paint: Paint): string {
  const { mark, colour } = marks[status]
  return paint(colour, mark)
}

const marks = {
  waiting: { mark: '○', colour: 'dim' },
  running: { mark: '●', colour: 'cyan' },
  succeeded: { mark: '✔', colour: 'green' },
  failed: { mark: '✖', colour: 'red' },
  cancelled: { mark: '⊘', colour: 'yellow' },
  skipped: { mark: '–', colour: 'dim' },
} as const satisfies Readonly<Record<StepStatus, object>>
