import { problemWords } from '../../words/problems.ts'
import type { WireForms } from '../wire-forms.ts'
import { invalidPlace } from './invalid-place.ts'

/** A moment as the tables write it: `2020-06-15T08:55:53.606Z`. */
export const wireTime = (moment: number): string => new Date(moment).toISOString()

/** A count or milliseconds, as who asks reads them. */
export function wireNumber(value: number, { dmsNumbers }: WireForms): number | string {
  return dmsNumbers === 'text' ? String(value) : value
}

/** The second that `20240101000000` (UTC) names, in milliseconds since the epoch. Throws `invalid_request` at the place. */
export function secondOf(text: string, place: string): number {
  const iso = text.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6.000Z')
  const moment = Date.parse(iso)
  // A 30th of February, or an hour 24, is taken for the day after.
  if (iso === text || Number.isNaN(moment) || wireTime(moment) !== iso)
    throw invalidPlace(place, problemWords.notAUtcSecond)
  return moment
}
