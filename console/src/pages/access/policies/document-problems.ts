import type { Language } from '../../../../../src/core/words.ts'
import { CallError } from '../../../api/call.ts'
import { namesIn } from '../../../parts/json-pointer.ts'
import { placeInText, type PlaceInText } from './place-in-text.ts'

/** What is wrong with the document of a policy, and where. */
export interface DocumentProblem {
  readonly message: string
  /** As the server names it, as in `Statement/0/Action`; `''`: the document as a whole. */
  readonly path: string
  /** Null: the message itself says where. */
  readonly place: PlaceInText | null
}

/** What the server has found wrong with the text of a policy. */
export function documentProblems(
  error: Error | null,
  text: string,
  language: Language,
): readonly DocumentProblem[] {
  if (!(error instanceof CallError)) return []
  return (error.told(language)?.problems ?? [])
    .map(({ path, message }) => ({ names: namesIn(path), message }))
    .filter(({ names }) => names[0] === 'document')
    .map(({ names: [, ...below], message }) => ({
      message,
      path: below.join('/'),
      place: below.length === 0 ? null : placeInText(text, below),
    }))
}
