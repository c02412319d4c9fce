/** A number that whoever measures may set in the environment. */
export function setting(name: string, usual: number): number {
  return Number(process.env[`STEPWELL_BENCH_${name}`] ?? usual)
}

/** The middle of some numbers; of two middle ones the mean. Throws when there are none. */
export function median(numbers: readonly number[]): number {
  return (
    (quantile(numbers, 0.5) +
      -quantile(
        numbers.map(number => -number),
        0.5,
      )) /
    2
  )
}

/** The smallest number that so large a share of all is not above. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((one, other) => one - other)
  const found = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]
  if (found === undefined) throw new Error('no figures')
  return found
}

/** One line of the result. */
export interface Line {
  readonly what: string
  readonly measured: string
  /** Null: told for comparison only. */
  readonly target: string | null
  readonly met: boolean | null
}

/** A line with a limit. */
export function held(what: string, measured: string, target: string, met: boolean): Line {
  return { what, measured, target, met }
}

/** A line without one. */
export function told(what: string, measured: string): Line {
  return { what, measured, target: null, met: null }
}

/** Lines as a table of columns, with the verdict last. */
export function tableOf(lines: readonly Line[]): string {
  const rows = [
    ['what', 'measured', 'target', 'verdict'],
    ...lines.map(({ what, measured, target, met }) => [
      what,
      measured,
      target ?? '-',
      met === null ? '-' : met ? 'met' : 'MISSED',
    ]),
  ]
  const widths = [0, 1, 2].map(column => Math.max(...rows.map(row => row[column]!.length)))
  return rows.map(row => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')).join('\n')
}

/** The exit status that a bench ends with: 1 when a target is missed. */
export function statusOf(lines: readonly Line[]): number {
  return lines.some(({ met }) => met === false) ? 1 : 0
}
