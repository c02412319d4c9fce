import type { Progress, Step, SubStep, Task } from './task.ts'
import type { Words } from './words.ts'

/** Share of a part that is done, from 0 to 1; 0 while its total is unknown. */
function fractionOf(part: SubStep): number {
  if (part.status === 'succeeded' || part.status === 'skipped') return 1
  if (part.done === null || part.total === null || part.total <= 0) return 0
  return Math.min(1, Math.max(0, part.done / part.total))
}

/** Share of a step that is done, from 0 to 1: of its sub-steps by weight where it has any, else of its own units. */
export function stepFraction(step: Step): number {
  const own = fractionOf(step)
  if (own === 1 || step.subSteps.length === 0) return own
  const weight = step.subSteps.reduce((sum, part) => sum + part.weight, 0)
  return step.subSteps.reduce((sum, part) => sum + part.weight * fractionOf(part), 0) / weight
}

/** Percent by weights of steps: whole, at most 99, because only success is 100. */
export function rawPercent(steps: readonly Step[]): number {
  const weight = steps.reduce((sum, step) => sum + step.weight, 0)
  const done = steps.reduce((sum, step) => sum + step.weight * stepFraction(step), 0)
  return weight === 0 ? 0 : Math.min(99, Math.floor((100 * done) / weight))
}

/** A task with its percent brought up to date: it never falls within an attempt. */
export function withPercent(task: Task): Task {
  return { ...task, percent: Math.max(task.percent, rawPercent(task.steps)) }
}

/** No progress yet. */
export const noProgress: Progress = {
  done: null,
  total: null,
  unit: null,
  ratePerSecond: null,
  lagBytes: null,
  detail: null,
}

/** A part that has not begun. */
export function waitingPart(name: string, title: Words, weight: number): SubStep {
  const waiting = { status: 'waiting', startedAt: null, endedAt: null, failure: null, output: null } as const
  return { ...noProgress, ...waiting, name, title, weight }
}

/** Whether a weight can be reckoned with: positive, and sums of such weights stay finite. */
export function isWeight(weight: number): boolean {
  return weight > 0 && weight <= Number.MAX_SAFE_INTEGER
}

/** A report without what cannot be counted with: a recipe that divides by zero has measured nothing, which is null. */
export function countable(progress: Partial<Progress>): Partial<Progress> {
  const fields = Object.entries(progress).filter(([name, value]) => name in noProgress && value !== undefined)
  return Object.fromEntries(
    fields.map(([name, value]) => [
      name,
      typeof value === 'number' && !Number.isFinite(value) ? null : value,
    ]),
  )
}
