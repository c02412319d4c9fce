import type { Service, StallReason } from './task.ts'

/** What there is to do of one operation: counts of tasks that have not ended. */
export interface OperationLoad {
  readonly service: Service
  /** Its name. */
  readonly operation: string
  readonly pending: number
  readonly running: number
  readonly paused: number
  /** Of the pending ones those that are due: the length of the queue. */
  readonly due: number
  /** Since when the first of those has been due, milliseconds since the epoch; null: none is. */
  readonly dueSince: number | null
  /** Of the running ones those that wait to try again by themselves. */
  readonly retrying: number
  /** Of all those that may be what has ended their worker. */
  readonly suspected: number
  /** Of the running ones those that have stalled, by why. */
  readonly stalled: { readonly [reason in StallReason]: number }
}

/** What there is to do, and what keeps it from being done. */
export interface Workload {
  /** Of every operation that has a task which has not ended, by service and name. */
  readonly operations: readonly OperationLoad[]
  /** How many instances stay locked because an undo has failed, until somebody releases them; by the task's service. */
  readonly unreleased: { readonly [service in Service]: number }
}
