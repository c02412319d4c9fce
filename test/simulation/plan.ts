import type { Random } from './machine/random.ts'
import { drawRecipe, type Recipe } from './recipes/recipe.ts'

/** What befalls a schedule as a whole, in a turn of its own. */
export const strikeNames = [
  'workerDies',
  'workerFreezes',
  'serverDies',
  'serverStops',
  'clockForward',
  'clockBack',
  'recipeChanges',
] as const
export type StrikeName = (typeof strikeNames)[number]

/** What befalls a call of the store. */
export const callFaultNames = ['storeFails', 'answerLost', 'answerLate', 'deliveredTwice'] as const
export type CallFaultName = (typeof callFaultNames)[number]

/** What befalls something done to the servers worked on. */
export const actFaultNames = ['actRefused', 'actUnheard'] as const
export type ActFaultName = (typeof actFaultNames)[number]

/** What befalls one try to undo an effect. */
export const undoFaultNames = ['undoHangs', 'undoHangsDeaf'] as const
export type UndoFaultName = (typeof undoFaultNames)[number]

/** What befalls every try to undo an effect: it fails, or ends its worker. */
export const stuckUndoNames = ['undoFails', 'undoEndsWorker'] as const
export type StuckUndoName = (typeof stuckUndoNames)[number]

/** What befalls the start of a worker, and its kill. */
const otherFaultNames = ['spawnFails', 'killFails'] as const

export const faultNames = [
  ...strikeNames,
  ...callFaultNames,
  ...actFaultNames,
  ...undoFaultNames,
  ...stuckUndoNames,
  ...otherFaultNames,
] as const
export type FaultName = (typeof faultNames)[number]

/** What a schedule is like: drawn first, from its seed. */
export interface Plan {
  readonly servers: number
  readonly instances: number
  /** Tasks that a worker runs at once. */
  readonly capacity: number
  readonly recipes: readonly Recipe[]
  /** How many turns faults and callers have before everything has to come to its end. */
  readonly stormTurns: number
  /** How often a turn is a caller's, or one in which time passes though there is something to do. */
  readonly callerRate: number
  readonly passRate: number
  /** How often each fault befalls what it may befall, from 0 to 1. */
  readonly rates: Readonly<Record<FaultName, number>>
  /** Whether somebody follows what happens, and whether tasks are removed a day after their end. */
  readonly isFollowed: boolean
  readonly isSwept: boolean
  /** Tasks that callers submit at most, and how many of them at the beginning. */
  readonly mostTasks: number
  readonly firstTasks: number
}

const usualRates: Readonly<Record<FaultName, number>> = {
  workerDies: 0.02,
  workerFreezes: 0.008,
  serverDies: 0.006,
  serverStops: 0.012,
  clockForward: 0.006,
  clockBack: 0.006,
  recipeChanges: 0.003,
  storeFails: 0.02,
  answerLost: 0.02,
  answerLate: 0.15,
  deliveredTwice: 0.04,
  actRefused: 0.05,
  actUnheard: 0.05,
  spawnFails: 0.15,
  killFails: 0.6,
  undoHangs: 0.06,
  undoHangsDeaf: 0.06,
  undoFails: 0.2,
  undoEndsWorker: 0.1,
}

/** Draws the plan of a seed. Each fault is left out of half the schedules, so that others are seen alone. */
export function drawPlan(random: Random): Plan {
  const strength = random.pick([0, 0.5, 1, 1, 2])
  const rates = Object.fromEntries(
    faultNames.map(name => [name, random.chance(0.5) ? usualRates[name] * strength : 0]),
  ) as Record<FaultName, number>
  const isSwept = random.chance(0.3)
  // A task is removed a day after its end: without a jump to then there is nothing to sweep.
  if (isSwept) rates.clockForward = Math.max(rates.clockForward, 0.05)
  const instances = random.between(1, 3)
  const mostTasks = random.between(1, 6)
  return {
    servers: random.pick([1, 1, 2, 2, 3]),
    instances,
    capacity: random.between(1, 3),
    recipes: Array.from({ length: random.between(1, 3) }, (_, index) =>
      drawRecipe(random, `sim.r${index + 1}`),
    ),
    stormTurns: random.between(50, 220),
    callerRate: random.pick([0.03, 0.06, 0.1, 0.2]),
    passRate: random.pick([0.02, 0.1, 0.3]),
    rates,
    isFollowed: random.chance(0.3),
    isSwept,
    mostTasks,
    firstTasks: random.between(1, Math.min(3, mostTasks)),
  }
}
