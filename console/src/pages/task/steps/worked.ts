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

/** When a worker had the task, in the order of time: not while it was paused, waited, or was cleaned up after. */
export function workOf(periods: readonly Period[], now: number): readonly Stretch[] {
  return periods.filter(({ kind }) => kind === 'working').map(period => stretchOf(period, now))
}

/**
 * What of a run was work, by when there was work on its task at all. In the order of time, and never empty: of a run that took
 * no time it is the moment.
 */
export function workedIn(run: StepRun, work: readonly Stretch[], now: number): readonly Stretch[] {
  const whole = stretchOf(run, now)
  const worked = work
    .map(({ from, to }) => ({ from: Math.max(from, whole.from), to: Math.min(to, whole.to) }))
    .filter(({ from, to }) => from < to)
  return worked.length > 0 ? worked : [{ from: whole.from, to: whole.from }]
}

/** How long some stretches are together, in seconds. */
export const secondsOf = (stretches: readonly Stretch[]): number =>
  stretches.reduce((sum, { from, to }) => sum + to - from, 0) / 1000
