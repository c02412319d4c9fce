import { formatDuration, formatNearMoment } from './format.ts'
import type { Telling } from './telling.ts'

/** A moment of the wire as it is read here (`at`), and how far it is away (`duration`). */
export function momentParts(
  moment: string,
  telling: Telling,
): { readonly at: string; readonly duration: string } {
  const at = Date.parse(moment)
  const seconds = Math.abs(at - telling.now) / 1000
  return { at: formatNearMoment(at, telling), duration: formatDuration(seconds, telling.language) }
}

/** A text of the server in which moments stand as on the wire, with each as it is read here. */
export function localMoments(text: string, telling: Telling): string {
  return text.replace(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, moment =>
    Number.isNaN(Date.parse(moment)) ? moment : momentParts(moment, telling).at,
  )
}
