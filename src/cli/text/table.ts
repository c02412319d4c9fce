import { displayWidth, padEnd } from './display-width.ts'

/** Lines of a table: the headings, then the rows, columns two blanks apart and as wide as their widest text. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const all = [headings, ...rows]
  const widths = headings.map((_, column) => Math.max(...all.map(row => displayWidth(row[column] ?? ''))))
  return all.map(row =>
    row
      .map((text, column) => padEnd(text, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

/** A column of a table that may be too wide. */
export interface Column<Row> {
  readonly heading: string
  readonly cell: (row: Row) => string
  /** Where there is no room for all, columns of the lowest rank are left out first; of rank 9 never. */
  readonly rank: number
}

/** Lines of a table of so many columns of text at most, as far as it can be made so. */
export function fittingTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  width: number,
): readonly string[] {
  const headings = columns.map(({ heading }) => heading)
  const lines = table(
    headings,
    rows.map(row => columns.map(({ cell }) => cell(row))),
  )
  const lowest = Math.min(...columns.map(({ rank }) => rank))
  if (lowest === 9 || lines.every(line => displayWidth(line) <= width)) return lines
  const dropped = columns.findLastIndex(({ rank }) => rank === lowest)
  return fittingTable(columns.toSpliced(dropped, 1), rows, width)
}

/** Lines of names and what they are, names as wide as the widest; entries without a value (null) are left out. */
export function listing(entries: readonly (readonly [string, string | null])[]): readonly string[] {
  const shown = entries.filter(([, value]) => value !== null)
  const width = Math.max(0, ...shown.map(([name]) => displayWidth(name)))
  return shown.map(([name, value]) => `${padEnd(name, width)}  ${value}`)
}
