import type { OperationDeclaration } from '../core/operation.ts'
import type { Permission } from '../core/permission.ts'
import type { Service } from '../core/task.ts'
import { dcsPermissions } from '../dialects/dcs/permissions.ts'
import type { Dialect } from '../dialects/dialect.ts'
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
 * What it takes to use a route on a target; null: nothing. Throws where no table knows it, which {@link requireKnown} finds
 * before the server starts.
 */
export function routePermission(
  place: RoutePlace,
  { service, isWaiting }: ActTarget,
  operation: OperationDeclaration | null,
): Permission | null {
  if (operation !== null) return operation.permission
  const { dialect, route } = place
  if (isFree(place)) return null
  if (dialect === 'native') {
    if (!Object.hasOwn(nativePermissions, route)) throw forgotten(place)
    const act = route === 'cancelTask' && isWaiting ? 'cancelScheduledTask' : (route as NativeAct)
    return nativePermission(act, service)
  }
  const table = services[dialect]
  if (table === undefined || !Object.hasOwn(table, route)) throw forgotten(place)
  return table[route]!
}

/** Refuses to start with a route that would be asked for and of which nobody has said what it takes. */
export function requireKnown(dialects: readonly Dialect[]): void {
  for (const { name, routes } of dialects)
    for (const { id, open } of routes)
      if (!open) routePermission({ dialect: name, route: id }, { service: null, isWaiting: false }, null)
}

const forgotten = ({ dialect, route }: RoutePlace) =>
  new Error(`the route ${route} of ${dialect} has no row in its table of permissions`)
