import { instanceTypes, type Permission } from '../../core/permission.ts'

const permission = (action: string, resourceType: string | null): Permission => ({
  action: `dcs:${action}`,
  aliases: [],
  resourceType,
})

const instance = instanceTypes.dcs
const getBackgroundTask = permission('instance:getBackgroundTask', instance)

/**
 * What each operation of DCS takes, by its name in the SDKs: as the service's documents have it. The resource type is
 * documented for the background tasks of an instance; their deletion is on one instance likewise. Those of the task centre
 * name no instance. Null: none.
 */
export const dcsPermissions = {
  ListBackgroundTask: getBackgroundTask,
  DeleteBackgroundTask: permission('instance:deleteBackgroundTask', instance),
  ShowBackgroundTaskProgress: getBackgroundTask,
  ListCenterTask: permission('task:list', null),
  DeleteCenterTask: permission('task:delete', null),
  ShowJobInfo: permission('job:get', null),
  ListInstances: permission('instance:list', null),
  ShowInstance: permission('instance:get', instance),
  ListRestoreRecords: permission('instance:getDataRestoreLog', instance),
  // Not named there: nothing is told that the instance itself does not tell, and a zone is nobody's.
  ListConfigurations: permission('instance:get', instance),
  ListAvailableZones: null,
} as const satisfies { readonly [operation: string]: Permission | null }
