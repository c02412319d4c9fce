import { instanceTypes, type Permission } from '../../core/permission.ts'

const permission = (act: string, resourceType: string | null, ...aliases: readonly string[]): Permission => ({
  action: `dms:instance:${act}`,
  aliases: aliases.map(alias => `dms:instance:${alias}`),
  resourceType,
})

const kafka = instanceTypes.dms
const getBackgroundTask = permission('getBackgroundTask', kafka)

/**
 * What each operation of DMS for Kafka takes, by its name in the SDKs, as the service's documents have it. Null: they
 * say that it takes none. The list of scheduled tasks has no action there: it reads as that of background tasks does.
 */
export const dmsPermissions = {
  ListBackgroundTasks: getBackgroundTask,
  ShowBackgroundTask: getBackgroundTask,
  ShowBackgroundTaskProgress: null,
  DeleteBackgroundTask: permission('deleteBackgroundTask', kafka),
  ListScheduledTasks: getBackgroundTask,
  UpdateScheduledTask: permission('modifyScheduledTask', kafka, 'modify'),
  DeleteScheduledTask: permission('deleteScheduledTask', kafka, 'modify'),
  ListInstances: permission('list', null),
  ShowInstance: permission('get', kafka),
  // Not named there: a zone is nobody's.
  ListAvailableZones: null,
} as const satisfies { readonly [operation: string]: Permission | null }
