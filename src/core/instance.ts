import type { JsonObject } from './json.ts'
import type { Service } from './task.ts'

/** Where one server listens. */
export interface Endpoint {
  readonly host: string
  readonly port: number
}

/** How to reach an instance: what a driver needs. Secret: it is sealed at rest and shown on no wire. */
export interface Access {
  /** Null: the service's default user. */
  readonly username: string | null
  /** Null: none is needed. */
  readonly password: string | null
  readonly tls: boolean
}

/** A program run when an instance's address is switched; no shell is involved. Set by an administrator. */
export interface SwitchHook {
  readonly program: string
  readonly arguments: readonly string[]
  readonly timeoutSeconds: number
}

/** A managed server or cluster, as the registry keeps it. */
export interface Instance {
  readonly id: string
  readonly service: Service
  readonly project: string
  /** Unique within its project. */
  readonly name: string
  readonly enterpriseProject: string | null
  readonly tags: { readonly [key: string]: string }
  /** Addresses clients are to use; for a cluster those of its masters. */
  readonly endpoints: readonly Endpoint[]
  /** What a probe found (`mode`, `version`, `flavour`, …); empty: not probed. */
  readonly facts: JsonObject
  /** When that was looked at; null: nothing has looked. */
  readonly factsAt: number | null
  /** The {@link Access}, sealed with the instance's id as record id. */
  readonly sealedAccess: string
  /** The servers it named before the last switch, so that what is left to do on them can be; null: never switched. */
  readonly former: { readonly endpoints: readonly Endpoint[]; readonly sealedAccess: string } | null
  /** Null: the registry's entry is the whole switch. */
  readonly switchHook: SwitchHook | null
  readonly createdAt: number
  readonly updatedAt: number
  /** Grows by one with every change. */
  readonly revision: number
}

/** An instance with its access opened, as operations see it. */
export interface ReachableInstance extends Instance {
  readonly access: Access
  /** Null: never switched. */
  readonly formerAccess: Access | null
}

/** Seals secrets at rest; an implementation is in `access/`. */
export interface Vault {
  seal(recordId: string, text: string): string
  open(recordId: string, sealed: string): string
}

/** Opens an instance's access. */
export function openInstance(vault: Vault, instance: Instance): ReachableInstance {
  const open = (sealed: string): Access => JSON.parse(vault.open(instance.id, sealed)) as Access
  const formerAccess = instance.former === null ? null : open(instance.former.sealedAccess)
  return { ...instance, access: open(instance.sealedAccess), formerAccess }
}

/** Seals an access for the instance it belongs to. */
export function sealAccess(vault: Vault, instanceId: string, access: Access): string {
  return vault.seal(instanceId, JSON.stringify(access))
}

/** Whether two instances have a server in common, by its address: what is done to the one is done to the other. */
export function haveCommonServer(
  one: Pick<Instance, 'endpoints'>,
  other: Pick<Instance, 'endpoints'>,
): boolean {
  return one.endpoints.some(({ host, port }) =>
    other.endpoints.some(endpoint => endpoint.host === host && endpoint.port === port),
  )
}
