import type { Step, Task } from '../core/task.ts'
import { median } from './median.ts'
import { workedMs } from './worked.ts'

/** How long a step was worked on, in milliseconds; a step that was not needed took none. Null: it did not run to its end. */
function durationOf(step: Step): number | null {
  if (step.status === 'skipped') return 0
  if (step.status !== 'succeeded' || step.startedAt === null || step.endedAt === null) return null
  return workedMs(step, step.endedAt)
}

function durationsOf(name: string, pastRuns: readonly Task[]): readonly number[] {
  return pastRuns
    .flatMap(run => run.steps.filter(step => step.name === name).map(durationOf))
    .filter(duration => duration !== null)
}

/**
 * Milliseconds a step still needs by past runs of it, when it has run for `elapsedMs` (0: it waits): the median of those
 * that took longer than that. Null: no past run did, so they say nothing about this one.
 */
export function millisecondsByPastRuns(
  name: string,
  elapsedMs: number,
  pastRuns: readonly Task[],
): number | null {
  const durations = durationsOf(name, pastRuns)
  const asLong = elapsedMs === 0 ? durations : durations.filter(duration => duration > elapsedMs)
  const typical = median(asLong)
  return typical === null ? null : typical - elapsedMs
}
