import type { ProgressSample } from '../../../api/native.generated.ts'

/** A value at a moment, in milliseconds since the epoch. */
export interface Point {
  readonly at: number
  readonly value: number
}

/** How a figure of a step has changed, where it was known. */
export function pointsOf(
  samples: readonly ProgressSample[],
  figure: 'ratePerSecond' | 'lagBytes',
): readonly Point[] {
  return samples.flatMap(sample => {
    const value = sample[figure]
    return value === null ? [] : [{ at: Date.parse(sample.at), value }]
  })
}
