import { Type } from 'typebox'
import { pathValue } from '../route.ts'
import { requireInstanceId } from './forms.ts'
import { scheduleTypes } from './job-names.ts'
import { existingTask, scheduledJob } from './job.ts'
import { filterOf, filterParameters, mostOffset } from './list-query.ts'
import { taurusRoute } from './route.ts'
import { existenceSchema, scheduledJobsSchema } from './task-schema.ts'

/** T3 ListScheduleJobs: tasks for which a time was asked. Its offset is the place of a record, from 0. */
const listScheduleJobs = taurusRoute({
  method: 'GET',
  path: '/v3/{project_id}/scheduled-jobs',
  id: 'ListScheduleJobs',
  summary: 'Obtaining Scheduled Tasks',
  question: 'taskRecords',
  query: Type.Object({
    ...filterParameters,
    instance_id: Type.Optional(Type.String()),
    offset: Type.Optional(Type.Integer({ minimum: 0, maximum: mostOffset, default: 0 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 100 })),
  }),
  answers: { 200: { description: 'Success.', schema: scheduledJobsSchema } },
  parse({ query: { offset = 0, limit = 100, instance_id: instance, ...filter } }) {
    if (instance !== undefined) requireInstanceId('?instance_id', instance)
    return {
      ...filterOf(filter),
      ...(instance === undefined ? {} : { instance, instanceOnlyNarrows: true }),
      isScheduled: true,
      offset,
      limit,
    }
  },
  render: ({ records, total }) => ({
    status: 200,
    body: { schedules: records.map(scheduledJob), total_count: total },
  }),
})

const jobIdsSchema = Type.Object({ job_ids: Type.Array(Type.String(), { minItems: 1, maxItems: 100 }) })

/** T4 CancelScheduleTask: of tasks that have not begun, all or none. */
const cancelScheduleTask = taurusRoute({
  method: 'DELETE',
  path: '/v3/{project_id}/scheduled-jobs',
  id: 'CancelScheduleTask',
  summary: 'Canceling a Scheduled Task',
  question: 'changeRecords',
  body: jobIdsSchema,
  answers: { 200: { description: 'Success.', schema: jobIdsSchema } },
  parse: ({ body }) => ({
    keys: [...new Set(body.job_ids)].map(id => ({ id, service: 'taurusdb', isScheduled: true })),
    event: { type: 'cancelRequested' },
    only: { statuses: ['pending'], otherwise: 'task_not_pending' },
  }),
  render: ({ records }) => ({ status: 200, body: { job_ids: records.map(({ task }) => task.id) } }),
})

/** T6 DeleteScheduleTasK, so spelt in every SDK; its path says `instance`. */
const deleteScheduleTask = taurusRoute({
  method: 'DELETE',
  path: '/v3/{project_id}/instance/{instance_id}/scheduled-jobs',
  id: 'DeleteScheduleTasK',
  summary: 'Deleting a Scheduled Task Record',
  question: 'changeRecords',
  body: Type.Object({ job_id: Type.String() }),
  answers: { 200: { description: 'Success.', schema: Type.Object({ result: Type.Boolean() }) } },
  parse: ({ body, ...request }) => ({
    keys: [
      {
        id: body.job_id,
        service: 'taurusdb',
        instance: pathValue(request, 'instance_id'),
        isScheduled: true,
      },
    ],
    event: { type: 'deleted' },
    only: null,
  }),
  render: () => ({ status: 200, body: { result: true } }),
})

/** T8 CheckScheduleTaskExist: whether a scheduled task of a type is still to be done, or is being done. */
const checkScheduleTaskExist = taurusRoute({
  method: 'POST',
  path: '/v3/{project_id}/instances/{instance_id}/schedule-tasks/exist',
  id: 'CheckScheduleTaskExist',
  summary: 'Checking Whether a Scheduled Task Exists',
  question: 'taskRecords',
  body: Type.Object({
    schedule_type: Type.Enum([...scheduleTypes]),
    proxy_id: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  }),
  answers: { 200: { description: 'Success.', schema: existenceSchema } },
  parse: ({ body, ...request }) => ({
    service: 'taurusdb',
    instance: pathValue(request, 'instance_id'),
    jobName: body.schedule_type,
    isScheduled: true,
    // Stepwell has no proxies, so of one that is named there are none.
    statuses: (body.proxy_id ?? '') === '' ? ['pending', 'running', 'paused'] : [],
    offset: 0,
    limit: 100,
  }),
  render: ({ records, total }) => ({
    status: 200,
    body: { exist: total > 0, scheduled_tasks: records.map(existingTask) },
  }),
})

/** Routes of scheduled tasks. */
export const scheduledRoutes = [
  listScheduleJobs,
  cancelScheduleTask,
  deleteScheduleTask,
  checkScheduleTaskExist,
]
