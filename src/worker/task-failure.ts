import { inspect } from 'node:util'
import {
  failureOf,
  isOperationFailure,
  type CommonFailureCode,
  type Failure,
  type FailureWords,
} from '../core/failure.ts'
import type { Claim } from './context.ts'

/** Words of the failures common to all operations. */
export type CommonFailures = { readonly [code in CommonFailureCode]: FailureWords }

/** A failure that belongs to no operation, thrown inside the worker. */
export class CommonFailure extends Error {
  readonly code: CommonFailureCode
  readonly parameters: { readonly [name: string]: string | number }
  constructor(code: CommonFailureCode, parameters: { readonly [name: string]: string | number }) {
    super(code)
    this.code = code
    this.parameters = parameters
  }
}

/** What a person is told of a thrown value. */
export function toFailure(claim: Claim, common: CommonFailures, error: unknown): Failure {
  const step = claim.recorder.task().steps.find(candidate => candidate.status === 'running')?.name ?? null
  if (error instanceof CommonFailure) return failureOf(error.code, common[error.code], error.parameters, step)
  const declared = isOperationFailure(error) ? claim.operation?.failures[error.code] : undefined
  if (isOperationFailure(error) && declared !== undefined)
    return failureOf(error.code, declared, error.parameters, step)
  claim.log(error instanceof Error ? (error.stack ?? error.message) : inspect(error))
  const why = error instanceof Error ? error.message : inspect(error)
  return failureOf('STW.0008', common['STW.0008'], { step: step ?? '-', why }, step)
}
