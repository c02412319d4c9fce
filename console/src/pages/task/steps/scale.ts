import { begunAt } from '../../../../../src/telling/elapsed.ts'
import type { Task } from '../../../api/native.generated.ts'

/** The stretch of time that a chart shows, in milliseconds since the epoch. */
export interface Scale {
  readonly from: number
  readonly to: number
  /** Null: it has ended, there is no now to be seen. */
  readonly now: number | null
}

/** When a task was submitted, began and ended, or is expected to. */
export type Lived = Pick<Task, 'createdAt' | 'startedAt' | 'endedAt' | 'predictedEndAt' | 'attempts'>

/** Of so long a wait only the end is shown, that what was done can be seen. */
const longestWaitShare = 0.4

/** From its submission, or from near its beginning where it has waited long, to its end: the real one, or the predicted. */
export function scaleOf(task: Lived, now: number): Scale {
  const { createdAt, endedAt, predictedEndAt } = task
  const created = Date.parse(createdAt)
  const begun = begunAt(task)
  const started = begun === null ? created : Date.parse(begun)
  const end =
    endedAt === null
      ? Math.max(now, predictedEndAt === null ? now : Date.parse(predictedEndAt))
      : Date.parse(endedAt)
  const to = Math.max(end, started + 1000)
  const worked = to - started
  const waited = Math.min(started - created, (worked * longestWaitShare) / (1 - longestWaitShare))
  return { from: started - waited, to, now: endedAt === null ? now : null }
}

/** Where a stretch lies in a scale, in percent; null: outside of it. */
export function placeOf(
  { from, to }: Scale,
  begin: number,
  end: number,
): { readonly left: string; readonly width: string } | null {
  const whole = to - from
  const left = Math.max(0, (begin - from) / whole)
  const right = Math.min(1, (end - from) / whole)
  if (right < 0 || left > 1 || right < left) return null
  return { left: `${left * 100}%`, width: `${Math.max(0.002, right - left) * 100}%` }
}

/** Until when that lasts which has no end yet: until now, or to the end of the scale where there is no now. */
export const endOf = ({ now, to }: Scale): number => now ?? to

/** Whether moments of the axis would be the same in whole seconds. */
export const isFine = ({ from, to }: Scale, count: number): boolean => (to - from) / (count - 1) < 1000

/** Moments for the axis: so many, evenly. */
export const ticksOf = ({ from, to }: Scale, count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => from + ((to - from) * index) / (count - 1))
