import type { Dialect } from '../dialect.ts'
import { instanceRoutes } from './instance-routes.ts'
import * as instances from './instance-schema.ts'
import { hasDetail } from './job-names.ts'
import { jobRoutes, showJob, showTaskDetails } from './job-routes.ts'
import { immediateRoutes } from './immediate-routes.ts'
import { taurusdbNotServed } from './not-served.ts'
import { refusalSchema, renderRefusal } from './refusal.ts'
import { scheduledRoutes } from './scheduled-routes.ts'
import * as tasks from './task-schema.ts'

/** TaurusDB v3, with v3.1 where that has words of its own. */
export const taurusdbDialect: Dialect = {
  name: 'taurusdb',
  title: 'TaurusDB v3, as Stepwell answers it',
  hostLabel: 'gaussdb',
  // Of both versions, where what another API has below it has a longer one; and of the path before them.
  pathPrefixes: ['/v3', '/mysql/v3/'],
  documentPath: '/openapi/taurusdb.json',
  acceptsBearer: false,
  routes: [...jobRoutes, ...immediateRoutes, ...scheduledRoutes, ...instanceRoutes],
  notServed: taurusdbNotServed,
  taskRoute: ({ operation: { jobName } }) =>
    hasDetail(jobName)
      ? {
          route: showTaskDetails,
          path: ({ project, instance }) => ({ project_id: project, instance_id: instance }),
          query: ({ id }) => [
            ['job_id', id],
            ['job_name', jobName],
          ],
        }
      : {
          route: showJob,
          path: ({ project }) => ({ project_id: project }),
          query: ({ id }) => [['id', id]],
        },
  renderRefusal,
  refusalSchema,
  schemas: {
    ShowTaskDetailsResponse: tasks.taskDetailSchema,
    SubTaskInfo: tasks.subTaskSchema,
    ShowGaussMySqlJobInfoResponse: tasks.jobSchema,
    ListImmediateJobsResponse: tasks.immediateJobsSchema,
    TaskDetailInfo: tasks.immediateJobSchema,
    ListScheduleJobsResponse: tasks.scheduledJobsSchema,
    ScheduleTask: tasks.scheduledJobSchema,
    CheckScheduleTaskExistResponse: tasks.existenceSchema,
    ScheduledTaskV3: tasks.existingTaskSchema,
    ListGaussMySqlInstancesResponse: instances.instancesSchema,
    MysqlInstanceListInfo: instances.listedInstanceSchema,
    ShowGaussMySqlInstanceInfoResponse: instances.instanceSchema,
    MysqlInstanceInfoDetail: instances.shownInstanceSchema,
    MysqlInstanceNodeInfo: instances.nodeSchema,
    MysqlDatastore: instances.datastoreSchema,
    MysqlBackupStrategy: instances.backupStrategySchema,
    MysqlChargeInfo: instances.chargeInfoSchema,
    InstanceTagItem: instances.tagSchema,
    Error: refusalSchema,
  },
}
