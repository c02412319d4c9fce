import { Type, type TProperties } from 'typebox'
import { endedStatuses } from '../../core/task.ts'
import type { Shown } from '../shown.ts'

const partName = Type.String({ description: 'A step; a part of one as `step/part`.' })
const status = Type.Enum([...endedStatuses])

/** A step or a part of one, when it becomes known. */
const tracedPart = Type.Object({
  name: partName,
  kind: Type.Optional(Type.String({ description: 'Steps of one kind share history. Default: the name.' })),
  weight: Type.Number({ exclusiveMinimum: 0 }),
  total: Type.Optional(Type.Number({ description: 'Units in all, where they are known beforehand.' })),
  unit: Type.Optional(Type.String()),
  parent: Type.Optional(partName),
})

const line = <Event extends string, Properties extends TProperties>(event: Event, properties: Properties) =>
  Type.Object(
    {
      run: Type.String({ description: 'Id of the task.' }),
      at: Type.Number({ description: 'Seconds since the epoch; never less than in the line before.' }),
      event: Type.Literal(event),
      ...properties,
    },
    { additionalProperties: false },
  )

/** One line of a trace: something that happened to a run, as far as a replay of its remaining time wants to know. */
export const traceLineSchema = Type.Union([
  line('submitted', {
    operation: Type.String(),
    version: Type.Integer(),
    instance: Type.String(),
    steps: Type.Array(tracedPart, {
      description: 'One after the other; parts of one step at the same time.',
    }),
  }),
  line('started', {}),
  line('sub_steps', { step: partName, add: Type.Array(tracedPart) }),
  line('step_started', { step: partName, total: Type.Optional(Type.Number()) }),
  line('progress', { step: partName, done: Type.Number(), total: Type.Optional(Type.Number()) }),
  line('waiting', { reason: Type.Enum(['pause', 'lock', 'window', 'retry']) }),
  line('working', {}),
  line('step_finished', { step: partName }),
  // Also one that a cancel has stopped: the form has no other word for what has not finished.
  line('step_failed', { step: partName }),
  line('ended', { status }),
])
export type TraceLine = Shown<typeof traceLineSchema>
export type TracedPart = Shown<typeof tracedPart>
