import type { Instance } from '../core/instance.ts'
import type { Task } from '../core/task.ts'

/** Place of a priority: lower begins first. */
export const rankOf: { readonly [priority in Task['priority']]: number } = { urgent: 0, normal: 1 }

/** Order of a list of instances: by name, then by id. The same on every machine, whatever its language. */
export function byName(one: Instance, other: Instance): number {
  return compare(one.name, other.name) || compare(one.id, other.id)
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
