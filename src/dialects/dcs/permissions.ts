import { instanceTypes, type Permission } from '../../core/permission.ts'

const permission = (action: string, resourceType: string | null): Permission => ({
  action: `dcs:${action}`,
  aliases: [],
  resourceType,
})

const instance = instanceTypes.dcs
const getBackgroundTask = permission('instance:getBackgroundTask', instance)

/**
 * What each operation of DCS takes, by its name in the SDKs: wire-spec.md §1.0 (D1 to D6) and submit-spec.md §1 (SD23). The
 * resource type is documented for D3; D2 is on one instance likewise. Those of the task centre name no instance.
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
} as const satisfies { readonly [operation: string]: Permission }
