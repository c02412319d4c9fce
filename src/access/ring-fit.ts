import { AccessError } from './access-error.ts'
import type { KeyRing } from './key-ring.ts'
import { readKeyRingFile } from './key-ring-file.ts'
import { open } from './sealing.ts'

/** A secret as it is kept, and the id of the record that it is sealed for. */
export interface SealedSecret {
  readonly recordId: string
  readonly sealed: string
}

/** How the ring in a file stands to the secrets that it should open. */
export type RingFit =
  | { readonly state: 'missing' }
  /** Others than its owner may read it: it is not used. */
  | { readonly state: 'exposed' }
  /** It is damaged, or cannot be read. */
  | { readonly state: 'unusable' }
  /** It opens them all but `unopened`. */
  | { readonly state: 'read'; readonly ring: KeyRing; readonly unopened: number }

/** Tries the ring in a file on some secrets. */
export const fitRing = (path: string, secrets: readonly SealedSecret[]): RingFit => {
  try {
    const ring = readKeyRingFile(path)
    return ring === null
      ? { state: 'missing' }
      : { state: 'read', ring, unopened: countUnopened(ring, secrets) }
  } catch (error) {
    return { state: error instanceof AccessError && error.code === 'file_exposed' ? 'exposed' : 'unusable' }
  }
}

/** How many of some secrets a ring cannot open. */
export const countUnopened = (ring: KeyRing, secrets: readonly SealedSecret[]): number =>
  secrets.filter(({ recordId, sealed }) => {
    try {
      open(ring, recordId, sealed)
      return false
    } catch {
      return true
    }
  }).length
