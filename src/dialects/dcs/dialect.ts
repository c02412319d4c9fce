import type { Dialect } from '../dialect.ts'
import { instanceRoutes } from './instance-routes.ts'
import { instanceSchema, listedInstanceSchema } from './instance-schema.ts'
import { dcsNotServed } from './not-served.ts'
import { showProgress } from './progress-route.ts'
import { renderRefusal } from './refusal.ts'
import { progressSchema, refusalSchema, stepDetailSchema, subStepDetailSchema } from './schema.ts'
import { taskRoutes } from './task-routes.ts'
import { backgroundTaskSchema, centerTaskSchema, detailsSchema, jobSchema } from './task-schema.ts'

/**
 * DCS v2. Its tasks' paths are those of DMS, letter by letter: the Host tells them apart, else the service of the
 * instance, and what nobody has is answered here.
 */
export const dcsDialect: Dialect = {
  name: 'dcs',
  title: 'Distributed Cache Service v2, as Stepwell answers it',
  hostLabel: 'dcs',
  pathPrefixes: ['/v2/'],
  documentPath: '/openapi/dcs.json',
  acceptsBearer: false,
  routes: [showProgress, ...taskRoutes, ...instanceRoutes],
  notServed: dcsNotServed,
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
    SingleBackgroundTask: backgroundTaskSchema,
    CenterTask: centerTaskSchema,
    DetailsBody: detailsSchema,
    ShowJobInfoResponse: jobSchema,
    Instance: listedInstanceSchema,
    ShowInstanceResponse: instanceSchema,
    Error: refusalSchema,
  },
}
