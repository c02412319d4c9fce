import { Type } from 'typebox'
import type { Dialect } from '../dialect.ts'
import { pathValue, route } from '../route.ts'
import { remainingSeconds } from '../view.ts'
import { progressDocument } from './progress.ts'
import { renderRefusal } from './refusal.ts'
import { progressSchema, refusalSchema, stepDetailSchema, subStepDetailSchema } from './schema.ts'

/** Parameters that no page names are let pass, as the service does: an SDK may send more than it documents. */
const anyQuery = Type.Object({})

/** D3 ShowBackgroundTaskProgress. */
const showProgress = route({
  method: 'GET',
  path: '/v2/{project_id}/instances/{instance_id}/tasks/{task_id}/progress',
  id: 'ShowBackgroundTaskProgress',
  summary: 'Querying Background Task Details',
  question: 'taskRecord',
  query: anyQuery,
  answers: {
    200: { description: 'Details of the background task queried successfully.', schema: progressSchema },
  },
  parse: request => ({
    id: pathValue(request, 'task_id'),
    service: 'dcs',
    instance: pathValue(request, 'instance_id'),
  }),
  render: ({ task }, context) => ({ status: 200, body: progressDocument(task, context) }),
  version: ({ task }, { now }) => JSON.stringify([task.id, task.revision, remainingSeconds(task, now)]),
})

/**
 * DCS v2. Its tasks' paths are those of DMS, letter by letter: the Host tells them apart, else the service of the
 * instance, and what nobody has is answered here.
 */
export const dcsDialect: Dialect = {
  name: 'dcs',
  title: 'Distributed Cache Service v2, as Stepwell answers it',
  hostLabel: 'dcs',
  pathPrefix: '/v2/',
  documentPath: '/openapi/dcs.json',
  acceptsBearer: false,
  routes: [showProgress],
  taskRoute: () => ({
    route: showProgress,
    path: ({ project, instance, id }) => ({ project_id: project, instance_id: instance, task_id: id }),
  }),
  renderRefusal,
  refusalSchema,
  schemas: {
    ShowBackgroundTaskProgressResponse: progressSchema,
    StepDetail: stepDetailSchema,
    SubStepDetail: subStepDetailSchema,
    Error: refusalSchema,
  },
}
