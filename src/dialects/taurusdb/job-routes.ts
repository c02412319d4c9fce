import { Type } from 'typebox'
import type { Instance } from '../../core/instance.ts'
import { pathValue } from '../route.ts'
import { detailedJobNames } from './job-names.ts'
import { jobDocument } from './job.ts'
import { taurusRoute } from './route.ts'
import { remainingOfSteps, taskDetail } from './task-detail.ts'
import { jobSchema, taskDetailSchema } from './task-schema.ts'

/** T1 ShowTaskDetails. The page's own example, and its SDK samples, leave out what its table calls mandatory: they get 400. */
export const showTaskDetails = taurusRoute({
  method: 'GET',
  path: '/v3/{project_id}/instances/{instance_id}/task-center-detail',
  id: 'ShowTaskDetails',
  summary: 'Querying Details About an Asynchronous Task',
  question: 'taskRecord',
  query: Type.Object({ job_id: Type.String(), job_name: Type.Enum([...detailedJobNames]) }),
  answers: { 200: { description: 'Success.', schema: taskDetailSchema } },
  parse: ({ query, ...request }) => ({
    id: query.job_id,
    service: 'taurusdb',
    instance: pathValue(request, 'instance_id'),
    jobName: query.job_name,
  }),
  render: (record, context) => ({ status: 200, body: taskDetail(record, context) }),
  version: ({ task, instance }, { now }) =>
    `${task.id} ${task.revision} ${remainingOfSteps(task, now).join()} ${nameOf(instance)}`,
})

/** For the name of a view: none is told from every name. */
const nameOf = (instance: Instance | null): string => (instance === null ? '' : `=${instance.name}`)

/** "This API is used to query asynchronous tasks of the last one month"; what goes on longer is waited for, and shown. */
const lastMonthMs = 31 * 24 * 3_600_000

const showJobAt = (path: string, id: string) =>
  taurusRoute({
    method: 'GET',
    path,
    id,
    summary: 'Obtaining Information About a Task with a Specified ID',
    question: 'taskRecord',
    query: Type.Object({ id: Type.String() }),
    answers: { 200: { description: 'Success.', schema: jobSchema } },
    parse: ({ query }) => ({ id: query.id, service: 'taurusdb', endedWithinMs: lastMonthMs }),
    render: (record, context) => ({ status: 200, body: jobDocument(record, context) }),
    version: ({ task, instance }) => `${task.id} ${task.revision} ${nameOf(instance)}`,
  })

/** T7 ShowGaussMySqlJobInfo. */
export const showJob = showJobAt('/v3/{project_id}/jobs', 'ShowGaussMySqlJobInfo')

/** The same at the path that T7 had, where SDKs and Terraform's provider of some years ago ask. */
const showJobAsBefore = showJobAt('/mysql/v3/{project_id}/jobs', 'ShowMysqlJobInfo')

/** T5 DeleteTaskRecord: of an instant task; those of scheduled ones are deleted by T6. */
const deleteTaskRecord = taurusRoute({
  method: 'DELETE',
  path: '/v3/{project_id}/jobs/{job_id}',
  id: 'DeleteTaskRecord',
  summary: 'Deleting a Task Record',
  question: 'changeRecords',
  // The page's example, `{ }`: Terraform reads JSON of every 200, and an SDK takes any text.
  answers: { 200: { description: 'Success.', schema: Type.Object({}) } },
  parse: request => ({
    keys: [{ id: pathValue(request, 'job_id'), service: 'taurusdb', isScheduled: false }],
    event: { type: 'deleted' },
    only: null,
  }),
  render: () => ({ status: 200, body: {} }),
})

/** Routes of one job. */
export const jobRoutes = [showTaskDetails, showJob, showJobAsBefore, deleteTaskRecord]
