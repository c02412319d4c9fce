import { isEnded, type Task, type TaskStatus } from '../../core/task.ts'
import type { TaskRecord } from '../record-exchanges.ts'
import type { ViewContext } from '../view.ts'
import type { WireTask } from './schema.ts'
import { wireTime } from './times.ts'

/** How a task stands; one that was cancelled has a word of its own for each client (`WireForms.dmsCancelled`). */
const words: { readonly [status in Exclude<TaskStatus, 'cancelled'>]: WireTask['status'] } = {
  pending: 'CREATED',
  running: 'EXECUTING',
  // It has begun, holds its instance and goes on later. Whoever polls takes anything but an end for "not yet".
  paused: 'EXECUTING',
  succeeded: 'SUCCESS',
  failed: 'FAILED',
}

/** The status of a task as who asks is to read it. */
export function taskWord(
  { status }: Pick<Task, 'status'>,
  { forms }: Pick<ViewContext, 'forms'>,
): WireTask['status'] {
  return status === 'cancelled' ? forms.dmsCancelled : words[status]
}

/** A background task, as the list and the query of one show it. */
export function wireTask({ task, submitter }: TaskRecord, context: ViewContext): WireTask {
  return {
    id: task.id,
    name: task.operation.jobName,
    user_name: submitter.name,
    user_id: submitter.id,
    params: JSON.stringify(task.input),
    status: taskWord(task, context),
    created_at: wireTime(task.createdAt),
    // Of a task that was retried the time of its first end is over.
    updated_at: isEnded(task) && task.endedAt !== null ? wireTime(task.endedAt) : null,
  }
}
