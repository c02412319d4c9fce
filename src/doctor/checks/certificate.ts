import { AccessError } from '../../access/access-error.ts'
import { CertificateError } from '../../tls/certificate-error.ts'
import { readCertificate } from '../../tls/certificate-files.ts'
import { termOf } from '../../tls/certificate-term.ts'
import type { Examination } from '../examination.ts'
import { ok, problem, warning, type Finding } from '../finding.ts'

/** Whether the certificate that the settings name can be used, and for how long. Without one there is nothing to look at. */
export function checkCertificate({ tlsCertificate, tlsKey, now }: Examination): readonly Finding[] {
  if (tlsCertificate === null && tlsKey === null) return []
  if (tlsCertificate === null || tlsKey === null) return [problem('certificate.half')]
  try {
    const { cert } = readCertificate({ certificate: tlsCertificate, key: tlsKey })
    const { state, endsAt } = termOf(cert, now())
    const parameters = { file: tlsCertificate, endsAt }
    switch (state) {
      case 'holds':
        return [ok('certificate.ok', parameters)]
      case 'ends_soon':
        return [warning('certificate.endsSoon', parameters)]
      case 'expired':
        return [problem('certificate.expired', parameters)]
    }
  } catch (error) {
    if (error instanceof CertificateError)
      return [problem(`certificate.${error.fault}`, { file: error.file })]
    if (!(error instanceof AccessError)) throw error
    const fault = error.code === 'file_exposed' ? 'exposed' : 'unreadable'
    return [problem(`certificate.${fault}`, { file: tlsKey })]
  }
}
