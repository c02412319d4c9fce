import type { Caller } from '../core/caller.ts'
import type { TaskCentre } from '../core/centre.ts'
import { isCode } from '../core/error.ts'
import type { Registry } from '../core/registry.ts'
import type { Service } from '../core/task.ts'

/** The service of an instance or a task, by its id; null: the caller has no such thing. */
export type ServiceNamed = (
  caller: Caller,
  named: { readonly instance: string } | { readonly task: string },
) => Promise<Service | null>

/** Looks up of which service something is. */
export const serviceNamedIn =
  (registry: Pick<Registry, 'byId'>, centre: Pick<TaskCentre, 'find'>): ServiceNamed =>
  async (caller, named) => {
    if ('instance' in named) return (await registry.byId(caller, named.instance))?.service ?? null
    try {
      return (await centre.find(caller, { id: named.task })).service
    } catch (error) {
      if (isCode(error, 'task_not_found')) return null
      throw error
    }
  }
