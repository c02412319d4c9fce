import type { Step } from '../core/task.ts'
import { workedMs } from './worked.ts'

/** Below this share of all weight, what a run has shown of itself says nothing about the rest. */
const leastShare = 0.5

/**
 * Milliseconds that one unit of weight takes in this very run: of the steps that have ended and of the running one, whose
 * duration is `runningMs` (null: not known). Null: together they weigh less than half of the whole. Weights are the
 * recipe's own word for how long its steps take beside each other; a first run has no other evidence of steps to come.
 */
export function millisecondsPerWeight(steps: readonly Step[], runningMs: number | null): number | null {
  const shown = steps.flatMap(step => {
    const durationMs = step.status === 'running' ? runningMs : durationOf(step)
    return durationMs === null ? [] : [{ durationMs, weight: step.weight }]
  })
  const total = steps.reduce((sum, { weight }) => sum + weight, 0)
  const weight = shown.reduce((sum, one) => sum + one.weight, 0)
  if (weight < leastShare * total) return null
  return shown.reduce((sum, one) => sum + one.durationMs, 0) / weight
}

function durationOf(step: Step): number | null {
  const { status, startedAt, endedAt } = step
  return status === 'succeeded' && startedAt !== null && endedAt !== null ? workedMs(step, endedAt) : null
}
