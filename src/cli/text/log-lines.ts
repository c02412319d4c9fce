import type { LogLineView } from '../../dialects/native/log-schema.ts'
import type { CommandContext } from '../context.ts'
import { padEnd } from './display-width.ts'
import { formatMoment } from '../../telling/format.ts'
import { logReader, type LogRow } from '../../telling/log-rows.ts'
import { printable } from '../../telling/printable.ts'

/** Shows lines of a log, page by page. */
export interface LogLines {
  /** Lines for a terminal: what was written, and where attempts begin and lines have gone. */
  show(lines: readonly LogLineView[]): readonly string[]
}

/** Begins to show a log from its first line. `stepColumns` is the width of the longest name of a step. */
export function createLogLines(
  { say, language }: Pick<CommandContext, 'say' | 'language'>,
  stepColumns: number,
): LogLines {
  const read = logReader()
  const nameOf = (step: string | null): string => printable(step ?? say('logs.noStep'))

  function told(row: LogRow): string {
    if (row.type === 'attempt') return say('logs.attempt', { number: row.number })
    if (row.type === 'gone') return say('logs.gone', { count: row.count, step: nameOf(row.step) })
    const { at, step, text } = row.line
    return [formatMoment(Date.parse(at), language), padEnd(nameOf(step), stepColumns), printable(text)].join(
      '  ',
    )
  }

  return { show: lines => read(lines).map(told) }
}
