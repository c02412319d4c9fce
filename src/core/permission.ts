import type { Service } from './task.ts'

/** What a call takes: an action that a policy may name, and what of the target it is asked for. */
export interface Permission {
  /** `service:type:act`, the service in lower case. */
  readonly action: string
  /** Older names of the same action: a policy that names one of them names the action. */
  readonly aliases: readonly string[]
  /** The type of resource in a policy's URNs; null: it is asked for no single resource, and only `*` covers it. */
  readonly resourceType: string | null
}

/** What the services are called in the names of actions and in URNs. */
export const actionServices: { readonly [service in Service]: string } = {
  dcs: 'dcs',
  dms: 'dms',
  taurusdb: 'gaussdbformysql',
}

/** What the instances of a service are called in URNs. */
export const instanceTypes: { readonly [service in Service]: string } = {
  dcs: 'instance',
  dms: 'kafka',
  taurusdb: 'instance',
}

/** What it takes to submit an operation that does not say: `dcs:task:create` on the instance. */
export function usualPermission(service: Service): Permission {
  return {
    action: `${actionServices[service]}:task:create`,
    aliases: [],
    resourceType: instanceTypes[service],
  }
}

/** Whether a value that a recipe gives is a permission, its actions named in full, without wildcards. */
export function isPermission(value: Partial<Permission> | null | undefined): value is Permission {
  const { action, aliases, resourceType } = value ?? {}
  const isType = resourceType === null || (typeof resourceType === 'string' && resourceType !== '')
  return isType && Array.isArray(aliases) && [action, ...aliases].every(isActionName)
}

function isActionName(name: unknown): boolean {
  return typeof name === 'string' && /^[a-z][a-z0-9-]*(:[A-Za-z][A-Za-z0-9_-]*){2}$/.test(name)
}
