import { misuse } from '../failure.ts'

/** A moment in milliseconds since the epoch, as an option says it; without a time zone the local one is meant. */
export function readMoment(text: string, option: string): number {
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) ? Date.parse(text) : NaN
  if (Number.isNaN(at)) throw misuse('usage.moment', { option, text })
  return at
}
