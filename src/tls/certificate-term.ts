import { X509Certificate } from 'node:crypto'

/** How long a certificate can be used. */
export interface CertificateTerm {
  readonly state: 'holds' | 'ends_soon' | 'expired'
  /** Milliseconds since the epoch. */
  readonly endsAt: number
}

/** Who renews a certificate by a program does so some 30 days before its end: what is left now tells that it has failed. */
const soonMs = 14 * 24 * 60 * 60 * 1000

/**
 * How long a certificate (PEM) can be used. Of a chain the first one counts: one further up that has expired does no harm
 * where there is another way to a root.
 */
export function termOf(cert: string, nowMs: number): CertificateTerm {
  const endsAt = new X509Certificate(cert).validToDate.getTime()
  const state = endsAt <= nowMs ? 'expired' : endsAt - nowMs < soonMs ? 'ends_soon' : 'holds'
  return { state, endsAt }
}
