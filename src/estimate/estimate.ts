import type { PredictedStep, Step, Task } from '../core/task.ts'
import type { Estimator } from './estimator.ts'
import { millisecondsPerWeight } from './own-pace.ts'
import { millisecondsByPastRuns } from './past-runs.ts'
import { secondsByRate } from './work-left.ts'
import { workedMs } from './worked.ts'

/** What is further away is no prediction: 68 years, the most seconds that a wire's 32-bit number holds. */
const furthestMs = (2 ** 31 - 1) * 1000

const isOver = ({ status }: Step): boolean => status === 'succeeded' || status === 'skipped'

/** Milliseconds the running step still needs, by what it counts; null: it tells no rate. */
function millisecondsByRate(step: Step | undefined): number | null {
  const seconds = step === undefined ? null : secondsByRate(step)
  return seconds === null ? null : seconds * 1000
}

/**
 * The plain estimate: the running step by its rate, or else by past runs that took at least as long as it has by now;
 * each step that waits by the median of its past runs. A step that no past run knows goes by its weight, at the pace of
 * what this run has shown of itself. Steps run one after the other, so their times add up. No end is told as soon as one
 * part has no evidence, and nothing while the task does not run, or while its effects are being undone: how long that takes
 * is not recorded.
 */
export const estimate: Estimator = (task, pastRuns, now) => {
  if (task.status !== 'running' || task.ending !== null) return { predictedEndAt: null, predictedSteps: [] }
  const running = task.steps.find(({ status }) => status === 'running')
  const elapsedMs = running === undefined ? 0 : workedMs(running, now)
  const byRate = millisecondsByRate(running)
  const pace = millisecondsPerWeight(task.steps, byRate === null ? null : elapsedMs + byRate)
  const predictedSteps: PredictedStep[] = []
  let leftMs = 0
  for (const step of task.steps) {
    if (isOver(step)) continue
    const spentMs = step === running ? elapsedMs : 0
    const stepMs =
      (step === running ? byRate : null) ??
      millisecondsByPastRuns(step.name, spentMs, pastRuns) ??
      byPace(step, spentMs, pace, pastRuns)
    if (stepMs === null || leftMs + stepMs > furthestMs) return { predictedEndAt: null, predictedSteps }
    leftMs += stepMs
    predictedSteps.push({ step: step.name, endAt: now + Math.ceil(leftMs) })
  }
  return { predictedEndAt: now + Math.ceil(leftMs), predictedSteps }
}

/** Milliseconds a step still needs by its weight; null: it has taken longer than that, or no pace is known. */
function byPace(step: Step, spentMs: number, pace: number | null, pastRuns: readonly Task[]): number | null {
  // Past runs that are all shorter have said that this one is out of the ordinary.
  const known = spentMs > 0 && millisecondsByPastRuns(step.name, 0, pastRuns) !== null
  if (pace === null || known) return null
  const leftMs = step.weight * pace - spentMs
  return leftMs >= 0 ? leftMs : null
}
