import type { Permission } from '../../core/permission.ts'

/** No action of the task centre has a resource type: a policy gives it for all instances or not at all. */
const permission = (action: string, ...aliases: readonly string[]): Permission => ({
  action: `gaussdbformysql:${action}`,
  aliases,
  resourceType: null,
})

const listTasks = permission('task:list', 'gaussdb:instance:list')
const deleteTasks = permission('task:delete', 'gaussdb:instance:delete')
const listInstances = permission('instance:list')

/**
 * What each operation of TaurusDB takes, by its name in the SDKs, as the service's documents have it. Those that only read
 * tasks and have no action there take that of the list of instant tasks; those that remove, that of a scheduled task's cancel.
 */
export const taurusdbPermissions = {
  ShowTaskDetails: listTasks,
  ListImmediateJobs: listTasks,
  ListScheduleJobs: listTasks,
  CancelScheduleTask: deleteTasks,
  DeleteTaskRecord: deleteTasks,
  // So spelt in every SDK.
  DeleteScheduleTasK: deleteTasks,
  ShowGaussMySqlJobInfo: listTasks,
  CheckScheduleTaskExist: listTasks,
  ShowMysqlJobInfo: listTasks,
  ShowGaussMySqlInstanceInfo: listInstances,
  ShowGaussMySqlInstanceInfoUnifyStatus: listInstances,
  ListGaussMySqlInstances: listInstances,
  ListGaussMySqlInstancesUnifyStatus: listInstances,
  ShowMultiTenant: listInstances,
} as const satisfies { readonly [operation: string]: Permission }
