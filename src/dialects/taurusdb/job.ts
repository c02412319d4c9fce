import type { Task } from '../../core/task.ts'
import { endedSentence, joinSentences } from '../../words/joined.ts'
import type { TaskRecord } from '../record-exchanges.ts'
import { hasLeftInstance, inWords, type ViewContext } from '../view.ts'
import { wireTime } from './forms.ts'
import { hasDetail } from './job-names.ts'
import { instanceWord, jobWordOf, scheduleWordOf } from './status-words.ts'
import type { ExistingTask, ImmediateJob, JobDocument, ScheduledJob } from './task-schema.ts'

/** What the database is called on every route. */
export const datastoreType = 'gaussdb-mysql'

/** "60%" while it runs, else "". */
const process = (task: Task): string => (jobWordOf[task.status] === 'Running' ? `${task.percent}%` : '')

/** What happened and what to do about it; "" where nothing did. */
function failReason({ failure }: Task, context: ViewContext): string {
  if (failure === null) return ''
  const message = endedSentence(inWords(failure.message, context), context.language)
  return joinSentences([message, inWords(failure.remedy, context)], context.language)
}

/** The submission's input as the wire's map of texts. */
function targetConfig({ input }: Task): { readonly [name: string]: string } {
  const entries = Object.entries(input as object).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ])
  return Object.fromEntries(entries)
}

/** T7, `jobs?id=`: how a job is. */
export function jobDocument({ task, instance }: TaskRecord, context: ViewContext): JobDocument {
  return {
    job: {
      id: task.id,
      name: task.operation.jobName,
      status: jobWordOf[task.status],
      created: wireTime(task.createdAt),
      ended: wireTime(task.endedAt),
      process: process(task),
      instance: { id: task.instance, name: instance?.name ?? '' },
      entities: {},
      fail_reason: failReason(task, context),
    },
  }
}

/** A row of T2, `immediate-jobs`. */
export function immediateJob(record: TaskRecord, context: ViewContext): ImmediateJob {
  const { task, instance } = record
  return {
    instance_id: task.instance,
    instance_name: instance?.name ?? '',
    instance_status: instanceWord(record),
    job_id: task.id,
    order_id: '',
    job_name: task.operation.jobName,
    status: jobWordOf[task.status],
    process: process(task),
    created_time: wireTime(task.createdAt),
    ended_time: wireTime(task.endedAt),
    fail_reason: failReason(task, context),
    show_detail: hasDetail(task.operation.jobName),
  }
}

/** When a scheduled task began, or is to. */
const startAt = (task: Task): number => task.startedAt ?? task.dueAt

/** A row of T3, `scheduled-jobs`. */
export function scheduledJob(record: TaskRecord): ScheduledJob {
  const { task, instance } = record
  return {
    job_id: task.id,
    instance_id: task.instance,
    instance_name: instance?.name ?? '',
    instance_status: instanceWord(record),
    project_id: task.project,
    job_name: task.operation.jobName,
    create_time: wireTime(task.createdAt),
    start_time: wireTime(startAt(task)),
    end_time: wireTime(task.endedAt),
    job_status: jobWordOf[task.status],
    datastore_type: datastoreType,
    target_config: targetConfig(task),
  }
}

/** A row of T8, `schedule-tasks/exist`. */
export function existingTask({ task, instance }: TaskRecord): ExistingTask {
  return {
    task_id: task.id,
    task_name: task.operation.jobName,
    task_status: scheduleWordOf[task.status],
    instance_id: task.instance,
    instance_name: instance?.name ?? '',
    instance_status: hasLeftInstance(task) ? 'FAILED' : 'NORMAL',
    project_id: task.project,
    datastore_type: datastoreType,
    create_time: task.createdAt,
    start_time: startAt(task),
    end_time: task.endedAt,
    target_config: targetConfig(task),
  }
}
