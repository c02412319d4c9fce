import type { Vault } from '../core/instance.ts'
import type { KeyRing } from './key-ring.ts'
import { open, seal } from './sealing.ts'

/** A vault over a key ring: what core seals, without knowing how. */
export function createVault(ring: KeyRing): Vault {
  return {
    seal: (recordId, text) => seal(ring, recordId, text),
    open: (recordId, sealed) => open(ring, recordId, sealed),
  }
}
