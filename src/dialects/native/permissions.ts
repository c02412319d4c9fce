import { instanceTypes, usualPermission, type Permission } from '../../core/permission.ts'
import type { Service } from '../../core/task.ts'
import { dcsPermissions } from '../dcs/permissions.ts'
import { dmsPermissions } from '../dms/permissions.ts'
import { taurusdbPermissions } from '../taurusdb/permissions.ts'

/** What an act takes: by the service of its instance where that service has an action for it, else our own. */
interface ActPermission {
  /** `<type>:<act>` of our own action. */
  readonly own: string
  /** Whether it is done to one instance, or to a task of one. */
  readonly onInstance: boolean
  readonly services: { readonly [service in Service]?: Permission }
}

const act = (own: string, services: ActPermission['services'] = {}): ActPermission => ({
  own,
  onInstance: false,
  services,
})

const onInstance = (own: string, services: ActPermission['services'] = {}): ActPermission => ({
  ...act(own, services),
  onInstance: true,
})

const showTask = onInstance('task:get', {
  dcs: dcsPermissions.ShowBackgroundTaskProgress,
  dms: dmsPermissions.ShowBackgroundTask,
  taurusdb: taurusdbPermissions.ShowTaskDetails,
})
const listTasks = act('task:list', {
  dcs: dcsPermissions.ListCenterTask,
  dms: dmsPermissions.ListBackgroundTasks,
  taurusdb: taurusdbPermissions.ListImmediateJobs,
})
const taskHistory = onInstance('task:getHistory')
const listInstances = act('instance:list', {
  dcs: dcsPermissions.ListInstances,
  dms: dmsPermissions.ListInstances,
  taurusdb: taurusdbPermissions.ListGaussMySqlInstances,
})
const showInstance = onInstance('instance:get', {
  dcs: dcsPermissions.ShowInstance,
  dms: dmsPermissions.ShowInstance,
  taurusdb: taurusdbPermissions.ShowGaussMySqlInstanceInfo,
})
const deletions = {
  dcs: dcsPermissions.DeleteBackgroundTask,
  dms: dmsPermissions.DeleteBackgroundTask,
  taurusdb: taurusdbPermissions.DeleteTaskRecord,
}

/**
 * What the routes of the native dialect take, by their ids; null: whoever is known may. Our own acts are called create, list,
 * get, delete or what is done, so that `*:*:get*` and `*:*:list*` are all that only reads.
 */
export const nativePermissions = {
  /** Of an operation that is not known; else what it declares (`OperationDeclaration.permission`). */
  submitTask: onInstance('task:create', {
    dcs: usualPermission('dcs'),
    dms: usualPermission('dms'),
    taurusdb: usualPermission('taurusdb'),
  }),
  listTasks,
  countTasks: listTasks,
  /** `listTasks` and `countTasks` of one instance, as the lists of the services that have one. No route has this id. */
  listInstanceTasks: showTask,
  /** Beside it {@link alsoTaken}. */
  listEvents: listTasks,
  showTask,
  showServiceAnswer: showTask,
  listTaskEvents: taskHistory,
  showTaskTimeline: taskHistory,
  exportTaskTrace: taskHistory,
  readTaskLog: onInstance('task:getLog'),
  cancelTask: onInstance('task:cancel'),
  /** `cancelTask` of a task that waits for its time: the services cancel those only. No route has this id. */
  cancelScheduledTask: onInstance('task:cancel', {
    dms: dmsPermissions.UpdateScheduledTask,
    taurusdb: taurusdbPermissions.CancelScheduleTask,
  }),
  pauseTask: onInstance('task:pause'),
  resumeTask: onInstance('task:resume'),
  retryTask: onInstance('task:retry'),
  skipTask: onInstance('task:skip'),
  releaseTask: onInstance('task:release'),
  rescheduleTask: onInstance('task:reschedule', { dms: dmsPermissions.UpdateScheduledTask }),
  deleteTask: onInstance('task:delete', deletions),
  /** `deleteTask` of a task for which a time was asked. No route has this id. */
  deleteScheduledTask: onInstance('task:delete', {
    ...deletions,
    dms: dmsPermissions.DeleteScheduledTask,
    taurusdb: taurusdbPermissions.DeleteScheduleTasK,
  }),
  listOperations: act('operation:list'),
  showOperation: act('operation:get'),
  listInstances,
  showInstance,
  addInstance: act('instance:create'),
  removeInstance: onInstance('instance:delete'),
  createKey: act('accessKey:create'),
  listKeys: act('accessKey:list'),
  showKey: act('accessKey:get'),
  changeKey: act('accessKey:update'),
  rotateKey: act('accessKey:rotate'),
  removeKey: act('accessKey:delete'),
  addUser: act('user:create'),
  listUsers: act('user:list'),
  showUser: act('user:get'),
  changeUser: act('user:update'),
  removeUser: act('user:delete'),
  attachPolicy: act('user:attachPolicy'),
  detachPolicy: act('user:detachPolicy'),
  setPassword: act('user:setPassword'),
  /** Everybody the own one. */
  changePassword: null,
  addProject: act('project:create'),
  listProjects: act('project:list'),
  showProject: act('project:get'),
  changeProject: act('project:update'),
  removeProject: act('project:delete'),
  addPolicy: act('policy:create'),
  listPolicies: act('policy:list'),
  listActions: act('policy:list'),
  showPolicy: act('policy:get'),
  changePolicy: act('policy:update'),
  removePolicy: act('policy:delete'),
  listAudit: act('audit:list'),
  addWebhook: act('webhook:create'),
  listWebhooks: act('webhook:list'),
  showWebhook: act('webhook:get'),
  removeWebhook: act('webhook:delete'),
  rotateWebhookSecret: act('webhook:rotate'),
  retryWebhook: act('webhook:retry'),
  testWebhook: act('webhook:test'),
  listWorkers: act('worker:list'),
  showMetrics: act('metrics:get'),
  showHealth: null,
  showReadiness: null,
  showServer: null,
  signIn: null,
  showSession: null,
  signOut: null,
} as const satisfies { readonly [route: string]: ActPermission | null }

