import type { Language, Words } from '../core/words.ts'
import { commandLineAccountWords } from './command-line-accounts.ts'
import { commandLineBackupWords } from './command-line-backup.ts'
import { commandLineControlWords } from './command-line-control.ts'
import { commandLineDoctorWords } from './command-line-doctor.ts'
import { commandLineErrorWords } from './command-line-errors.ts'
import { commandLineHelpWords } from './command-line-help.ts'
import { commandLineRecordWords } from './command-line-records.ts'
import { commandLineResultWords } from './command-line-results.ts'
import { commandLineTokenWords } from './command-line-tokens.ts'
import { sayer, tellingWords, type Say as SayOf } from './telling.ts'
import { commandLineWebhookWords } from './command-line-webhooks.ts'

/** Everything the command line says, by name. */
export const commandLineWords = {
  ...commandLineHelpWords,
  ...tellingWords,
  ...commandLineControlWords,
  ...commandLineResultWords,
  ...commandLineRecordWords,
  ...commandLineErrorWords,
  ...commandLineBackupWords,
  ...commandLineDoctorWords,
  ...commandLineWebhookWords,
  ...commandLineAccountWords,
  ...commandLineTokenWords,
} satisfies Readonly<Record<string, Words>>

export type CommandLineWord = keyof typeof commandLineWords

/** Says what the command line says. */
export type Say = SayOf<CommandLineWord>

/** What speaks as the command line does, in a language. */
export const speaker = (language: Language): Say => sayer(commandLineWords, language)
