import type { OperationDeclaration } from '../core/operation.ts'
import type { Permission } from '../core/permission.ts'
import type { Service } from '../core/task.ts'
import { dcsPermissions } from '../dialects/dcs/permissions.ts'
import type { Dialect } from '../dialects/dialect.ts'
import { dmsPermissions } from '../dialects/dms/permissions.ts'
import {
  isOfProject,
  nativePermissions,
  nativePermissionsShown,
  nativePermissionsTaken,
  type NativeAct,
} from '../dialects/native/permissions.ts'
import { taurusdbPermissions } from '../dialects/taurusdb/permissions.ts'

/** What an act may be done to; `waiting`: a task that waits for its time; `timed`: one that had a time asked for and began. */
export const actObjects = ['nothing', 'instance', 'task', 'waiting', 'timed'] as const

/** What an act is done to, as far as its permission depends on it. */
export interface ActTarget {
  /** Null: on none, or over all services. */
  readonly service: Service | null
  /** `nothing`: nothing single. */
  readonly object: (typeof actObjects)[number]
}

/** The place of a route: its dialect's name and its id there. */
export interface RoutePlace {
  readonly dialect: string
  readonly route: string
}

const services: {
  readonly [dialect: string]: { readonly [operation: string]: Permission | null } | undefined
} = { dcs: dcsPermissions, dms: dmsPermissions, taurusdb: taurusdbPermissions }

/** Routes of IAM, by which somebody finds out who it is: whoever is known may. */
const isFree = ({ dialect }: RoutePlace): boolean => dialect === 'iam'

/**
 * What it takes to use a route on a target; empty: nothing. Throws where no table knows it, which {@link requireKnown} finds
 * before the server starts.
 */
export function routePermissions(
  place: RoutePlace,
  target: ActTarget,
  operation: OperationDeclaration | null,
): readonly Permission[] {
  if (operation !== null) return [operation.permission]
  if (isFree(place)) return []
  if (place.dialect === 'native') return nativePermissionsTaken(actOf(place, target), target.service)
  const permission = ofService(place)
  return permission === null ? [] : [permission]
}

/** What a list must not be denied beside what it takes. */
export function shownPermissions(place: RoutePlace, target: ActTarget): readonly Permission[] {
  if (place.dialect !== 'native' || target.service === null) return []
  return nativePermissionsShown(actOf(place, target), target.service)
}

/** Whether a route needs a project that is asked in, and none is named by its path. */
export const needsProject = ({ dialect, route }: RoutePlace): boolean =>
  dialect === 'native' && isOfProject(route as NativeAct)

/** Whether a route is about the account, so that what is denied in one project is denied in all. */
export const isOfAccount = (place: RoutePlace): boolean => place.dialect === 'native' && !needsProject(place)

/** Which parts of its list a route of our own also answers alone. */
export function narrowerLists({ dialect, route }: RoutePlace): {
  readonly ofService: boolean
  readonly ofInstance: boolean
} {
  const ofInstance = dialect === 'native' && (route === 'listTasks' || route === 'countTasks')
  return { ofService: ofInstance || (dialect === 'native' && route === 'listInstances'), ofInstance }
}

/** By dialect, what somebody without any policy in a project is told to ask for. */
const least: { readonly [dialect: string]: Permission } = {
  dcs: dcsPermissions.ListInstances,
  dms: dmsPermissions.ShowBackgroundTask,
}

/** What a service's route takes of who has no policy at all, where it takes nothing of its own; null: nothing, here too. */
export const leastPermission = (place: RoutePlace): Permission | null =>
  Object.hasOwn(services, place.dialect) && ofService(place) === null ? (least[place.dialect] ?? null) : null

/** Refuses to start with a route that would be asked for and of which nobody has said what it takes. */
export function requireKnown(dialects: readonly Dialect[]): void {
  for (const { name, routes } of dialects)
    for (const { id, open } of routes)
      if (!open) routePermissions({ dialect: name, route: id }, { service: null, object: 'nothing' }, null)
}

function actOf(place: RoutePlace, { object }: ActTarget): NativeAct {
  const { route } = place
  if (!Object.hasOwn(nativePermissions, route)) throw forgotten(place)
  if (route === 'cancelTask' && object === 'waiting') return 'cancelScheduledTask'
  if (route === 'deleteTask' && (object === 'waiting' || object === 'timed')) return 'deleteScheduledTask'
  if ((route === 'listTasks' || route === 'countTasks') && object === 'instance') return 'listInstanceTasks'
  return route as NativeAct
}

function ofService(place: RoutePlace): Permission | null {
  const table = services[place.dialect]
  if (table === undefined || !Object.hasOwn(table, place.route)) throw forgotten(place)
  return table[place.route]!
}

const forgotten = ({ dialect, route }: RoutePlace) =>
  new Error(`the route ${route} of ${dialect} has no row in its table of permissions`)
