import { Type } from 'typebox'
import { immediateJob } from './job.ts'
import { filterOf, filterParameters, mostOffset } from './list-query.ts'
import { taurusRoute } from './route.ts'
import { immediateJobsSchema } from './task-schema.ts'

/**
 * T2 ListImmediateJobs: tasks for which no time was asked. Its offset is the number of a page, from 1 (so Terraform counts); 0 is
 * refused, so that who takes it for a record's place is told before records are missed.
 */
const listImmediateJobs = taurusRoute({
  method: 'GET',
  path: '/v3/{project_id}/immediate-jobs',
  id: 'ListImmediateJobs',
  summary: 'Obtaining Instant Tasks',
  question: 'taskRecords',
  query: Type.Object({
    ...filterParameters,
    offset: Type.Optional(
      Type.Integer({ minimum: 1, maximum: mostOffset, default: 1, description: 'Number of the page.' }),
    ),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, default: 10 })),
  }),
  answers: { 200: { description: 'Success.', schema: immediateJobsSchema } },
  parse: ({ query: { offset: page = 1, limit = 10, ...filter } }) => ({
    ...filterOf(filter),
    isScheduled: false,
    offset: (page - 1) * limit,
    limit,
  }),
  render: ({ records, total }, context) => ({
    status: 200,
    body: { jobs: records.map(record => immediateJob(record, context)), total_count: total },
  }),
})

/** Routes of instant tasks. */
export const immediateRoutes = [listImmediateJobs]
