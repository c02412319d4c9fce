import type { Step } from '../core/task.ts'

/** How long a step that has begun was worked on until it ended, or until now, in milliseconds: without pauses and waits. */
export function workedMs({ startedAt, endedAt, restedMs, restingSince }: Step, now: number): number {
  const until = endedAt ?? restingSince ?? now
  return Math.max(0, until - startedAt! - restedMs)
}
