import { Type } from 'typebox'
import type { JsonObject } from '../../core/json.ts'
import { listOrders } from '../../core/store.ts'
import { services, taskStatuses } from '../../core/task.ts'
import { pathValue, route } from '../route.ts'
import { momentOf } from './moment.ts'
import { defaultLimit, limit } from './page-query.ts'
import { taskListVersion, taskRetryAfterSeconds, taskVersion } from './polling.ts'
import { submissionSchema, taskListSchema, taskSchema, type TaskList } from './schema.ts'
import { taskView } from './task-view.ts'

const word = (description: string) =>
  Type.Optional(Type.String({ minLength: 1, maxLength: 256, description }))
const taskQuery = Type.Object(
  {
    service: Type.Optional(Type.Enum([...services])),
    instance: word('Id or name of an instance: tasks that are done to it.'),
    uses: word(
      'Id or name of an instance: tasks that hold it or wait for it, their own or one their input names.',
    ),
    locked: Type.Optional(
      Type.Enum(['true'], {
        description: 'Only tasks that hold their instances, also failed ones whose undo has failed.',
      }),
    ),
    operation: word('Name of an operation.'),
    status: Type.Optional(
      Type.Array(Type.Enum([...taskStatuses]), { description: 'One or more, with commas.' }),
    ),
    search: word(
      'How an id begins, or a part of the name of an instance, or of the name or title of an operation that is known.',
    ),
    order: Type.Optional(
      Type.Enum([...listOrders], {
        description:
          'Which submission comes first; default: newest. queue: of pending tasks alone, what is due in the order in ' +
          'which it begins, then the others by their time.',
      }),
    ),
    limit: limit(200),
    after: word('The `next` of the page before.'),
  },
  { additionalProperties: false },
)

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
  summary: 'Lists tasks, the newest first unless told otherwise',
  question: 'tasks',
  query: taskQuery,
  answers: { 200: { description: 'One page.', schema: taskListSchema } },
  parse: ({ query: { status, locked, limit: most = defaultLimit, ...filter } }) => ({
    ...filter,
    limit: most,
    ...(locked === undefined ? {} : { locked: true }),
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

/** What may be asked about tasks. */
export const taskRoutes = [submitTask, listTasks, showTask]
