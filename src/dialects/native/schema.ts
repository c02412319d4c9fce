import { Type } from 'typebox'
import { endedStatuses, services, taskStatuses } from '../../core/task.ts'
import {
  byName,
  count,
  failureSchema,
  moment,
  momentOrNull,
  name,
  namedInstanceSchema,
  nullable,
  reason,
  rescheduledSchema,
  stepSchema,
  taskOperationSchema,
} from './schema-parts.ts'
import { controlProperties } from './control-schema.ts'
import type { Shown } from '../shown.ts'

const closed = { additionalProperties: false } as const
const service = Type.Enum([...services])
const priority = Type.Enum(['urgent', 'normal'])
/** Body of `POST /v1/tasks`. */
export const submissionSchema = Type.Object(
  {
    operation: name,
    instance: Type.String({ minLength: 1, maxLength: 256, description: 'Id or name of the instance.' }),
    input: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), {
        description: 'What the operation asks for; its schema is at /v1/operations/{name}. Default: {}.',
      }),
    ),
    token: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 128,
        description: 'Your own key: the same request with the same token gives the same task.',
      }),
    ),
    priority: Type.Optional(priority),
    dueAt: Type.Optional(
      Type.String({ format: 'date-time', description: 'It is not begun before. Default: now.' }),
    ),
    reason: Type.Optional(reason),
  },
  closed,
)
export type SubmissionBody = Shown<typeof submissionSchema>

/** A task. */
export const taskSchema = Type.Object({
  id: Type.String(),
  revision: Type.Integer({ minimum: 1, description: 'Grows by one with every stored change.' }),
  project: Type.String(),
  service,
  instance: namedInstanceSchema,
  operation: taskOperationSchema,
  input: Type.Unknown(),
  status: Type.Enum([...taskStatuses]),
  statusText: Type.String({ description: 'The status in words.' }),
  priority,
  percent: Type.Integer({ minimum: 0, maximum: 100, description: '100 only when it has succeeded.' }),
  remainingSeconds: nullable(
    Type.Integer({ minimum: 0, description: 'Null: no evidence. 0 only when it has ended.' }),
  ),
  predictedEndAt: momentOrNull,
  submittedBy: Type.String({
    description: 'An access key, or the name of a user who has signed in with a password.',
  }),
  submittedByName: byName,
  reason: nullable(Type.String({ description: 'Why it was submitted; null: nobody said.' })),
  rescheduled: nullable(rescheduledSchema),
  createdAt: moment,
  dueAt: moment,
  startedAt: momentOrNull,
  endedAt: momentOrNull,
  cancelRequestedAt: momentOrNull,
  ...controlProperties,
  attempt: Type.Integer({ minimum: 1 }),
  attempts: Type.Array(
    Type.Object({
      number: Type.Integer({ minimum: 1 }),
      status: Type.Enum([...endedStatuses]),
      startedAt: momentOrNull,
      endedAt: moment,
      failure: nullable(failureSchema),
    }),
    { description: 'Attempts that have ended, oldest first.' },
  ),
  failure: nullable(failureSchema),
  worker: nullable(Type.String({ description: 'The worker that runs it; null: none does now.' })),
  steps: Type.Array(stepSchema),
  effects: Type.Array(
    Type.Object({
      name: Type.String(),
      key: Type.String({ description: "Tells several of one name apart; '' where there is one." }),
      title: Type.String(),
      lives: Type.Enum(['attempt', 'task', 'keep']),
      status: Type.Enum(['intended', 'applied', 'undone', 'undo_failed', 'kept', 'released']),
    }),
    { description: 'What must not be left behind, in the order of intent.' },
  ),
  effectsExpireAt: momentOrNull,
})
export type TaskView = Shown<typeof taskSchema>

/** Answer of `GET /v1/tasks`. */
export const taskListSchema = Type.Object({
  tasks: Type.Array(taskSchema, { description: 'In the order that was asked for.' }),
  next: nullable(Type.String({ description: 'Give it as `after` for the next page; null: no more.' })),
})
export type TaskList = Shown<typeof taskListSchema>

/** One line of a task's history. */
export const eventSchema = Type.Object({
  id: count,
  revision: Type.Integer({ description: "The task's revision after the event." }),
  at: moment,
  by: nullable(
    Type.String({
      description:
        'An access key, the name of a user who has signed in with a password, or a worker; null: Stepwell itself.',
    }),
  ),
  byName,
  reason: nullable(Type.String()),
  type: Type.String(),
  event: Type.Record(Type.String(), Type.Unknown(), { description: 'The event as it was recorded.' }),
})
export type EventView = Shown<typeof eventSchema>

