import type { Progress, Step, SubStep } from '../core/task.ts'

/** Units left; null: the total is not known. */
function unitsLeft({ done, total }: Progress): number | null {
  return total === null ? null : Math.max(0, total - (done ?? 0))
}

/** How long `left` units take at a rate; null: nothing moves, so nothing can be told. */
function secondsAt(left: number, ratePerSecond: number): number | null {
  if (left === 0) return 0
  return ratePerSecond > 0 ? left / ratePerSecond : null
}

function isOver({ status }: SubStep): boolean {
  return status !== 'waiting' && status !== 'running'
}

const ratesOf = (parts: readonly SubStep[]) => parts.map(part => part.ratePerSecond ?? 0)

/**
 * Seconds that sub-steps still need, which run at the same time; null: unknown.
 *
 * Two bounds hold whatever runs beside what. No part ends before its own units are done at its own rate: the slowest of
 * them decides. And all units that are left, also of parts that wait, have to pass at the rate of all parts together:
 * that decides where parts share a worker or a throttle, so that one gets what another gives up. The later one is told.
 */
function secondsOfSubSteps(subSteps: readonly SubStep[]): number | null {
  const open = subSteps.filter(part => !isOver(part))
  const left = open.map(unitsLeft)
  const known = left.filter(units => units !== null)
  const sameUnit = new Set(open.map(part => part.unit)).size === 1
  if (!sameUnit || known.length < left.length) return null
  const rates = ratesOf(open)
  const slowest = known.map((units, index) => secondsAt(units, rates[index]!) ?? 0)
  const together = secondsAt(sum(known), sum(rates))
  return together === null ? null : Math.max(together, ...slowest)
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

/** Seconds a running step still needs by what it counts, itself and in its sub-steps; null: unknown. */
export function secondsByRate(step: Step): number | null {
  const left = unitsLeft(step)
  const own = left === null ? null : secondsAt(left, step.ratePerSecond ?? 0)
  const parts = secondsOfSubSteps(step.subSteps)
  if (own === null || parts === null) return own ?? parts
  return Math.max(own, parts)
}
