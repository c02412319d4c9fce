import { Type } from 'typebox'
import { actions } from '../../core/actions.ts'
import { stopPlaces } from '../../core/stop-point.ts'
import { leftBehindStates } from '../../core/left-behind.ts'
import { endedStatuses, remarkKinds, stallReasons } from '../../core/task.ts'
import {
  byName,
  failureSchema,
  moment,
  momentOrNull,
  namedInstanceSchema,
  nullable,
  reason,
} from './schema-parts.ts'
import type { Shown } from '../shown.ts'

const closed = { additionalProperties: false } as const
const afterwards = Type.Enum(['resume', 'cancel'])

/** Body of what needs no more than a reason; it may be left out. */
export const reasonSchema = Type.Object({ reason: Type.Optional(reason) }, closed)

/** Body of `POST /v1/tasks/{id}/release`: who frees an instance says why. */
export const givenReasonSchema = Type.Object(
  { reason: Type.String({ minLength: 1, maxLength: 1000, description: 'Why, for the history.' }) },
  closed,
)

/** Body of `POST /v1/tasks/{id}/pause`; it may be left out. */
export const pauseSchema = Type.Object(
  {
    until: Type.Optional(
      Type.String({ format: 'date-time', description: 'When the pause is over. Default: somebody ends it.' }),
    ),
    afterwards: Type.Optional(afterwards),
    reason: Type.Optional(reason),
  },
  closed,
)

export type PauseBody = Shown<typeof pauseSchema>

/** Body of `POST /v1/tasks/{id}/reschedule`. */
export const rescheduleSchema = Type.Object(
  {
    dueAt: Type.String({ format: 'date-time', description: 'It is not begun before.' }),
    reason: Type.Optional(reason),
  },
  closed,
)

/** What may be done to a task now, and what it costs. */
const actionSchema = Type.Object({
  action: Type.Enum([...actions]),
  title: Type.String(),
  reason: Type.Enum(['required', 'optional'], {
    description: 'Whether it is refused without a reason.',
  }),
  isGrave: Type.Boolean({ description: 'Whether it gives up what no later action brings back.' }),
  request: Type.Object(
    {
      method: Type.Enum(['POST', 'DELETE']),
      path: Type.String(),
      fields: Type.Array(
        Type.Object({ name: Type.Enum(['until', 'afterwards', 'dueAt']), required: Type.Boolean() }),
        { description: 'What its body takes beside `reason`.' },
      ),
    },
    { description: 'How it is asked for.' },
  ),
  cost: Type.String({ description: 'What it does and what it costs, in words.' }),
  stopsWithinSeconds: nullable(
    Type.Number({ description: 'How soon it takes effect; 0: at once; null: a step has to end first.' }),
  ),
  waitsUntil: momentOrNull,
  undoes: Type.Array(Type.String(), { description: 'What is undone.' }),
  holds: nullable(
    Type.Array(Type.String(), {
      description: 'What stays in place while the instance stays locked; null: it is free.',
    }),
  ),
})
export type ActionView = Shown<typeof actionSchema>

/** Where a pending task stands and why. */
const queueSchema = Type.Object({
  place: nullable(Type.Integer({ minimum: 1, description: '1: next. Null: not due, it holds no place.' })),
  waitsFor: Type.Array(
    Type.Object({
      kind: Type.Enum(['time', 'turn', 'work', 'undo', 'retry', 'pause', 'release', 'worker']),
      text: Type.String(),
      task: nullable(Type.String({ description: 'The task it waits for; null: none.' })),
      instance: nullable(Type.String({ description: 'Id of the instance that both want; null: none.' })),
    }),
    { description: 'The most important first.' },
  ),
  predictedStartAt: momentOrNull,
})
export type QueueView = Shown<typeof queueSchema>

/** When a task that was asked to stop or to pause does. */
const stopSchema = Type.Object(
  {
    at: Type.Enum([...stopPlaces], {
      description:
        'claim: once a worker takes it; border: between two steps, in a moment; cancelPoint: within its step; ' +
        'stepEnd: the step may not be stopped, behind it; tooLate: nor may what is left.',
    }),
    step: nullable(Type.String({ description: 'Name of the step it stops in or behind.' })),
    withinSeconds: nullable(
      Type.Number({ description: 'How soon it comes to a cancel point at the latest.' }),
    ),
    until: nullable(Type.String({ format: 'date-time', description: 'When the step is over its budget.' })),
  },
  { description: 'Where a task stops that was asked to stop or to pause; null: it was not, or has.' },
)
export type StopView = Shown<typeof stopSchema>

