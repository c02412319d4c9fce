import type { StepRun } from '../../../api/native.generated.ts'

/** The runs of a step, or of a part of it (null: its own), in the order of their beginning. */
export type RunsOf = (step: string, subStep: string | null) => readonly StepRun[]

const none: readonly StepRun[] = []

/** Sorts runs by what ran: once for all rows, which ask again whenever they are drawn, and are given the same list. */
export function runsByPart(runs: readonly StepRun[]): RunsOf {
  const bySteps = new Map<string, Map<string | null, StepRun[]>>()
  for (const run of runs) {
    const parts = bySteps.get(run.step) ?? new Map<string | null, StepRun[]>()
    bySteps.set(run.step, parts)
    const own = parts.get(run.subStep)
    if (own === undefined) parts.set(run.subStep, [run])
    else own.push(run)
  }
  return (step, subStep) => bySteps.get(step)?.get(subStep) ?? none
}
