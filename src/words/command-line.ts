import { fill, type Language, type WordParameters, type Words } from '../core/words.ts'
import { commandLineBackupWords } from './command-line-backup.ts'
import { commandLineControlWords } from './command-line-control.ts'
import { commandLineDoctorWords } from './command-line-doctor.ts'
import { commandLineErrorWords } from './command-line-errors.ts'
import { commandLineHelpWords } from './command-line-help.ts'
import { commandLineRecordWords } from './command-line-records.ts'
import { commandLineResultWords } from './command-line-results.ts'
import { commandLineStateWords } from './command-line-state.ts'
import { commandLineTaskWords, unitWords } from './command-line-task.ts'
import { commandLineWebhookWords } from './command-line-webhooks.ts'

/** Everything the command line says, by name. */
export const commandLineWords = {
  ...commandLineHelpWords,
  ...commandLineTaskWords,
  ...commandLineStateWords,
  ...commandLineControlWords,
  ...commandLineResultWords,
  ...commandLineRecordWords,
  ...commandLineErrorWords,
  ...commandLineBackupWords,
  ...commandLineDoctorWords,
  ...commandLineWebhookWords,
} satisfies Readonly<Record<string, Words>>

export type CommandLineWord = keyof typeof commandLineWords

/** Says something in a language. */
export type Say = (word: CommandLineWord, parameters?: WordParameters) => string

/** What says things in a language. */
export function speaker(language: Language): Say {
  return (word, parameters = {}) => textIn(language, commandLineWords[word], parameters)
}

/** Words of any table in a language, filled in. */
export function textIn(language: Language, words: Words, parameters: WordParameters): string {
  return fill(words[language], parameters)
}

/** A unit in words; one that has none stays as the operation writes it. */
export function unitIn(language: Language, unit: string): string {
  return unitWords[unit]?.[language] ?? unit
}
