import { Type } from 'typebox'
import type { Shown } from '../shown.ts'
import { instanceWords, jobWords, scheduleWords } from './status-words.ts'

/*
 * The tables of the task centre's pages. Every SDK reads null everywhere; a number where a table says String breaks the Go
 * and Java ones, whatever the examples show.
 */

/** "Format: yyyy-mm-ddThh:mm:ssZ … for example, +0100." Null: not yet. */
const time = Type.Union([Type.String({ examples: ['2018-08-06T10:41:14+0000'] }), Type.Null()])
const jobStatus = Type.Enum([...jobWords])
const instanceStatus = Type.Enum([...instanceWords])
const none = 'Empty: none.'

/** Of "Querying Details About an Asynchronous Task" (seed-004, 2026-01-05), table 5. */
export const subTaskSchema = Type.Object({
  sub_task_name: Type.String({ description: 'Subtask name.' }),
  percent: Type.String({ pattern: String.raw`^\d{1,3}$`, description: 'Subtask progress, in percentage.' }),
  status: jobStatus,
  remaining_time: Type.Union([
    Type.String({ pattern: String.raw`^\d+$`, description: 'Remaining time, in seconds.' }),
    Type.Null({ description: 'Not known.' }),
  ]),
})
export type SubTask = Shown<typeof subTaskSchema>

/** Table 4. */
export const taskDetailSchema = Type.Object({
  instance_id: Type.String(),
  instance_name: Type.String({ description: none }),
  job_id: Type.String(),
  job_name: Type.String(),
  status: jobStatus,
  sub_task_list: Type.Array(subTaskSchema),
})
export type TaskDetail = Shown<typeof taskDetailSchema>

/** Of "Obtaining Information About a Task with a Specified ID". */
export const jobSchema = Type.Object({
  job: Type.Object({
    id: Type.String(),
    name: Type.String(),
    status: jobStatus,
    created: time,
    ended: time,
    process: Type.String({ description: 'As in 60%, while it is running; else empty.' }),
    instance: Type.Object({ id: Type.String(), name: Type.String({ description: none }) }),
    entities: Type.Object({}),
    fail_reason: Type.String({ description: none }),
  }),
})
export type JobDocument = Shown<typeof jobSchema>

/** Of "Obtaining Instant Tasks". */
export const immediateJobSchema = Type.Object({
  instance_id: Type.String(),
  instance_name: Type.String({ description: none }),
  instance_status: instanceStatus,
  job_id: Type.String(),
  order_id: Type.String({ description: none }),
  job_name: Type.String(),
  status: jobStatus,
  process: Type.String({ description: 'As in 60%, while it is running; else empty.' }),
  created_time: time,
  ended_time: time,
  fail_reason: Type.String({ description: none }),
  show_detail: Type.Boolean({ description: 'Whether ShowTaskDetails shows it.' }),
})
export type ImmediateJob = Shown<typeof immediateJobSchema>

/** `action_names` is left out: who pages takes the first array of an answer for the list. */
export const immediateJobsSchema = Type.Object({
  jobs: Type.Array(immediateJobSchema),
  total_count: Type.Integer(),
})

const targetConfig = Type.Record(Type.String(), Type.String(), { description: 'What it was asked for with.' })

/** Of "Obtaining Scheduled Tasks". */
export const scheduledJobSchema = Type.Object({
  job_id: Type.String(),
  instance_id: Type.String(),
  instance_name: Type.String({ description: none }),
  instance_status: instanceStatus,
  project_id: Type.String(),
  job_name: Type.String(),
  create_time: time,
  start_time: time,
  end_time: time,
  job_status: jobStatus,
  datastore_type: Type.String(),
  target_config: targetConfig,
})
export type ScheduledJob = Shown<typeof scheduledJobSchema>

export const scheduledJobsSchema = Type.Object({
  schedules: Type.Array(scheduledJobSchema),
  total_count: Type.Integer(),
})

const milliseconds = Type.Union([Type.Integer({ description: 'Since the epoch.' }), Type.Null()])

/** Of "Checking Whether a Scheduled Task Exists". No field for a proxy: Stepwell has none. */
export const existingTaskSchema = Type.Object({
  task_id: Type.String(),
  task_name: Type.String(),
  task_status: Type.Enum([...scheduleWords]),
  instance_id: Type.String(),
  instance_name: Type.String({ description: none }),
  instance_status: Type.Enum(['NORMAL', 'FAILED']),
  project_id: Type.String(),
  datastore_type: Type.String(),
  create_time: milliseconds,
  start_time: milliseconds,
  end_time: milliseconds,
  target_config: targetConfig,
})
export type ExistingTask = Shown<typeof existingTaskSchema>

export const existenceSchema = Type.Object({
  exist: Type.Boolean(),
  scheduled_tasks: Type.Array(existingTaskSchema),
})
