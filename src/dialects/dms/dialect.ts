import type { Dialect } from '../dialect.ts'
import { backgroundRoutes, showTask } from './background-routes.ts'
import { instanceRoutes } from './instance-routes.ts'
import { instanceSchema, instancesSchema, zonesSchema } from './instance-schema.ts'
import { dmsNotServed } from './not-served.ts'
import { renderRefusal } from './refusal.ts'
import { scheduledRoutes } from './scheduled-routes.ts'
import {
  progressSchema,
  refusalSchema,
  scheduledTaskSchema,
  scheduledTasksSchema,
  stepSchema,
  taskSchema,
  tasksSchema,
} from './schema.ts'

/** DMS for Kafka v2: background and scheduled tasks, and the instances they are done to. */
export const dmsDialect: Dialect = {
  name: 'dms',
  title: 'Distributed Message Service for Kafka v2, as Stepwell answers it',
  hostLabel: 'dms',
  pathPrefixes: ['/v2/', '/v2/kafka/'],
  documentPath: '/openapi/dms.json',
  acceptsBearer: false,
  routes: [...backgroundRoutes, ...scheduledRoutes, ...instanceRoutes],
  notServed: dmsNotServed,
  taskRoute: () => ({
    route: showTask,
    path: ({ project, instance, id }) => ({ project_id: project, instance_id: instance, task_id: id }),
  }),
  renderRefusal,
  refusalSchema,
  schemas: {
    ListBackgroundTasksResponse: tasksSchema,
    BackgroundTask: taskSchema,
    ShowBackgroundTaskProgressResponse: progressSchema,
    Step: stepSchema,
    ListScheduledTasksResponse: scheduledTasksSchema,
    ScheduledTask: scheduledTaskSchema,
    ListInstancesResponse: instancesSchema,
    Instance: instanceSchema,
    ListAvailableZonesResponse: zonesSchema,
    Error: refusalSchema,
  },
}
