import type { Step, Task } from '../core/task.ts'
import type { Estimator } from './estimator.ts'
import { millisecondsPerWeight } from './own-pace.ts'
import { millisecondsByPastRuns } from './past-runs.ts'
import { secondsByRate } from './work-left.ts'

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
 * what this run has shown of itself. Steps run one after the other, so their times add up. Null as soon as one part has no
 * evidence, while the task does not run, and while its effects are being undone: how long that takes is not recorded.
 */
export const estimate: Estimator = (task, pastRuns, now) => {
  if (task.status !== 'running' || task.ending !== null) return null
  const running = task.steps.find(({ status }) => status === 'running')
  const elapsedMs = running === undefined ? 0 : Math.max(0, now - running.startedAt!)
  const byRate = millisecondsByRate(running)
  const pace = millisecondsPerWeight(task.steps, byRate === null ? null : elapsedMs + byRate)
  const parts = task.steps.map(step => {
    if (isOver(step)) return 0
    if (step === running && byRate !== null) return byRate
    const spentMs = step === running ? elapsedMs : 0
    const byPastRuns = millisecondsByPastRuns(step.name, spentMs, pastRuns)
    return byPastRuns ?? byPace(step, spentMs, pace, pastRuns)
  })
  const known = parts.filter(part => part !== null)
  if (known.length < parts.length) return null
  const leftMs = Math.ceil(known.reduce((total, part) => total + part, 0))
  return leftMs <= furthestMs ? now + leftMs : null
}

/** Milliseconds a step still needs by its weight; null: it has taken longer than that, or no pace is known. */
function byPace(step: Step, spentMs: number, pace: number | null, pastRuns: readonly Task[]): number | null {
  // Past runs that are all shorter have said that this one is out of the ordinary.
  const known = spentMs > 0 && millisecondsByPastRuns(step.name, 0, pastRuns) !== null
  if (pace === null || known) return null
  const leftMs = step.weight * pace - spentMs
  return leftMs >= 0 ? leftMs : null
}
