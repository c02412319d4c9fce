import { Type } from 'typebox'
import { dcsWords } from '../../words/dcs.ts'
import type { Question } from '../question.ts'
import type { Reply } from '../reply.ts'
import { pathValue, route } from '../route.ts'
import { inWords, type ViewContext } from '../view.ts'
import { anyQuery } from './any-query.ts'
import { pageOf, pageQuery, periodOf, timeQuery } from './page-query.ts'
import { backgroundTask, centerTask, job } from './task-record.ts'
import { backgroundTasksSchema, centerTasksSchema, deletedSchema, jobSchema } from './task-schema.ts'

/** What both lists take. */
const listQuery = Type.Object({ ...pageQuery, ...timeQuery })

/** D1 ListBackgroundTask: newest first, so that the first of a name is the latest. */
const listBackgroundTasks = route({
  method: 'GET',
  path: '/v2/{project_id}/instances/{instance_id}/tasks',
  id: 'ListBackgroundTask',
  summary: 'Querying the Background Task List',
  question: 'taskRecords',
  query: listQuery,
  answers: {
    200: { description: 'Background task list queried successfully.', schema: backgroundTasksSchema },
  },
  parse: request => ({
    service: 'dcs',
    instance: pathValue(request, 'instance_id'),
    ...pageOf(request.query),
    ...periodOf(request.query),
  }),
  render: ({ records, total }) => ({
    status: 200,
    body: { task_count: String(total), tasks: records.map(backgroundTask) },
  }),
})

/** D4 ListCenterTask. */
const listCenterTasks = route({
  method: 'GET',
  path: '/v2/{project_id}/tasks',
  id: 'ListCenterTask',
  summary: 'Querying the Task List in the Task Center',
  question: 'taskRecords',
  query: listQuery,
  answers: {
    200: { description: 'Tasks in the task center queried successfully.', schema: centerTasksSchema },
  },
  parse: ({ query }) => ({ service: 'dcs', ...pageOf(query), ...periodOf(query) }),
  render: ({ records, total }) => ({
    status: 200,
    body: { task_count: String(total), tasks: records.map(centerTask) },
  }),
})

/** Only the record of what has ended goes; a task is never stopped by it, and one that still holds something stays. */
const deletion = (key: Question<'taskRecord'>): Question<'changeRecords'> => ({
  keys: [key],
  event: { type: 'deleted' },
  only: null,
})

/** 200, not the 204 that the page has too: Terraform reads a body with every other success. */
const deleted = (_: unknown, context: ViewContext): Reply => ({
  status: 200,
  body: { message: inWords(dcsWords.deleted, context) },
})

const deletedAnswer = { description: 'The record is deleted.', schema: deletedSchema }

/** D2 DeleteBackgroundTask. */
const deleteBackgroundTask = route({
  method: 'DELETE',
  path: '/v2/{project_id}/instances/{instance_id}/tasks/{task_id}',
  id: 'DeleteBackgroundTask',
  summary: 'Deleting a Background Task',
  question: 'changeRecords',
  query: anyQuery,
  answers: { 200: deletedAnswer },
  parse: request =>
    deletion({
      id: pathValue(request, 'task_id'),
      service: 'dcs',
      instance: pathValue(request, 'instance_id'),
    }),
  render: deleted,
})

/** D5 DeleteCenterTask: what its optional body says changes nothing. */
const deleteCenterTask = route({
  method: 'DELETE',
  path: '/v2/{project_id}/tasks/{task_id}',
  id: 'DeleteCenterTask',
  summary: 'Deleting a Task from the Task Center',
  question: 'changeRecords',
  query: anyQuery,
  body: Type.Union([Type.Object({ message: Type.Optional(Type.String()) }), Type.Null()]),
  bodyRequired: false,
  answers: { 200: deletedAnswer },
  parse: request => deletion({ id: pathValue(request, 'task_id'), service: 'dcs' }),
  render: deleted,
})

/** D6 ShowJobInfo, which Terraform's waiters poll. */
const showJob = route({
  method: 'GET',
  path: '/v2/{project_id}/jobs/{job_id}',
  id: 'ShowJobInfo',
  summary: 'Querying a Job',
  question: 'taskRecord',
  query: anyQuery,
  answers: { 200: { description: 'Job queried successfully.', schema: jobSchema } },
  parse: request => ({ id: pathValue(request, 'job_id'), service: 'dcs' }),
  render: (record, context) => ({ status: 200, body: job(record, context) }),
  version: ({ task }) => `${task.id} ${task.revision}`,
})

/** D1, D2 and D4 to D6: tasks in lists, as records to be deleted, and as jobs. */
export const taskRoutes = [
  listBackgroundTasks,
  deleteBackgroundTask,
  listCenterTasks,
  deleteCenterTask,
  showJob,
] as const
