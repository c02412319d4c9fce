import type { Random } from '../machine/random.ts'
import { moveNames, type MoveName } from './moves.ts'

/** A step of a generated recipe. */
export interface RecipeStep {
  readonly name: string
  readonly cancellable: boolean
  readonly weight: number
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

/** What a step returns. */
export const outputOf = (task: string, step: string): string => `${step} of ${task}`

/** Draws a recipe. */
export function drawRecipe(random: Random, name: string): Recipe {
  const steps = Array.from({ length: random.between(1, 4) }, (_, index): RecipeStep => {
    const cancellable = random.chance(0.7)
    const moves = Array.from({ length: random.between(1, 3) }, () => random.pick(moveNames(cancellable)))
    return { name: `s${index + 1}`, cancellable, weight: random.between(1, 5), moves }
  })
  return { name, paired: random.chance(0.3), steps }
}
