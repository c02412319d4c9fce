import type { TaskRecord } from '../record-exchanges.ts'
import { noContent, route } from '../route.ts'
import { remainingSeconds, type ViewContext } from '../view.ts'
import { anyQuery } from './any-query.ts'
import { instanceOf, taskOf } from './ids.ts'
import { progressDocument } from './progress.ts'
import { progressSchema, tasksSchema, type TasksDocument } from './schema.ts'
import { taskPageOf, taskPageQuery } from './task-page.ts'
import { wireTask } from './task-record.ts'

const tasksPath = '/v2/{project_id}/instances/{instance_id}/tasks'

function tasksDocument(records: readonly TaskRecord[], total: number, context: ViewContext): TasksDocument {
  return { task_count: String(total), tasks: records.map(record => wireTask(record, context)) }
}

/** K1: newest first, so that the first of a name is the latest. */
const listTasks = route({
  method: 'GET',
  path: tasksPath,
  id: 'ListBackgroundTasks',
  summary: 'Listing Background Tasks',
  question: 'taskRecords',
  query: taskPageQuery,
  answers: { 200: { description: 'The query is successful.', schema: tasksSchema } },
  parse: request => ({ service: 'dms', instance: instanceOf(request), ...taskPageOf(request.query) }),
  render: ({ records, total }, context) => ({ status: 200, body: tasksDocument(records, total, context) }),
})

/** K2: a list of one. */
export const showTask = route({
  method: 'GET',
  path: `${tasksPath}/{task_id}`,
  id: 'ShowBackgroundTask',
  summary: 'Querying a Background Task',
  question: 'taskRecord',
  query: anyQuery,
  answers: { 200: { description: 'The query is successful.', schema: tasksSchema } },
  parse: taskOf,
  render: (record, context) => ({ status: 200, body: tasksDocument([record], 1, context) }),
  version: ({ task, submitter }) => `${task.id} ${task.revision} ${submitter.id}\n${submitter.name}`,
})

/** K3: of every task, where the service shows it of expansions only. */
const showProgress = route({
  method: 'GET',
  path: `${tasksPath}/{task_id}/progress`,
  id: 'ShowBackgroundTaskProgress',
  summary: 'Querying the Change Progress of a Specified Instance in a Background Task',
  question: 'taskRecord',
  query: anyQuery,
  answers: { 200: { description: 'The query is successful.', schema: progressSchema } },
  parse: taskOf,
  render: ({ task }, context) => ({ status: 200, body: progressDocument(task, context) }),
  version: ({ task }, { now }) => `${task.id} ${task.revision} ${remainingSeconds(task, now)}`,
})

/** K4: a task is never stopped by it, and one that still holds something stays. */
const deleteTask = route({
  method: 'DELETE',
  path: `${tasksPath}/{task_id}`,
  id: 'DeleteBackgroundTask',
  summary: 'Deleting a Background Task',
  question: 'changeRecords',
  query: anyQuery,
  answers: { 204: noContent('The record of a task that has ended is deleted.') },
  parse: request => ({
    keys: [taskOf(request)],
    event: { type: 'deleted' },
    only: null,
  }),
  render: () => ({ status: 204, body: undefined }),
})

/** K1 to K4: background tasks. */
export const backgroundRoutes = [listTasks, showTask, showProgress, deleteTask]