/** Who asked a task to stop or to pause. */
const stopAskedSchema = Type.Object(
  {
    action: Type.Enum(['cancel', 'pause']),
    at: moment,
    by: nullable(
      Type.String({
        description:
          'An access key, or the name of a user who has signed in with a password; null: the limit of its pause was over.',
      }),
    ),
    byName,
    reason: nullable(Type.String({ description: 'Null: none was given.' })),
  },
  { description: 'Who asked it to stop or to pause, and why; null: nobody, or it was taken back.' },
)

/** That the running step shows no progress for longer than it should. */
export const stallSchema = Type.Object({
  step: Type.String(),
  since: moment,
  reason: Type.Enum([...stallReasons]),
  reasonText: Type.String(),
  remedy: Type.String({ description: 'What a person can do about it.' }),
})

/** Something a step wants people to know. */
const remarkSchema = Type.Object({
  step: Type.String(),
  at: moment,
  kind: Type.Enum([...remarkKinds], {
    description: 'warning: something was lost, or takes longer; outcome: what came of it.',
  }),
  text: Type.String(),
})

/** What a task shows of pauses, retries, stalls, its queue and what may be done to it. */
export const controlProperties = {
  pauseRequestedAt: momentOrNull,
  pausedAt: momentOrNull,
  stop: nullable(stopSchema),
  stopAsked: nullable(stopAskedSchema),
  pauseLimit: nullable(Type.Object({ until: moment, afterwards })),
  resumeAt: nullable(Type.String({ format: 'date-time', description: 'When it tries again by itself.' })),
  stall: nullable(stallSchema),
  queue: nullable(queueSchema),
  locked: Type.Boolean({ description: 'Whether it holds its instances.' }),
  locks: Type.Array(Type.String(), {
    description: 'Ids of its instances: the one it is done to, and those that its input names.',
  }),
  uses: Type.Array(namedInstanceSchema, {
    description: 'The same instances by their names, the one it is done to first.',
  }),
  ending: nullable(
    Type.Object(
      {
        status: Type.Enum([...endedStatuses]),
        failure: nullable(failureSchema),
        retryAt: nullable(
          Type.String({ format: 'date-time', description: 'When the next attempt begins by itself.' }),
        ),
      },
      { description: 'How the attempt will have ended, while its effects are undone.' },
    ),
  ),
  retries: Type.Integer({ minimum: 0, description: 'How often it has tried again by itself in this step.' }),
  retriesLeft: nullable(
    Type.Integer({
      minimum: 0,
      description:
        'How often more it tries by itself, should the present or next attempt fail; null: it does not, or not known.',
    }),
  ),
  remarks: Type.Array(remarkSchema, {
    description: 'What its steps have said to people, oldest first: the last of them.',
  }),
  deathsAlone: nullable(
    Type.Integer({
      minimum: 0,
      description:
        'How often its worker has died of it alone; null: it is not suspected. Three make the step fail.',
    }),
  ),
  supersededBy: nullable(
    Type.String({
      description: 'The task that has worked on its instance since it failed: it cannot be retried.',
    }),
  ),
  leftBehind: nullable(
    Type.Enum([...leftBehindStates], {
      description:
        'What becomes of what it left: kept for a retry until effectsExpireAt; undoing; undoFailed: it holds its ' +
        'instances until an administrator releases them. Null: it left nothing, or has not ended.',
    }),
  ),
  leaves: Type.Array(Type.String(), {
    description:
      'What it has left on the servers though it did not succeed, and nobody undoes. Empty where it left nothing, has succeeded or has not ended.',
  }),
  actions: Type.Array(actionSchema, { description: 'What the caller may do to it now.' }),
  forbiddenActions: Type.Array(Type.Object({ action: Type.Enum([...actions]), title: Type.String() }), {
    description:
      'What could be done to it now, but not by the caller: policies or a rule for administrators are in the way.',
  }),
}
