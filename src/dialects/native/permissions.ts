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
  deleteTask: onInstance('task:delete', {
    dcs: dcsPermissions.DeleteBackgroundTask,
    dms: dmsPermissions.DeleteBackgroundTask,
    taurusdb: taurusdbPermissions.DeleteTaskRecord,
  }),
  listOperations: act('operation:list'),
  showOperation: act('operation:get'),
  listInstances: act('instance:list', {
    dcs: dcsPermissions.ListInstances,
    dms: dmsPermissions.ListInstances,
    taurusdb: taurusdbPermissions.ListGaussMySqlInstances,
  }),
  showInstance: onInstance('instance:get', {
    dcs: dcsPermissions.ShowInstance,
    dms: dmsPermissions.ShowInstance,
    taurusdb: taurusdbPermissions.ShowGaussMySqlInstanceInfo,
  }),
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

/**
 * What it takes to do an act on an instance, or on a task, of a service. Null for the service: on none, or in all; a list over
 * all services takes our own `list`, and shows of each service what the caller may list of it. Null as answer: nothing.
 */
export function nativePermission(name: NativeAct, service: Service | null): Permission | null {
  const taken: ActPermission | null = nativePermissions[name]
  if (taken === null) return null
  const ofService = service === null ? undefined : taken.services[service]
  if (ofService !== undefined) return ofService
  const resourceType = service !== null && taken.onInstance ? instanceTypes[service] : null
  return { action: `stepwell:${taken.own}`, aliases: [], resourceType }
}
