import { Type } from 'typebox'
import type { Shown } from '../shown.ts'

/*
 * "Querying Background Task Details" (reference: seed-000, updated 2025-10-23; seed-001 is the Chinese page), tables 2–7.
 * Every SDK decodes null everywhere; a number where the table says String, or a fraction where it says Integer, breaks
 * the Go and Java ones.
 */

const textOrNull = Type.Union([Type.String(), Type.Null()])

/** "Task start time, in the format 2020-06-17T07:38:42.503Z." Null: not yet. */
const time = Type.Union([
  Type.String({ examples: ['2020-06-17T07:38:42.503Z', '2022-09-01 11:52:24'] }),
  Type.Null(),
])

const stepStatus = Type.Enum(['FINISH', 'FAILED', 'EXECUTING', 'WAITING'])
const errorCode = Type.String({ description: 'Error code; empty: no error.' })

/** Table 4. */
export const subStepDetailSchema = Type.Object({
  sub_step_id: Type.String(),
  sub_step_name: Type.String(),
  sub_step_status: stepStatus,
  begin_time: time,
  end_time: time,
  detail: Type.String({ description: 'Additional attribute details of a subtask; empty: none.' }),
  error_code: errorCode,
})
export type SubStepDetail = Shown<typeof subStepDetailSchema>

/** Table 3. */
export const stepDetailSchema = Type.Object({
  step_id: Type.String(),
  step_name: Type.String(),
  step_status: stepStatus,
  begin_time: time,
  end_time: time,
  error_code: errorCode,
  sub_step_details: Type.Array(subStepDetailSchema),
})
export type StepDetail = Shown<typeof stepDetailSchema>

/** Table 2. */
export const progressSchema = Type.Object({
  progress: Type.Integer({ minimum: 0, maximum: 100, description: 'Overall progress (unit: %).' }),
  remain_time: Type.Union([
    Type.Integer({ minimum: 0, maximum: 2 ** 31 - 1, description: 'Remaining time, in seconds.' }),
    Type.Null({ description: 'Not known.' }),
  ]),
  step_details: Type.Array(stepDetailSchema, { description: 'Task details list.' }),
})
export type ProgressDocument = Shown<typeof progressSchema>

/** Tables 5–9. */
export const refusalSchema = Type.Object({
  error_code: Type.String({ maxLength: 10, description: 'Error code.' }),
  error_msg: Type.String({ description: 'Error information.' }),
  error_ext_msg: textOrNull,
})
export type RefusalBody = Shown<typeof refusalSchema>
