import type { Task } from '../core/task.ts'
import { median } from './median.ts'

/**
 * How long a whole run takes by past runs that succeeded, in milliseconds, without the pauses and waits within its steps: their
 * median. Null: there are none.
 */
export function typicalDurationMs(pastRuns: readonly Task[]): number | null {
  return median(
    pastRuns.flatMap(({ startedAt, endedAt, steps }) => {
      const restedMs = steps.reduce((sum, step) => sum + step.restedMs, 0)
      return startedAt === null || endedAt === null ? [] : [Math.max(0, endedAt - startedAt - restedMs)]
    }),
  )
}
