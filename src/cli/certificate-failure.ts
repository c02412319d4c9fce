import { firstNames, type CertificateObjection } from '../tls/certificate-objection.ts'
import { CommandFailure } from './failure.ts'

/** Why a server (its origin) is not spoken to for its certificate. It is not away: asking again changes nothing. */
export function certificateFailure(objection: CertificateObjection, url: string): CommandFailure {
  switch (objection.kind) {
    case 'untrusted':
      return new CommandFailure('error.untrusted', { url, reason: objection.reason })
    case 'other_names': {
      const names = firstNames(objection.names)
      return names === ''
        ? new CommandFailure('error.certificateNamesNone', { url })
        : new CommandFailure('error.certificateOfOthers', { url, names })
    }
    case 'expired':
      return objection.at === null
        ? new CommandFailure('error.issuerExpired', { url })
        : new CommandFailure('error.certificateExpired', { url, at: new Date(objection.at).toISOString() })
  }
}
