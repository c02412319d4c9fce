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
 * What each operation of TaurusDB takes, by its name in the SDKs: wire-spec.md §1.0 (T1 to T8) and submit-spec.md §1 (ST8,
 * ST9). The documents name no action for T3 and T8, which read as T2 does, nor for T5 and T6, which remove as T4 does.
 */
export const taurusdbPermissions = {
  ShowTaskDetails: listTasks,
  ListImmediateJobs: listTasks,
  ListScheduleJobs: listTasks,
  CancelScheduleTask: deleteTasks,
  DeleteTaskRecord: deleteTasks,
  DeleteScheduleTask: deleteTasks,
  ShowGaussMySqlJobInfo: listTasks,
  CheckScheduleTaskExist: listTasks,
  ShowGaussMySqlInstanceInfo: listInstances,
  ShowGaussMySqlInstanceInfoUnifyStatus: listInstances,
  ListGaussMySqlInstances: listInstances,
  ListGaussMySqlInstancesUnifyStatus: listInstances,
} as const satisfies { readonly [operation: string]: Permission }
