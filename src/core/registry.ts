import { requireAdministrator, type Caller } from './caller.ts'
import { findInstance } from './centre.ts'
import { StepwellError } from './error.ts'
import {
  haveCommonServer,
  sealAccess,
  type Access,
  type Endpoint,
  type Instance,
  type SwitchHook,
  type Vault,
} from './instance.ts'
import type { JsonObject } from './json.ts'
import type { Store } from './store.ts'
import type { Service } from './task.ts'

/** What a probe found behind an address. */
export interface ProbeResult {
  readonly endpoints: readonly Endpoint[]
  readonly facts: JsonObject
}

/**
 * Looks behind an address. Throws a {@link StepwellError} `instance_unreachable`, `instance_access_refused` or
 * `instance_not_as_claimed`.
 */
export type Probe = (endpoints: readonly Endpoint[], access: Access) => Promise<ProbeResult>

/** An instance to be registered. */
export interface NewInstance {
  readonly service: Service
  /** Null: `host:port` of its first endpoint. */
  readonly name: string | null
  readonly enterpriseProject: string | null
  readonly tags: { readonly [key: string]: string }
  readonly endpoints: readonly Endpoint[]
  readonly access: Access
  readonly switchHook: SwitchHook | null
}

/** What a caller may ask about instances. Only an administrator may change them. */
export interface Registry {
  add(caller: Caller, instance: NewInstance): Promise<Instance>
  find(caller: Caller, idOrName: string): Promise<Instance>
  /** By its id alone: another may bear the id of one that is gone as its name. Null: there is none. */
  byId(caller: Caller, id: string): Promise<Instance | null>
  list(caller: Caller, service?: Service): Promise<readonly Instance[]>
  remove(caller: Caller, idOrName: string): Promise<Instance>
}

export interface RegistryParts {
  readonly store: Store
  readonly vault: Vault
  /** Services without a probe are registered as they are described. */
  readonly probes: { readonly [service in Service]: Probe | null }
  /** An id in the form of its service. */
  readonly newInstanceId: (service: Service) => string
  readonly now: () => number
}

const noEndpoint = { path: '/endpoints', message: { 'en-us': 'is empty', 'zh-cn': '为空' } }

/** Assembles the registry of instances. Errors are {@link StepwellError}s. */
export function createRegistry({ store, vault, probes, newInstanceId, now }: RegistryParts): Registry {
  /** One server under two names would serve two tasks at once: locks go by instance. */
  async function refuseKnownServer({ project }: Caller, service: Service, found: ProbeResult): Promise<void> {
    const known = (await store.listInstances({ project, service })).find(other =>
      haveCommonServer(other, found),
    )
    if (known !== undefined) throw new StepwellError('server_registered', { name: known.name })
  }

  return {
    async add(caller, { access, ...described }) {
      requireAdministrator(caller, 'instance:create')
      const [first] = described.endpoints
      if (first === undefined) throw new StepwellError('invalid_request', {}, { problems: [noEndpoint] })
      const probe = probes[described.service]
      const found = await (probe?.(described.endpoints, access) ?? {
        endpoints: described.endpoints,
        facts: {},
      })
      if (probe !== null) await refuseKnownServer(caller, described.service, found)
      const id = newInstanceId(described.service)
      const name = described.name ?? `${first.host}:${first.port}`
      const at = now()
      const sealedAccess = sealAccess(vault, id, access)
      const times = { createdAt: at, updatedAt: at, revision: 1 }
      const instance: Instance = {
        ...described,
        ...found,
        ...times,
        factsAt: probe === null ? null : at,
        id,
        name,
        project: caller.project,
        sealedAccess,
        former: null,
      }
      if (!(await store.addInstance(instance))) throw new StepwellError('instance_exists', { name })
      return instance
    },
    find: (caller, idOrName) => findInstance(store, caller.project, idOrName),
    async byId({ project }, id) {
      const instance = await store.findInstance(id)
      return instance?.project === project ? instance : null
    },
    list: (caller, service) =>
      store.listInstances({ project: caller.project, ...(service === undefined ? {} : { service }) }),
    async remove(caller, idOrName) {
      requireAdministrator(caller, 'instance:delete')
      const instance = await findInstance(store, caller.project, idOrName)
      if (!(await store.removeInstance(instance.id)))
        throw new StepwellError('instance_in_use', { instance: instance.name })
      return instance
    },
  }
}
