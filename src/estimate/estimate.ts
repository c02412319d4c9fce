import type { Step, Task } from '../core/task.ts'
import type { Estimator } from './estimator.ts'
import { millisecondsByPastRuns } from './past-runs.ts'
import { secondsByRate } from './work-left.ts'

/** What is further away is no prediction: 68 years, the most seconds that a wire's 32-bit number holds. */
const furthestMs = (2 ** 31 - 1) * 1000

/** Milliseconds a step still needs; null: no evidence. */
function millisecondsLeft(step: Step, pastRuns: readonly Task[], now: number): number | null {
  if (step.status === 'succeeded' || step.status === 'skipped') return 0
  if (step.status !== 'running') return millisecondsByPastRuns(step.name, 0, pastRuns)
  const seconds = secondsByRate(step)
  if (seconds !== null) return seconds * 1000
  return millisecondsByPastRuns(step.name, Math.max(0, now - step.startedAt!), pastRuns)
}

/**
 * The plain estimate: the running step by its rate, or else by past runs that took at least as long as it has by now;
 * each step that waits by the median of its past runs. Steps run one after the other, so their times add up.
 * Null as soon as one part has no evidence, while the task does not run, and while its effects are being undone: how long
 * that takes is not recorded step by step.
 */
export const estimate: Estimator = (task, pastRuns, now) => {
  if (task.status !== 'running' || task.ending !== null) return null
  const parts = task.steps.map(step => millisecondsLeft(step, pastRuns, now))
  const known = parts.filter(part => part !== null)
  if (known.length < parts.length) return null
  const leftMs = Math.ceil(known.reduce((total, part) => total + part, 0))
  return leftMs <= furthestMs ? now + leftMs : null
}
