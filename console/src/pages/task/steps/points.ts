import type { ProgressSample } from '../../../api/native.generated.ts'

/** A value at a moment, in milliseconds since the epoch. */
export interface Point {
  readonly at: number
  readonly value: number
}

/** How a figure of a step has changed: a line for each time it was known, as between two pauses. */
export function linesOf(
  samples: readonly ProgressSample[],
  figure: 'ratePerSecond' | 'lagBytes',
): readonly (readonly Point[])[] {
  const lines: Point[][] = [[]]
  for (const sample of samples) {
    const value = sample[figure]
    if (value === null) lines.push([])
    else lines.at(-1)!.push({ at: Date.parse(sample.at), value })
  }
  return lines.filter(line => line.length > 0)
}
