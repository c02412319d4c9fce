import { fill, type Language, type WordParameters, type Words } from '../core/words.ts'
import { registryWords } from './telling-registry.ts'
import { stateWords } from './telling-state.ts'
import { taskWords, unitWords } from './telling-task.ts'

/** What is said about tasks, instances and operations wherever people read of them, by name. */
export const tellingWords = { ...taskWords, ...stateWords, ...registryWords } satisfies Readonly<
  Record<string, Words>
>

export type TellingWord = keyof typeof tellingWords

/** Says something of a table in a language. */
export type Say<Word extends string = TellingWord> = (word: Word, parameters?: WordParameters) => string

/** What says the words of a table in a language. */
export function sayer<Word extends string>(
  table: { readonly [word in Word]: Words },
  language: Language,
): Say<Word> {
  return (word, parameters = {}) => textIn(language, table[word], parameters)
}

/** Words of any table in a language, filled in. */
export function textIn(language: Language, words: Words, parameters: WordParameters): string {
  return fill(words[language], parameters)
}

/** A unit in words, for so many of it where that is told; one that has none stays as the operation writes it. */
export function unitIn(language: Language, unit: string, count?: number): string {
  const words = unitWords[unit]
  if (words === undefined) return unit
  return count === 1 && language === 'en-us' ? words[language].replace(/s$/, '') : words[language]
}
