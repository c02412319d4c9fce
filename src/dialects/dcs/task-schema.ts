import { Type } from 'typebox'
import type { Shown } from '../shown.ts'

/*
 * "Querying the Background Task List" and "Querying the Task Center List" (API definitions ListBackgroundTask and
 * ListCenterTask). Their examples write task_count as a number and, in one, capacities too; the tables say String, and a
 * number there breaks the Go and Java SDKs.
 */

const text = Type.Optional(Type.String())
const flag = Type.Optional(Type.Boolean())
const number = Type.Optional(Type.Integer({ minimum: -(2 ** 31), maximum: 2 ** 31 - 1 }))

/** DetailsBody. */
export const detailsSchema = Type.Object({
  old_capacity: text,
  new_capacity: text,
  enable_public_ip: flag,
  public_ip_id: text,
  public_ip_address: text,
  enable_ssl: flag,
  old_cache_mode: text,
  new_cache_mode: text,
  old_resource_spec_code: text,
  new_resource_spec_code: text,
  old_replica_num: number,
  new_replica_num: number,
  old_cache_type: text,
  new_cache_type: text,
  replica_ip: text,
  replica_az: text,
  group_name: text,
  old_port: number,
  new_port: number,
  is_only_adjust_charging: flag,
  account_name: text,
  source_ip: text,
  target_ip: text,
  node_name: text,
  rename_commands: Type.Optional(Type.Array(Type.String())),
  updated_config_length: number,
})
export type TaskDetails = Shown<typeof detailsSchema>

const recordProperties = {
  id: Type.String({ description: 'Background task ID.' }),
  name: Type.String({
    description: 'What the service calls the task.',
    examples: ['EXTEND', 'DataMigration'],
  }),
  details: Type.Union([detailsSchema, Type.Null()]),
  user_name: Type.String(),
  user_id: Type.String(),
  params: Type.String({ description: 'What the task was asked with: the text of a JSON object.' }),
  status: Type.Enum(['EXECUTING', 'SUCCESS', 'FAILED']),
  created_at: Type.String({ examples: ['2020-06-17T07:38:42.503Z'] }),
  updated_at: Type.Union([
    Type.String({ description: 'When it ended.', examples: ['2020-06-17T07:38:42.503Z'] }),
    Type.Null({ description: 'It has not ended.' }),
  ]),
  enable_show: Type.Boolean({ description: 'Whether it has steps to be shown.' }),
}

const taskCount = Type.String({
  pattern: '^\\d+$',
  description: 'How many all pages together have: of more than 10,000 the newest.',
})

/** D1's SingleBackgroundTask. */
export const backgroundTaskSchema = Type.Object(recordProperties)
export type BackgroundTask = Shown<typeof backgroundTaskSchema>

/** D1. */
export const backgroundTasksSchema = Type.Object({
  task_count: taskCount,
  tasks: Type.Array(backgroundTaskSchema),
})

/** D4's task. */
export const centerTaskSchema = Type.Object({
  ...recordProperties,
  job_id: Type.String({ description: 'The same as id.' }),
  error_code: Type.String({ description: 'Empty: no error.' }),
})
export type CenterTask = Shown<typeof centerTaskSchema>

/** D4. */
export const centerTasksSchema = Type.Object({ task_count: taskCount, tasks: Type.Array(centerTaskSchema) })

/** D2 and D5. */
export const deletedSchema = Type.Object({ message: Type.String() })

/** D6. */
export const jobSchema = Type.Object({
  job_id: Type.String(),
  job_type: Type.String({ examples: ['masterStandbySwapJob', 'DataMigration'] }),
  status: Type.Enum(['INIT', 'RUNNING', 'SUCCESS', 'FAIL']),
  begin_time: Type.Union([
    Type.String({ description: 'Milliseconds since the epoch, as text.', examples: ['1684191545379'] }),
    Type.Null({ description: 'It has not begun.' }),
  ]),
  end_time: Type.Union([
    Type.String({ examples: ['1684191548248'] }),
    Type.Null({ description: 'It has not ended.' }),
  ]),
  fail_reason: Type.Union([Type.String(), Type.Null({ description: 'It has not failed.' })]),
})
export type Job = Shown<typeof jobSchema>
