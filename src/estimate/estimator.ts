import type { Task } from '../core/task.ts'

/**
 * Predicts when a task ends: milliseconds since the epoch, never before `now`; null: there is no evidence.
 * `pastRuns` are succeeded tasks of the same operation, newest first. Pure: the same arguments give the same answer.
 */
export type Estimator = (task: Task, pastRuns: readonly Task[], now: number) => number | null
