import { Type } from 'typebox'
import type { JsonObject } from '../../core/json.ts'
import { services, taskStatuses } from '../../core/task.ts'
import { pathValue, route } from '../route.ts'
import { defaultLimit, limit } from './page-query.ts'
import { taskListVersion, taskRetryAfterSeconds, taskVersion } from './polling.ts'
import { reasonSchema, submissionSchema, taskListSchema, taskSchema, type TaskList } from './schema.ts'
import { taskView } from './task-view.ts'

const word = (description: string) =>
  Type.Optional(Type.String({ minLength: 1, maxLength: 256, description }))
const taskQuery = Type.Object(
  {
    service: Type.Optional(Type.Enum([...services])),
    instance: word('Id or name of an instance.'),
    operation: word('Name of an operation.'),
    status: Type.Optional(
      Type.Array(Type.Enum([...taskStatuses]), { description: 'One or more, with commas.' }),
    ),
    limit: limit(200),
    after: word('The `next` of the page before.'),
  },
  { additionalProperties: false },
)

/** A moment that the schema let pass; a leap second counts as the second before it. */
const momentOf = (text: string): number => Date.parse(text.replace(/:60(?=[.Z+-])/i, ':59'))

const submitTask = route({
  method: 'POST',
  path: '/v1/tasks',
  id: 'submitTask',
  summary: 'Submits a task; with a client token that made one before, gives that one',
  question: 'submit',
  body: submissionSchema,
  answers: {
    201: {
      description: 'The task, also at Location; with a known client token the earlier one.',
      schema: taskSchema,
    },
  },
  parse: ({ body }) => ({
    submission: {
      operation: body.operation,
      instance: body.instance,
      input: (body.input ?? {}) as JsonObject,
      token: body.token ?? null,
      priority: body.priority ?? 'normal',
      dueAt: body.dueAt === undefined ? null : momentOf(body.dueAt),
    },
    reason: body.reason ?? null,
  }),
  render: (seen, context) => ({
    status: 201,
    headers: { Location: `/v1/tasks/${encodeURIComponent(seen.task.id)}` },
    body: taskView(seen, context),
  }),
})

const listTasks = route({
  method: 'GET',
  path: '/v1/tasks',
  id: 'listTasks',
  summary: 'Lists tasks, the newest first',
  question: 'tasks',
  query: taskQuery,
  answers: { 200: { description: 'One page.', schema: taskListSchema } },
  parse: ({ query: { status, limit: most = defaultLimit, ...filter } }) => ({
    ...filter,
    limit: most,
    ...(status === undefined ? {} : { statuses: status }),
  }),
  render: ({ items, next }, context) => {
    const body: TaskList = { tasks: items.map(seen => taskView(seen, context)), next }
    return { status: 200, body }
  },
  version: taskListVersion,
})

const showTask = route({
  method: 'GET',
  path: '/v1/tasks/{id}',
  id: 'showTask',
  summary: 'Shows a task',
  question: 'task',
  answers: { 200: { description: 'The task.', schema: taskSchema } },
  parse: request => ({ id: pathValue(request, 'id') }),
  render: (seen, context) => ({ status: 200, body: taskView(seen, context) }),
  version: taskVersion,
  retryAfterSeconds: taskRetryAfterSeconds,
})

const cancelTask = route({
  method: 'POST',
  path: '/v1/tasks/{id}/cancel',
  id: 'cancelTask',
  summary: 'Asks a task to stop; it has stopped when its status says so',
  question: 'cancel',
  body: reasonSchema,
  bodyRequired: false,
  answers: {
    200: { description: 'It is cancelled, now or already.', schema: taskSchema },
    202: {
      description: 'It stops at its next cancel point, and its effects are undone.',
      schema: taskSchema,
    },
  },
  parse: request => ({
    key: { id: pathValue(request, 'id') },
    // The body may be left out.
    reason: (request.body as typeof request.body | undefined)?.reason ?? null,
  }),
  render: (seen, context) => ({
    status: seen.task.status === 'cancelled' ? 200 : 202,
    body: taskView(seen, context),
  }),
})

/** What may be asked about tasks. */
export const taskRoutes = [submitTask, listTasks, showTask, cancelTask]
