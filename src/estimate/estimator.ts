import type { Prediction, Task } from '../core/task.ts'

/**
 * Predicts when a task and its steps end: milliseconds since the epoch, never before `now`, of the steps none before the one
 * in front of it. Null: there is no evidence; steps from the first without evidence on are left out.
 * `pastRuns` are succeeded tasks of the same operation, newest first. Pure: the same arguments give the same answer.
 */
export type Estimator = (task: Task, pastRuns: readonly Task[], now: number) => Prediction
