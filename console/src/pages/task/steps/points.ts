import type { ProgressSample, StepRun } from '../../../api/native.generated.ts'

/** A value at a moment, in milliseconds since the epoch. */
export interface Point {
  readonly at: number
  readonly value: number
}

/**
 * How a figure of a step has changed: what it tells of itself, or else what those of its parts tell that ran at the moment,
 * added up.
 */
export function pointsOf(
  samples: readonly ProgressSample[],
  figure: 'ratePerSecond' | 'lagBytes',
  runs: readonly StepRun[],
): readonly Point[] {
  const known = samples.filter(sample => sample[figure] !== null)
  const own = known.filter(({ subStep }) => subStep === null)
  const told = own.length > 0 ? own : known
  const latest = new Map<string | null, number>()
  const ends = runs
    .filter(({ to }) => to !== null)
    .map(({ subStep, to }) => ({ subStep, at: Date.parse(to!) }))
  const isOver = (subStep: string | null, since: number, at: number): boolean =>
    ends.some(end => end.subStep === subStep && end.at > since && end.at < at)
  const since = new Map<string | null, number>()
  return told
    .toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at))
    .map(sample => {
      const at = Date.parse(sample.at)
      latest.set(sample.subStep, sample[figure] ?? 0)
      since.set(sample.subStep, at)
      for (const [subStep, before] of since) if (isOver(subStep, before, at)) latest.delete(subStep)
      return { at, value: [...latest.values()].reduce((sum, value) => sum + value, 0) }
    })
}
