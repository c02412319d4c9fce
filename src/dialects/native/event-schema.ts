import { Type } from 'typebox'
import { taskStatuses } from '../../core/task.ts'
import type { Shown } from '../shown.ts'
import { momentOrNull, nullable } from './schema-parts.ts'
import { eventSchema } from './schema.ts'

/** One line of the history of many tasks. */
export const taskEventSchema = Type.Object({
  ...eventSchema.properties,
  task: Type.String({ description: 'Id of the task.' }),
})
export type TaskEventView = Shown<typeof taskEventSchema>

/** Answer of `GET /v1/events`. */
export const taskEventListSchema = Type.Object({
  events: Type.Array(taskEventSchema, { description: 'Oldest first, over all tasks.' }),
  next: nullable(Type.Integer({ description: 'Give it as `after` for the next page; null: no more.' })),
})
export type TaskEventList = Shown<typeof taskEventListSchema>

/** What matters of a task to who follows it. */
export const taskSummarySchema = Type.Object({
  id: Type.String(),
  revision: Type.Integer({ minimum: 1 }),
  status: Type.Enum([...taskStatuses]),
  statusText: Type.String({ description: 'The status in words.' }),
  percent: Type.Integer({ minimum: 0, maximum: 100 }),
  remainingSeconds: nullable(
    Type.Integer({ minimum: 0, description: 'Null: no evidence. 0 only when it has ended.' }),
  ),
  predictedEndAt: momentOrNull,
  step: nullable(
    Type.Object({ name: Type.String(), title: Type.String() }, { description: 'The step that runs.' }),
  ),
})
export type TaskSummary = Shown<typeof taskSummarySchema>

/** One message of a stream of events. */
export const liveEventSchema = Type.Object({
  ...taskEventSchema.properties,
  summary: nullable(taskSummarySchema),
})
export type LiveEventView = Shown<typeof liveEventSchema>
