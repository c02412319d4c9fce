import type { OperationDeclaration } from '../core/operation.ts'
import type { Permission } from '../core/permission.ts'
import { services } from '../core/task.ts'
import { dcsPermissions } from '../dialects/dcs/permissions.ts'
import { dmsPermissions } from '../dialects/dms/permissions.ts'
import { nativePermissions, nativePermissionsTaken, type NativeAct } from '../dialects/native/permissions.ts'
import { taurusdbPermissions } from '../dialects/taurusdb/permissions.ts'

const tables = [dcsPermissions, dmsPermissions, taurusdbPermissions]
const acts = Object.keys(nativePermissions) as readonly NativeAct[]

const ofRoutes: readonly Permission[] = [
  ...tables.flatMap((table): readonly (Permission | null)[] => Object.values(table)),
  ...acts.flatMap(act => [null, ...services].flatMap(service => nativePermissionsTaken(act, service))),
].filter(permission => permission !== null)

/** All that a policy can be about: what routes take, and what operations declare; each action once, in the order of letters. */
export function knownPermissions(operations: Iterable<OperationDeclaration>): readonly Permission[] {
  const ofOperations = Array.from(operations, ({ permission }) => permission)
  const byAction = Map.groupBy([...ofRoutes, ...ofOperations], ({ action }) => action)
  return [...byAction.values()]
    .map(([first, ...others]) => ({
      ...first!,
      // An operation may know its action by other names than a route.
      aliases: [...new Set([first!, ...others].flatMap(({ aliases }) => aliases))],
    }))
    .toSorted((one, other) => (one.action < other.action ? -1 : 1))
}
