import type { LogLineView } from '../../dialects/native/log-schema.ts'
import type { CommandContext } from '../context.ts'
import { padEnd } from './display-width.ts'
import { printable } from '../../telling/printable.ts'
import { formatMoment } from '../../telling/format.ts'

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
  /** Number of the last line shown, by step and attempt. */
  const shown = new Map<string, number>()
  let attempt = 1

  function around(line: LogLineView): readonly string[] {
    const stream = JSON.stringify([line.attempt, line.step])
    const gone = line.number - 1 - (shown.get(stream) ?? 0)
    shown.set(stream, line.number)
    const begins = line.attempt !== attempt
    attempt = line.attempt
    const parameters = { count: gone, step: printable(line.step ?? say('logs.noStep')) }
    return [
      ...(begins ? [say('logs.attempt', { number: line.attempt })] : []),
      ...(gone > 0 ? [say('logs.gone', parameters)] : []),
    ]
  }

  const told = ({ at, step, text }: LogLineView): string =>
    [
      formatMoment(Date.parse(at), language),
      padEnd(printable(step ?? say('logs.noStep')), stepColumns),
      printable(text),
    ].join('  ')

  return { show: lines => lines.flatMap(line => [...around(line), told(line)]) }
}
