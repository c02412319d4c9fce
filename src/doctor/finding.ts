import type { Words } from '../core/words.ts'
import type { FindingWord } from '../words/doctor.ts'

/** `warning`: it works, and somebody should look; `problem`: it does not work, or soon will not. */
export type Level = 'ok' | 'warning' | 'problem'

/**
 * What fills a finding's words. The ending of a name tells how a value is shown: `Bytes`, `Seconds`, `At` (milliseconds
 * since the epoch), `Count`.
 */
export type FindingParameters = { readonly [name: string]: string | number | Words }

/** What a check has found. Never holds a secret: it is printed. */
export interface Finding {
  readonly level: Level
  readonly says: FindingWord
  readonly parameters: FindingParameters
}

const findingOf =
  (level: Level) =>
  (says: FindingWord, parameters: FindingParameters = {}): Finding => ({ level, says, parameters })

export const ok = findingOf('ok')
export const warning = findingOf('warning')
export const problem = findingOf('problem')
