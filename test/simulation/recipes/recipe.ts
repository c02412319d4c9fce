import type { RetryPolicy } from '../../../src/core/retry-policy.ts'
import type { Random } from '../machine/random.ts'
import { moveNames, type MoveName } from './moves.ts'

/** A step of a generated recipe. */
export interface RecipeStep {
  readonly name: string
  readonly cancellable: boolean
  readonly skippable: boolean
  readonly weight: number
  /** Left out: as usual, or learned. */
  readonly stopSeconds?: number
  readonly stallSeconds?: number
  /** Null: a failure is never tried again by itself. */
  readonly retry: RetryPolicy | null
  /** What it does, in order. */
  readonly moves: readonly MoveName[]
}

/** A generated operation, before it is loaded into a process. */
export interface Recipe {
  readonly name: string
  /** Whether it is done to two instances at once. */
  readonly paired: boolean
  readonly steps: readonly RecipeStep[]
}

/** How long a step has that may not be cancelled. */
export const budgetSeconds = 30

/** The failure of a recipe that is declared retryable. */
export const retryableCode = 'SIM.2'

/** What a step returns. */
export const outputOf = (task: string, step: string): string => `${step} of ${task}`

const retryTwice: RetryPolicy = { times: 2, firstDelaySeconds: 2, longestDelaySeconds: 30 }

/** Draws a recipe. */
export function drawRecipe(random: Random, name: string): Recipe {
  const steps = Array.from({ length: random.between(1, 4) }, (_, index): RecipeStep => {
    const cancellable = random.chance(0.7)
    return {
      name: `s${index + 1}`,
      cancellable,
      skippable: random.chance(0.3),
      weight: random.between(1, 5),
      ...random.pick([{}, { stopSeconds: 5 }]),
      ...random.pick([{}, { stallSeconds: 5 }]),
      retry: random.pick([null, { times: 1, firstDelaySeconds: 1, longestDelaySeconds: 1 }, retryTwice]),
      moves: Array.from({ length: random.between(1, 3) }, () => random.pick(moveNames(cancellable))),
    }
  })
  return { name, paired: random.chance(0.3), steps }
}
