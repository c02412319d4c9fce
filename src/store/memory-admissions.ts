import type { Ending } from '../core/admission.ts'

/** The admissions in memory that were ended. */
export interface RevokedAdmissions {
  revoke(admission: Ending, now: number): void
  isRevoked(id: string): boolean
}

/** Makes the keeping of ended admissions, without any. */
export function createMemoryAdmissions(): RevokedAdmissions {
  /** When each is over by itself. */
  const revoked = new Map<string, number>()
  return {
    revoke({ id, expiresAt }, now) {
      for (const [other, overAt] of revoked) if (overAt <= now) revoked.delete(other)
      revoked.set(id, expiresAt)
    },
    isRevoked: id => revoked.has(id),
  }
}
