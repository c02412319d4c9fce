import type { TimeForm } from '../wire-forms.ts'

/**
 * A moment as the wire writes it. The tables say `2020-06-17T07:38:42.503Z`, the example shows `2022-09-01 11:52:24`
 * (taken for UTC); every SDK reads both, as plain strings.
 * Null: not yet. Unlike "", which no parser of times reads, null decodes to "none" in every SDK.
 */
export function wireTime(moment: number | null, form: TimeForm): string | null {
  if (moment === null) return null
  const documented = new Date(moment).toISOString()
  return form === 'documented' ? documented : `${documented.slice(0, 10)} ${documented.slice(11, 19)}`
}
