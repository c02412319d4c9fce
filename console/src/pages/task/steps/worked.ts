import type { Period, StepRun } from '../../../api/native.generated.ts'

/** A stretch of time, in milliseconds since the epoch. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** From when to when a run or a period lasted; what goes on lasts until `now`. */
export const stretchOf = ({ from, to }: Pick<StepRun, 'from' | 'to'>, now: number): Stretch => ({
  from: Date.parse(from),
  to: to === null ? now : Date.parse(to),
})

/**
 * What of a run was work: not the time of a pause, nor any other in which no worker had the task. In the order of time, and
 * never empty: of a run that took no time it is the moment.
 */
export function workedIn(run: StepRun, periods: readonly Period[], now: number): readonly Stretch[] {
  const whole = stretchOf(run, now)
  const worked = periods
    .filter(({ kind }) => kind === 'working')
    .map(period => stretchOf(period, now))
    .map(({ from, to }) => ({ from: Math.max(from, whole.from), to: Math.min(to, whole.to) }))
    .filter(({ from, to }) => from < to)
  return worked.length > 0 ? worked : [{ from: whole.from, to: whole.from }]
}

/** How long some stretches are together, in seconds. */
export const secondsOf = (stretches: readonly Stretch[]): number =>
  stretches.reduce((sum, { from, to }) => sum + to - from, 0) / 1000
