import { StepwellError, type ErrorCode, type Problem } from '../core/error.ts'
import { fillIn, type Language, type ManyWordParameters } from '../core/words.ts'
import { errorWords } from '../words/errors.ts'
import { joinProblems, joinSentences } from '../words/joined.ts'

/** A refusal as a dialect shows it. */
export interface Refusal {
  readonly code: ErrorCode
  readonly parameters: ManyWordParameters
  readonly problems: readonly Problem[]
  readonly language: Language
  readonly requestId: string
}

/**
 * The refusal of a thrown error. A store's own is `store_unavailable`; anything else but a StepwellError is `internal`. Both
 * tell nothing of themselves: they name files of the server's.
 */
export function refusalOf(error: unknown, language: Language, requestId: string): Refusal {
  const ours = error instanceof Error && error.name === 'StoreError' ? 'store_unavailable' : 'internal'
  const known = error instanceof StepwellError ? error : new StepwellError(ours)
  const { code, parameters, problems } = known
  return { code, parameters: { ...parameters, requestId }, problems, language, requestId }
}

/** Places and what is wrong there, in one line. */
const listed = ({ problems, language }: Refusal): string =>
  joinProblems(
    problems.map(({ path, message }) => (path === '' ? message[language] : `${path} ${message[language]}`)),
    language,
  )

/** What happened, to what. */
export function messageOf(refusal: Refusal): string {
  return fillIn(refusal.language, errorWords[refusal.code].message, {
    problems: listed(refusal),
    ...refusal.parameters,
  })
}

/** What to do next; null: the message says it all. */
export function remedyOf({ code, language, parameters }: Refusal): string | null {
  const { remedy } = errorWords[code]
  return remedy === null ? null : fillIn(language, remedy, parameters)
}

/** What happened, why and what to do next, for a wire that has one text. */
export function textOf(refusal: Refusal): string {
  const { code, language, problems } = refusal
  const isToldWhy = problems.length === 0 || errorWords[code].message[language].includes('{problems}')
  const why = isToldWhy ? null : `(${listed(refusal)})`
  const sentences = [messageOf(refusal), why, remedyOf(refusal)]
  return joinSentences(
    sentences.filter(sentence => sentence !== null),
    language,
  )
}

/** When it makes sense to try again, where the refusal knows. */
export function waitHeaders({ code, parameters }: Refusal): { readonly [name: string]: string } {
  return code === 'sign_in_limited' ? { 'Retry-After': String(parameters['seconds']) } : {}
}
