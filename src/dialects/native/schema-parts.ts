import { Type, type TNull, type TSchema, type TUnion } from 'typebox'
import { stepStatuses } from '../../core/task.ts'
import type { Shown } from '../shown.ts'

/** A value, or null where it is unknown or does not apply. */
export const nullable = <Schema extends TSchema>(schema: Schema): TUnion<[Schema, TNull]> =>
  Type.Union([schema, Type.Null()])

/** A moment: RFC 3339, answered in UTC with milliseconds. */
export const moment = Type.String({ format: 'date-time', examples: ['2026-06-17T07:38:42.503Z'] })

/** Null: has not happened, or is not known. */
export const momentOrNull = nullable(moment)

export const count = Type.Integer({ minimum: 0 })
export const name = Type.String({ minLength: 1, maxLength: 256 })
export const reason = Type.String({ maxLength: 1000, description: 'Why, for the history.' })

/** An instance of a task, by its names. */
export const namedInstanceSchema = Type.Object({
  id: Type.String(),
  name: nullable(
    Type.String({
      description:
        'Of one that is no longer registered what it was called when the task was submitted; null: it is not known.',
    }),
  ),
  isRegistered: Type.Boolean({ description: 'Whether there still is one of this id.' }),
})

/** Who that is whom a history names. */
export const byName = nullable(
  Type.String({ description: 'What the user is called; null: no user did it, or the access key is gone.' }),
)

/** Who gave a task another time to begin. */
export const rescheduledSchema = Type.Object(
  {
    at: moment,
    by: nullable(
      Type.String({ description: 'An access key, or the name of a user who has signed in with a password.' }),
    ),
    byName,
    reason: nullable(Type.String({ description: 'Null: none was given.' })),
  },
  { description: 'Who gave it the time it is due, and why; null: it is that of its submission.' },
)

/** The operation of a task. */
export const taskOperationSchema = Type.Object({
  name: Type.String(),
  version: Type.Integer(),
  title: Type.String(),
  jobName: Type.String({ description: 'What the API of its service calls the task.' }),
})

/** Why a task, a step or an attempt failed. */
export const failureSchema = Type.Object({
  code: Type.String({ description: 'The code of the service, or one common to all (`STW.…`).' }),
  message: Type.String(),
  remedy: Type.String({ description: 'What a person can do about it.' }),
  step: nullable(Type.String({ description: 'The step it happened in; null: outside any step.' })),
})
export type FailureView = Shown<typeof failureSchema>

const partProperties = {
  name: Type.String(),
  title: Type.String(),
  status: Type.Enum([...stepStatuses]),
  statusText: Type.String({ description: 'The status in words.' }),
  percent: Type.Integer({ minimum: 0, maximum: 100 }),
  done: nullable(Type.Number({ description: 'Units done; null: nothing has been counted yet.' })),
  total: nullable(Type.Number({ description: 'Units in all; null: not known yet.' })),
  unit: nullable(Type.String({ description: 'What is counted, as in `keys`; null: nothing is.' })),
  ratePerSecond: nullable(Type.Number({ description: 'Null: not measured.' })),
  lagBytes: nullable(
    Type.Number({ description: 'How far what follows is behind what is written; null: does not apply.' }),
  ),
  detail: nullable(Type.Record(Type.String(), Type.Unknown(), { description: 'Further facts; null: none.' })),
  startedAt: momentOrNull,
  endedAt: momentOrNull,
  failure: nullable(failureSchema),
}

/** A part of a step. */
export const subStepSchema = Type.Object({ ...partProperties })
export type SubStepView = Shown<typeof subStepSchema>

/** A step. */
export const stepSchema = Type.Object({
  ...partProperties,
  cancellable: Type.Boolean({ description: 'False: once begun it goes on to its end; a cancel waits.' }),
  stopSeconds: Type.Number({ description: 'How soon it comes to a cancel point at the latest.' }),
  skippable: Type.Boolean({ description: 'Whether a person may go on without it after it has failed.' }),
  predictedStartAt: nullable(
    Type.String({ format: 'date-time', description: 'Of a step that waits; null: no evidence.' }),
  ),
  predictedEndAt: nullable(
    Type.String({ format: 'date-time', description: 'Of a step that has not ended; null: no evidence.' }),
  ),
  deadlineAt: nullable(Type.String({ format: 'date-time', description: 'When it is over its budget.' })),
  subSteps: Type.Array(subStepSchema),
})
export type StepView = Shown<typeof stepSchema>
