import type { Task, TaskStatus } from '../../core/task.ts'
import { dcsWords } from '../../words/dcs.ts'
import type { TaskRecord } from '../record-exchanges.ts'
import { inWords, type ViewContext } from '../view.ts'
import { errorCodeOf } from './error-code.ts'
import { detailsOf } from './task-details.ts'
import type { BackgroundTask, CenterTask, Job } from './task-schema.ts'

/**
 * "Task status", with no list of its words: the example has SUCCESS, and Terraform waits while it reads EXECUTING, which is
 * its only word for what has not ended: any other is an error to it.
 */
const statusWords: { readonly [status in TaskStatus]: BackgroundTask['status'] } = {
  pending: 'EXECUTING',
  running: 'EXECUTING',
  paused: 'EXECUTING',
  succeeded: 'SUCCESS',
  failed: 'FAILED',
  // There is no word for it; the error code of the task centre, and of the step, tells it from a failure.
  cancelled: 'FAILED',
}

const jobWords: { readonly [status in TaskStatus]: Job['status'] } = {
  pending: 'INIT',
  running: 'RUNNING',
  paused: 'RUNNING',
  succeeded: 'SUCCESS',
  failed: 'FAIL',
  // As above; the reason tells it.
  cancelled: 'FAIL',
}

/** D1: a task in the list of an instance. Its times have one form in table and example. */
export function backgroundTask({ task, submitter }: TaskRecord): BackgroundTask {
  return {
    id: task.id,
    name: task.operation.jobName,
    details: detailsOf(task.input),
    user_name: submitter.name,
    user_id: submitter.id,
    params: JSON.stringify(task.input),
    status: statusWords[task.status],
    created_at: new Date(task.createdAt).toISOString(),
    updated_at: task.endedAt === null ? null : new Date(task.endedAt).toISOString(),
    enable_show: true,
  }
}

/** D4: a task in the task centre. Ids are of one space: D6 is asked by `job_id`, D1 to D3 by `id`. */
export const centerTask = (record: TaskRecord): CenterTask => ({
  ...backgroundTask(record),
  job_id: record.task.id,
  error_code: errorCodeOf(record.task),
})

const milliseconds = (moment: number | null): string | null => (moment === null ? null : String(moment))

/** D6: a task as a job. */
export function job({ task }: TaskRecord, context: Pick<ViewContext, 'language'>): Job {
  return {
    job_id: task.id,
    job_type: task.operation.jobName,
    status: jobWords[task.status],
    begin_time: milliseconds(task.startedAt),
    end_time: milliseconds(task.endedAt),
    fail_reason: failReason(task, context),
  }
}

function failReason(task: Task, context: Pick<ViewContext, 'language'>): string | null {
  if (task.status === 'cancelled') return inWords(dcsWords.cancelled, context)
  return task.failure === null ? null : inWords(task.failure.message, context)
}