export type NativeAct = keyof typeof nativePermissions

/** What an act takes beside its own permission. */
const alsoTaken: { readonly [name in NativeAct]?: ActPermission } = { listEvents: taskHistory }

/** What a list shows beside what it takes: a Deny on that binds the list, too. */
const alsoShown: { readonly [name in NativeAct]?: readonly ActPermission[] } = {
  listTasks: [showTask],
  countTasks: [showTask],
  listInstanceTasks: [listTasks],
  listEvents: [showTask],
  listInstances: [showInstance],
}

/** What is the whole account's, whichever project it is asked in. */
const accountTypes = ['accessKey', 'user', 'project', 'policy', 'audit', 'worker', 'metrics', 'operation']

/**
 * What it takes to do an act on an instance, or on a task, of a service. Null for the service: on none, or in all; a list over
 * all services takes our own `list` and that of every service, and is refused where a Deny hides a part of it, be it of a
 * service or of an instance: it is never shown in part. Null as answer: nothing.
 */
export function nativePermission(name: NativeAct, service: Service | null): Permission | null {
  const taken: ActPermission | null = nativePermissions[name]
  return taken === null ? null : permissionOf(taken, service)
}

/** All that an act takes: {@link nativePermission}, and what it takes beside. */
export function nativePermissionsTaken(name: NativeAct, service: Service | null): readonly Permission[] {
  const all: readonly (ActPermission | null | undefined)[] = [nativePermissions[name], alsoTaken[name]]
  return all.filter(taken => taken !== null && taken !== undefined).map(taken => permissionOf(taken, service))
}

/** What a list must not be denied beside what it takes, on any instance of which it shows something. */
export function nativePermissionsShown(name: NativeAct, service: Service): readonly Permission[] {
  const resourceType = instanceTypes[service]
  return (alsoShown[name] ?? []).map(shown => ({ ...permissionOf(shown, service), resourceType }))
}

/** Whether an act is done in a project: the others are done to the account, or to nothing. */
export function isOfProject(name: NativeAct): boolean {
  const taken: ActPermission | null = nativePermissions[name]
  return taken !== null && !accountTypes.includes(taken.own.slice(0, taken.own.indexOf(':')))
}

function permissionOf(taken: ActPermission, service: Service | null): Permission {
  const ofService = service === null ? undefined : taken.services[service]
  if (ofService !== undefined) return ofService
  const resourceType = service !== null && taken.onInstance ? instanceTypes[service] : null
  return { action: `stepwell:${taken.own}`, aliases: [], resourceType }
}