/** Answer of `GET /v1/tasks/{id}/events`. */
export const eventListSchema = Type.Object({
  events: Type.Array(eventSchema, { description: 'Oldest first.' }),
  next: nullable(Type.Integer({ description: 'Give it as `after` for the next page; null: no more.' })),
})
export type EventList = Shown<typeof eventListSchema>

const endpoint = Type.Object(
  { host: Type.String({ minLength: 1, maxLength: 253 }), port: Type.Integer({ minimum: 1, maximum: 65535 }) },
  closed,
)
const tags = Type.Record(Type.String(), Type.String())
const switchHook = Type.Object(
  {
    program: Type.String({ minLength: 1 }),
    arguments: Type.Array(Type.String()),
    timeoutSeconds: Type.Number({ exclusiveMinimum: 0, maximum: 3600 }),
  },
  { ...closed, description: 'A program run when the address is switched; no shell is involved.' },
)

/** Body of `POST /v1/instances`. */
export const newInstanceSchema = Type.Object(
  {
    service,
    name: Type.Optional(name),
    enterpriseProject: Type.Optional(name),
    tags: Type.Optional(tags),
    endpoints: Type.Array(endpoint, { minItems: 1, maxItems: 1000 }),
    access: Type.Optional(
      Type.Object(
        {
          username: Type.Optional(nullable(Type.String())),
          password: Type.Optional(nullable(Type.String())),
          tls: Type.Optional(Type.Boolean()),
        },
        { ...closed, description: 'How to reach it. Kept sealed and never shown.' },
      ),
    ),
    switchHook: Type.Optional(nullable(switchHook)),
  },
  closed,
)
export type NewInstanceBody = Shown<typeof newInstanceSchema>

/** A registered instance, without its secrets. */
export const instanceSchema = Type.Object({
  id: Type.String(),
  service,
  project: Type.String(),
  name: Type.String(),
  enterpriseProject: nullable(Type.String()),
  tags,
  endpoints: Type.Array(Type.Object({ host: Type.String(), port: Type.Integer() })),
  facts: Type.Record(Type.String(), Type.Unknown(), { description: 'What a probe found.' }),
  factsAt: momentOrNull,
  switchHook: nullable(switchHook),
  createdAt: moment,
  updatedAt: moment,
  revision: Type.Integer({ minimum: 1 }),
})
export type InstanceView = Shown<typeof instanceSchema>

/** Answer of `GET /v1/instances`. */
export const instanceListSchema = Type.Object({ instances: Type.Array(instanceSchema) })
export type InstanceList = Shown<typeof instanceListSchema>

/** An operation and what it asks for. */
export const operationSchema = Type.Object({
  name: Type.String(),
  version: Type.Integer(),
  service,
  jobName: Type.String({ description: 'What the API of its service calls its tasks.' }),
  title: Type.String(),
  description: Type.String(),
  input: Type.Record(Type.String(), Type.Unknown(), { description: 'JSON Schema of the input.' }),
  steps: Type.Array(
    Type.Object({
      name: Type.String(),
      title: Type.String(),
      weight: Type.Number(),
      share: Type.Integer({ minimum: 0, maximum: 100, description: 'Percent of the whole.' }),
      cancellable: Type.Boolean(),
      unit: nullable(Type.String()),
    }),
  ),
  details: Type.Record(Type.String(), Type.String(), {
    description: 'Titles of what its steps tell in `detail`, by name; one without is shown by its name.',
  }),
  failures: Type.Array(Type.Object({ code: Type.String(), message: Type.String(), remedy: Type.String() })),
})
export type OperationView = Shown<typeof operationSchema>

/** Answer of `GET /v1/operations`. */
export const operationListSchema = Type.Object({ operations: Type.Array(operationSchema) })
export type OperationList = Shown<typeof operationListSchema>

/** Answer of `GET /v1/workers`. */
export const workerListSchema = Type.Object({
  workers: Type.Array(
    Type.Object({
      id: Type.String(),
      pid: Type.Integer(),
      startedAt: moment,
      heartbeatAt: moment,
      tasks: Type.Array(Type.String(), { description: 'Ids of the tasks of your project that it runs.' }),
    }),
  ),
})
export type WorkerList = Shown<typeof workerListSchema>
