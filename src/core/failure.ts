import type { JsonObject } from './json.ts'
import { fillWords, type ManyWordParameters, type WordParameters, type Words } from './words.ts'

/** What went wrong with a task, as stored and shown: self-contained, so that it outlives the recipe's version. */
export interface Failure {
  /** The service's code (`DCS.1001`) or one common to all services (`STW.0004`). */
  readonly code: string
  /** What happened, to what. */
  readonly message: Words
  /** What a person can do about it. */
  readonly remedy: Words
  /** Name of the step it happened in; null: outside any step. */
  readonly step: string | null
  readonly parameters: JsonObject
}

/** A failure an operation declares: `{name}` in the texts is filled from the parameters given when it happens. */
export interface FailureWords {
  readonly message: Words
  readonly remedy: Words
  /** True: trying the step again may help. Default false. */
  readonly retryable?: boolean
}

/** Codes common to all services. Their words are in `words/failures.ts`. */
export const commonFailureCodes = [
  'STW.0002', // the operation's version changed while the task was under way
  'STW.0004', // a step that may not be cancelled went over its time budget
  'STW.0005', // a step ended its worker too often
  'STW.0006', // the undo of an effect ended its worker too often: the instance stays locked
  'STW.0007', // an effect could not be undone: the instance stays locked
  'STW.0008', // a step threw something it did not declare
  'STW.0009', // the operation is not loaded in this worker
] as const
export type CommonFailureCode = (typeof commonFailureCodes)[number]

/** Builds the stored failure from declared words. */
export function failureOf(
  code: string,
  words: FailureWords,
  parameters: ManyWordParameters,
  step: string | null,
): Failure {
  return {
    code,
    message: fillWords(words.message, parameters),
    remedy: fillWords(words.remedy, parameters),
    step,
    parameters,
  }
}

const brand = Symbol.for('stepwell.operation-failure')

/**
 * What a step throws to fail with one of its operation's declared codes: `throw operationFailure('DCS.1001', { address })`.
 * Recognised by a brand, never by class: a recipe may load a second copy of this module.
 */
export interface OperationFailure extends Error {
  readonly [brand]: true
  readonly code: string
  readonly parameters: WordParameters
}

/** Makes an {@link OperationFailure}. The code must be declared on the operation. */
export function operationFailure(
  code: string,
  parameters: WordParameters = {},
  options?: ErrorOptions,
): OperationFailure {
  return Object.assign(new Error(`${code} ${JSON.stringify(parameters)}`, options), {
    [brand]: true as const,
    code,
    parameters,
  })
}

/** Whether a thrown value is an {@link OperationFailure}. */
export function isOperationFailure(thrown: unknown): thrown is OperationFailure {
  return typeof thrown === 'object' && thrown !== null && brand in thrown
}
