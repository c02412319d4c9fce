import type { OperationDeclaration } from '../core/operation.ts'
import type { Permission } from '../core/permission.ts'
import type { Service } from '../core/task.ts'
import { dcsPermissions } from '../dialects/dcs/permissions.ts'
import { dmsPermissions } from '../dialects/dms/permissions.ts'
import { nativePermission, nativePermissions, type NativeAct } from '../dialects/native/permissions.ts'
import { taurusdbPermissions } from '../dialects/taurusdb/permissions.ts'

/** What an act is done to, as far as its permission depends on it. */
export interface ActTarget {
  /** Null: on none, or over all services. */
  readonly service: Service | null
  /** Whether it is a task that waits for its time. */
  readonly isWaiting: boolean
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
 * What it takes to use a route on a target; null: nothing. A route that no table knows takes an action of its own, which only
 * a policy for everything allows: what was forgotten is not open.
 */
export function routePermission(
  place: RoutePlace,
  { service, isWaiting }: ActTarget,
  operation: OperationDeclaration | null,
): Permission | null {
  if (operation !== null) return operation.permission
  const { dialect, route } = place
  if (isFree(place)) return null
  if (dialect === 'native' && Object.hasOwn(nativePermissions, route)) {
    const act = route === 'cancelTask' && isWaiting ? 'cancelScheduledTask' : (route as NativeAct)
    return nativePermission(act, service)
  }
  const table = services[dialect] ?? {}
  const known = Object.hasOwn(table, route) ? table[route] : undefined
  return known === undefined
    ? { action: `stepwell:${dialect}:${route}`, aliases: [], resourceType: null }
    : known
}
