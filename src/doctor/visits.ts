import type { KeyRing } from '../access/key-ring.ts'
import { createVault } from '../access/vault.ts'
import { openInstance, type Access, type Instance, type Vault } from '../core/instance.ts'
import type { JsonObject } from '../core/json.ts'
import type { Probe } from '../core/registry.ts'
import type { Service } from '../core/task.ts'
import { inParallel } from './in-parallel.ts'

/** What came of a look at an instance. */
export type Visit = { readonly instance: Instance } & (
  | { readonly state: 'answers'; readonly access: Access; readonly facts: JsonObject }
  /** What its driver says: a StepwellError, or what nobody foresaw. */
  | { readonly state: 'refused'; readonly error: unknown }
  | { readonly state: 'silent'; readonly limitSeconds: number }
  /** The key ring does not open its access. */
  | { readonly state: 'sealed' }
  /** Nothing can look into its service yet. */
  | { readonly state: 'not_probed' }
)

/** So many instances are asked at the same time. */
export const visitsAtOnce = 8
/** A probe ends by itself sooner; this is for one that does not. */
const limitSeconds = 10

/** Looks at every instance as the registry does when one is added. Without a ring none can be opened. */
export function visitInstances(
  instances: readonly Instance[],
  ring: KeyRing | null,
  probes: { readonly [service in Service]: Probe | null },
): Promise<readonly Visit[]> {
  const vault = ring === null ? null : createVault(ring)
  return inParallel(instances, visitsAtOnce, async (instance): Promise<Visit> => {
    const probe = probes[instance.service]
    if (probe === null) return { instance, state: 'not_probed' }
    const access = accessOf(instance, vault)
    return access === null ? { instance, state: 'sealed' } : visit(instance, access, probe)
  })
}

function accessOf(instance: Instance, vault: Vault | null): Access | null {
  try {
    return vault === null ? null : openInstance(vault, instance).access
  } catch {
    return null
  }
}

async function visit(instance: Instance, access: Access, probe: Probe): Promise<Visit> {
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<Visit>(resolve => {
    timer = setTimeout(() => resolve({ instance, state: 'silent', limitSeconds }), limitSeconds * 1000)
  })
  const looked = probe(instance.endpoints, access).then(
    ({ facts }): Visit => ({ instance, state: 'answers', access, facts }),
    (error: unknown): Visit => ({ instance, state: 'refused', error }),
  )
  try {
    return await Promise.race([looked, tooLong])
  } finally {
    clearTimeout(timer)
  }
}
