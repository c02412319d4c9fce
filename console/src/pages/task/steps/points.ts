import type { ProgressSample } from '../../../api/native.generated.ts'

/** A value at a moment, in milliseconds since the epoch. */
export interface Point {
  readonly at: number
  readonly value: number
}

/** How a figure of a step has changed: what it tells of itself, or else what its parts tell, added up. */
export function pointsOf(
  samples: readonly ProgressSample[],
  figure: 'ratePerSecond' | 'lagBytes',
): readonly Point[] {
  const known = samples.filter(sample => sample[figure] !== null)
  const own = known.filter(({ subStep }) => subStep === null)
  const told = own.length > 0 ? own : known
  const latest = new Map<string | null, number>()
  return told
    .toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at))
    .map(sample => {
      latest.set(sample.subStep, sample[figure] ?? 0)
      return { at: Date.parse(sample.at), value: [...latest.values()].reduce((sum, value) => sum + value, 0) }
    })
}
