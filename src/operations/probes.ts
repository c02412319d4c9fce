import type { Probe } from '../core/registry.ts'
import type { Service } from '../core/task.ts'

/** What looks behind an address, by service; null: nothing can yet. A driver is loaded when it is first used. */
export const probes: { readonly [service in Service]: Probe | null } = {
  dcs: async (...asked) => (await import('./redis/probe.ts')).probeRedis(...asked),
  dms: null,
  taurusdb: null,
}
