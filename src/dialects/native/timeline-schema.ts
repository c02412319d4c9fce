import { Type } from 'typebox'
import { periodKinds } from '../../core/periods.ts'
import { endedStatuses } from '../../core/task.ts'
import type { Shown } from '../shown.ts'
import { moment, nullable } from './schema-parts.ts'

const attempt = Type.Integer({ minimum: 1 })
const step = Type.String({ description: 'Name of the step.' })
const subStep = nullable(Type.String({ description: 'Null: the step itself.' }))
const to = nullable(Type.String({ format: 'date-time', description: 'Null: it goes on.' }))
const figure = nullable(Type.Number({ description: 'Null: not known.' }))

/** What a task did for a while. */
export const periodSchema = Type.Object({
  kind: Type.Enum([...periodKinds], {
    description:
      'waiting: for its time, its turn, a worker, or the next attempt; undoing: what must not be left behind; ' +
      'stopped: it had failed, until a person tried it again.',
  }),
  attempt: Type.Integer({
    minimum: 1,
    description: 'The time between an attempt and the next one belongs to the next.',
  }),
  from: moment,
  to,
})

/** One run of a step or sub-step. */
export const stepRunSchema = Type.Object({
  step,
  subStep,
  attempt,
  status: Type.Enum(['running', ...endedStatuses]),
  from: moment,
  to,
})

/** What was known of a step or sub-step after a report of its progress. */
export const progressSampleSchema = Type.Object({
  at: moment,
  step,
  subStep,
  done: figure,
  total: figure,
  ratePerSecond: figure,
  lagBytes: figure,
})

/** Answer of `GET /v1/tasks/{id}/timeline`. */
export const timelineSchema = Type.Object({
  periods: Type.Array(periodSchema, {
    description: 'From the submission to the end, or to now: without a gap or an overlap.',
  }),
  runs: Type.Array(stepRunSchema, {
    description: 'Of every attempt, in the order of their beginning. After a pause it is the same run.',
  }),
  samples: Type.Array(progressSampleSchema, {
    description:
      'Spread evenly over each part; at most 500. Where work was interrupted one without rate and lag says so.',
  }),
})
export type TimelineView = Shown<typeof timelineSchema>
