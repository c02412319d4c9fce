import type { WordParameters } from '../core/words.ts'
import type { ErrorBody } from '../dialects/native/error-schema.ts'
import type { CommandLineWord } from '../words/command-line.ts'

/** What the exit status tells. */
export const exitCodes = {
  /** What was asked is done; a watched task succeeded. */
  done: 0,
  taskFailed: 1,
  /** What `doctor` found has to be mended. */
  problemFound: 1,
  taskCancelled: 2,
  /** The server refused, or could not be reached. */
  notDone: 3,
  /** The command itself makes no sense. */
  misused: 4,
  /** Ctrl-C. */
  interrupted: 130,
} as const

interface FailureOptions {
  readonly exitCode?: number
  /** The server is gone for now; asking again later makes sense. */
  readonly lost?: boolean
  /** What the server answered. */
  readonly refusal?: ErrorBody['error']
}

/** Why a command ends without having done what it was asked: one line for the person, and an exit status. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure'
  readonly word: CommandLineWord
  readonly parameters: WordParameters
  readonly exitCode: number
  readonly lost: boolean
  readonly refusal: ErrorBody['error'] | null

  constructor(word: CommandLineWord, parameters: WordParameters = {}, options: FailureOptions = {}) {
    super(`${word} ${JSON.stringify(parameters)}`)
    this.word = word
    this.parameters = parameters
    this.exitCode = options.exitCode ?? exitCodes.notDone
    this.lost = options.lost ?? false
    this.refusal = options.refusal ?? null
  }
}

/** A command that makes no sense as it was typed. */
export function misuse(word: CommandLineWord, parameters: WordParameters = {}): CommandFailure {
  return new CommandFailure(word, parameters, { exitCode: exitCodes.misused })
}
