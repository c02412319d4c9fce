import type { LogLineView } from '../dialects/native/log-schema.ts'

/** What a log shows in one place: a line, or what is to be known before it. */
export type LogRow =
  | { readonly type: 'line'; readonly line: LogLineView }
  /** The next attempt begins. */
  | { readonly type: 'attempt'; readonly number: number }
  /** So many lines of a step are not there any more, or never were stored; the step is null outside any. */
  | {
      readonly type: 'gone'
      readonly count: number
      readonly step: string | null
      /** Id of the line that follows. */
      readonly before: number
    }

/** Reads a log from its first line, page by page: gives its lines, and where attempts begin and lines have gone. */
export function logReader(): (lines: readonly LogLineView[]) => readonly LogRow[] {
  /** Number of the last line read, by step and attempt. */
  const read = new Map<string, number>()
  let attempt = 1

  function rowsOf(line: LogLineView): readonly LogRow[] {
    const stream = JSON.stringify([line.attempt, line.step])
    const count = line.number - 1 - (read.get(stream) ?? 0)
    read.set(stream, line.number)
    const begins = line.attempt !== attempt
    attempt = line.attempt
    return [
      ...(begins ? [{ type: 'attempt', number: attempt } as const] : []),
      ...(count > 0 ? [{ type: 'gone', count, step: line.step, before: line.id } as const] : []),
      { type: 'line', line },
    ]
  }

  return lines => lines.flatMap(rowsOf)
}

/** Names a row for good, among those of its log. */
export function rowKey(row: LogRow): string {
  if (row.type === 'line') return String(row.line.id)
  return row.type === 'attempt' ? `attempt ${row.number}` : `before ${row.before}`
}

/** The rows whose lines hold a text, however it is written, each under its attempt; what lies between is no gap. */
export function rowsWith(rows: readonly LogRow[], text: string): readonly LogRow[] {
  const wanted = text.toLowerCase()
  return rows
    .filter(row =>
      row.type === 'line' ? row.line.text.toLowerCase().includes(wanted) : row.type === 'attempt',
    )
    .filter((row, index, found) => row.type === 'line' || found[index + 1]?.type === 'line')
}
