import { StepwellError } from './error.ts'

/** A moment that is over by no more may come from a clock that is behind ours, or from a slow hand. */
const graceMs = 60_000

const isOver = {
  'en-us': 'is over: name a moment that is still to come',
  'zh-cn': '已过去：请指定将来的时间',
}

/** Whether a moment is over, beyond what clocks differ; null is none. */
export const isPast = (at: number | null, now: number): boolean => at !== null && at < now - graceMs

/** The refusal of a moment that is over, by the field that names it (a JSON pointer). */
export const pastMoment = (path: string): StepwellError =>
  new StepwellError('invalid_request', {}, { problems: [{ path, message: isOver }] })
