import type { KeyRing } from './key-ring.ts'
import { open } from './sealing.ts'

/** Which of some sealed secrets a ring cannot open. */
export const unopened = <Kept extends { readonly recordId: string; readonly sealed: string }>(
  ring: KeyRing,
  secrets: readonly Kept[],
): readonly Kept[] =>
  secrets.filter(({ recordId, sealed }) => {
    try {
      open(ring, recordId, sealed)
      return false
    } catch {
      return true
    }
  })
