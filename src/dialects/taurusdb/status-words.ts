import { taskStatuses, type StepStatus, type Task, type TaskStatus } from '../../core/task.ts'
import type { TaskRecord } from '../record-exchanges.ts'
import { hasLeftInstance } from '../view.ts'

/** "Pending: The task is not executed. Running, Completed, Failed; Canceled: The task is canceled"; newer pages add Unauthorized. */
export const jobWords = ['Pending', 'Running', 'Completed', 'Failed', 'Canceled', 'Unauthorized'] as const
export type JobWord = (typeof jobWords)[number]

/**
 * The status of a job on every route, T1's too, whose page lists Pending, Running and Completed only. A failed or cancelled
 * restore has to be told there as well: as Completed it would be taken for done, as Running it would be waited for without
 * end. Failed and Canceled are the same service's own words for it (T2, T7), every SDK reads the field as plain text,
 * Terraform does not ask T1, and its waiters on T7 end at once at Canceled.
 */
export const jobWordOf: { readonly [status in TaskStatus]: JobWord } = {
  pending: 'Pending',
  running: 'Running',
  // It is not being executed: it awaits being resumed.
  paused: 'Pending',
  succeeded: 'Completed',
  failed: 'Failed',
  cancelled: 'Canceled',
}

/** The statuses that a word of a query means; none of ours awaits to be authorised. */
export const statusesOf = (word: JobWord): readonly TaskStatus[] =>
  taskStatuses.filter(status => jobWordOf[status] === word)

const stepWords: { readonly [status in StepStatus]: JobWord } = {
  waiting: 'Pending',
  running: 'Running',
  succeeded: 'Completed',
  failed: 'Failed',
  cancelled: 'Canceled',
  // There was nothing to do.
  skipped: 'Completed',
}

/** The status of a step; what is paused awaits being resumed. */
export const stepWord = (task: Task, status: StepStatus): JobWord =>
  task.status === 'paused' && status === 'running' ? 'Pending' : stepWords[status]

/** "RUNNING|SUCCESS|FAIL|CANCELED|WAITING": the words of T8 alone. */
export const scheduleWords = ['WAITING', 'RUNNING', 'SUCCESS', 'FAIL', 'CANCELED'] as const

export const scheduleWordOf: { readonly [status in TaskStatus]: (typeof scheduleWords)[number] } = {
  pending: 'WAITING',
  running: 'RUNNING',
  paused: 'WAITING',
  succeeded: 'SUCCESS',
  failed: 'FAIL',
  cancelled: 'CANCELED',
}

/** "createfail, creating, normal, abnormal, deleted": the state of a job's instance. */
export const instanceWords = ['createfail', 'creating', 'normal', 'abnormal', 'deleted'] as const

/** How the instance of a job is, as far as the job tells. */
export function instanceWord({ task, instance }: TaskRecord): (typeof instanceWords)[number] {
  if (instance === null) return 'deleted'
  return hasLeftInstance(task) ? 'abnormal' : 'normal'
}
