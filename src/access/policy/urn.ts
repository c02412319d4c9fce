import { actionServices, instanceTypes } from '../../core/permission.ts'
import type { Service } from '../../core/task.ts'
import { compilePattern } from './pattern.ts'

/** What a policy's Resource is held to: `<service>:<region>:<account>:<type>:<path>`. */
export interface Urn {
  readonly service: string
  /** Empty: a resource of no region. */
  readonly region: string
  readonly account: string
  readonly type: string
  /** May hold colons. */
  readonly path: string
}

/** A kind of resource: all that have the same URN but for its path. */
export type UrnKind = Omit<Urn, 'path'>

/** What the URNs of a service's instances begin with; `account` is the id of the domain that their project belongs to. */
export const instanceKind = (service: Service, region: string, account: string): UrnKind => ({
  service: actionServices[service],
  region,
  account,
  type: instanceTypes[service],
})

/** The URN of an instance. */
export const instanceUrn = (
  { service, id }: { readonly service: Service; readonly id: string },
  region: string,
  account: string,
): Urn => ({ ...instanceKind(service, region, account), path: id })

/** Whether a resource is one that is meant; null: what is asked for is no single resource. A kind: whether one of it may be. */
export type Covers = (resource: Urn | UrnKind | null) => boolean

/**
 * Compiles one member of a policy's Resource; null: it is none. `*` alone covers everything, also what is no single
 * resource. Else each part is a pattern of its own, so that no `*` reaches over a colon, but for the path's. The service
 * may be in any case, as in the cloud's own examples (`DCS:*:*:instance:…`); region and account may be empty.
 */
export const compileUrn = (text: string): Covers | null => {
  if (text === '*') return () => true
  const parts = partsOf(text)
  if (parts === undefined) return null
  const isService = compilePattern(parts.service.toLowerCase())
  const isRegion = compilePattern(parts.region)
  const isAccount = compilePattern(parts.account)
  const isType = compilePattern(parts.type)
  const isPath = compilePattern(parts.path)
  return resource =>
    resource !== null &&
    isService(resource.service) &&
    isType(resource.type) &&
    (!('path' in resource) || isPath(resource.path)) &&
    isRegion(resource.region) &&
    isAccount(resource.account)
}

/** Whether what a policy names as a resource may be one of a service and type, whatever its region and account. */
export const isOfKind = (text: string, { service, type }: Pick<UrnKind, 'service' | 'type'>): boolean => {
  const parts = partsOf(text)
  if (parts === undefined) return text === '*'
  return compilePattern(parts.service.toLowerCase())(service) && compilePattern(parts.type)(type)
}

const partsOf = (text: string): Urn | undefined => urnForm.exec(text)?.groups as Urn | undefined

const urnForm =
  /^(?<service>[A-Za-z0-9*?-]+):(?<region>[^:\s]*):(?<account>[^:\s]*):(?<type>[^:\s]+):(?<path>\S(?:.*\S)?)$/
