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

/** Lines of names and what they are, names as wide as the widest; entries without a value (null) are left out. */
export function listing(entries: readonly (readonly [string, string | null])[]): readonly string[] {
  const shown = entries.filter(([, value]) => value !== null)
  const width = Math.max(0, ...shown.map(([name]) => displayWidth(name)))
  return shown.map(([name, value]) => `${padEnd(name, width)}  ${value}`)
}
