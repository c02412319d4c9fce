import { Type } from 'typebox'
import type { Shown } from '../shown.ts'

/*
 * "Querying a Background Task" (reference: seed-002, updated 2025-11-19), tables 2 and 3; its list and the list of
 * scheduled tasks have the same shape. Every SDK decodes null everywhere; a number where the table says String breaks the
 * Go and Java ones, and Terraform reads the count as text.
 */

/** "CREATED: The background task is created. SUCCESS … FAILED … DELETED … EXECUTING … CANCELLED: The scheduled task is canceled." */
export const taskWords = ['CREATED', 'EXECUTING', 'SUCCESS', 'FAILED', 'DELETED', 'CANCELLED'] as const

const time = Type.String({ examples: ['2020-06-15T08:55:53.606Z'] })
const timeOrNull = Type.Union([time, Type.Null()], { description: 'End time; null: it has not ended.' })

/** Table 3. */
const taskFields = {
  id: Type.String({ description: 'Task ID.' }),
  name: Type.String({ description: 'Task name.', examples: ['bindInstancePublicIp'] }),
  user_name: Type.String({ description: 'Username.' }),
  user_id: Type.String({ description: 'User ID.' }),
  params: Type.String({ description: 'Task parameters, as the text of a JSON object.' }),
  status: Type.Enum(taskWords, { description: 'Task status. Who deletes a task finds it no more.' }),
  created_at: time,
  updated_at: timeOrNull,
}

export const taskSchema = Type.Object(taskFields)
export type WireTask = Shown<typeof taskSchema>

/** Table 2. */
export const tasksSchema = Type.Object({
  task_count: Type.String({ pattern: '^\\d+$', description: 'Number of tasks, on all pages.' }),
  tasks: Type.Array(taskSchema, { description: 'Task list, newest first.' }),
})
export type TasksDocument = Shown<typeof tasksSchema>

const number = Type.Integer({ minimum: 0 })
/** What of a number is sent to the clients that read text there. */
const digits = Type.String({ pattern: '^\\d+$' })

/** "Querying the Scheduled Task List of an Instance". */
export const scheduledTaskSchema = Type.Object({
  ...taskFields,
  schedule_at: { ...time, description: 'When it is to be executed.' },
})

export const scheduledTasksSchema = Type.Object({
  job_count: Type.Union([number, digits], { description: 'Number of tasks, on all pages.' }),
  jobs: Type.Array(scheduledTaskSchema, { description: 'Task list, newest first.' }),
})
export type ScheduledTasksDocument = Shown<typeof scheduledTasksSchema>

const stepMoment = Type.Union([number, digits, Type.Null({ description: 'Not yet.' })], {
  description: 'In milliseconds since the epoch.',
})
const stepStatus = Type.Enum(['COMPLETED', 'IN_PROGRESS', 'FAILED', 'WAITING'])

/** A step of "Querying the Change Progress …" (reference: seed-003). */
export const stepSchema = Type.Object({
  name: Type.String({ examples: ['pre_check', 'disk_expansion'] }),
  statue: {
    ...stepStatus,
    description: 'Misspelt as the service has it; clients from before read `status`.',
  },
  status: stepStatus,
  start_time: stepMoment,
  end_time: stepMoment,
})
export type WireStep = Shown<typeof stepSchema>

export const progressSchema = Type.Object({
  progress_percentage: Type.Integer({ minimum: 0, maximum: 100 }),
  remain_time: Type.Union([
    Type.Integer({ minimum: 0, maximum: 2 ** 31 - 1, description: 'Remaining time, in seconds.' }),
    Type.Null({ description: 'Not known.' }),
  ]),
  step_list: Type.Array(stepSchema),
})
export type ProgressDocument = Shown<typeof progressSchema>

/** What every refusal is. */
export const refusalSchema = Type.Object({
  error_code: Type.String({ description: 'Error code.' }),
  error_msg: Type.String({ description: 'Error information.' }),
})
export type RefusalBody = Shown<typeof refusalSchema>
