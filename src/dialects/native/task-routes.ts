import type { JsonObject } from '../../core/json.ts'
import { route } from '../route.ts'
import { momentOf } from './moment.ts'
import { defaultLimit } from './page-query.ts'
import { taskListVersion, taskRetryAfterSeconds, taskVersion } from './polling.ts'
import { submissionSchema, taskListSchema, taskSchema, type TaskList } from './schema.ts'
import { taskView } from './task-view.ts'
import { taskKey } from './task-key.ts'
import { taskQuery } from './task-query.ts'

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
  parse: ({ query: { status, locked, stalled, limit: most = defaultLimit, ...filter } }) => ({
    ...filter,
    limit: most,
    ...(locked === undefined ? {} : { locked: true }),
    ...(stalled === undefined ? {} : { stalled: true }),
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
  parse: taskKey,
  render: (seen, context) => ({ status: 200, body: taskView(seen, context) }),
  version: taskVersion,
  retryAfterSeconds: taskRetryAfterSeconds,
})

/** What may be asked about tasks. */
export const taskRoutes = [submitTask, listTasks, showTask]
