import { Type } from 'typebox'
import type { TaskRecord } from '../record-exchanges.ts'
import { noContent, route } from '../route.ts'
import { remainingSeconds, type ViewContext } from '../view.ts'
import { instanceOf, taskOf } from './ids.ts'
import { progressDocument } from './progress.ts'
import { progressSchema, tasksSchema, type TasksDocument } from './schema.ts'
import { taskPageOf, taskPageQuery } from './task-page.ts'
import { wireTask } from './task-record.ts'

const tasksPath = '/v2/{project_id}/instances/{instance_id}/tasks'

/** Parameters that no page names are let pass, as the service does. */
const anyQuery = Type.Object({})

function tasksDocument(records: readonly TaskRecord[], total: number, context: ViewContext): TasksDocument {
  return { task_count: String(total), tasks: records.map(record => wireTask(record, context)) }
}

/** K1. */
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

/** K2. */
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
  version: ({ task, submitter }) => JSON.stringify([task.id, task.revision, submitter.id, submitter.name]),
})

/** K3. */
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
  version: ({ task }, { now }) => JSON.stringify([task.id, task.revision, remainingSeconds(task, now)]),
})

/** K4. */
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

/** What a person or program sees of background tasks, as {@link showTask} and its list show them. */
export const backgroundRoutes = [listTasks, showTask, showProgress, deleteTask]
