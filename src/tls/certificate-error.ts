/** What is wrong with a certificate's file. */
export type CertificateFault = 'unreadable' | 'unusable' | 'mismatch'

/** A certificate that cannot be used. Quotes nothing of what is in the files: one is a secret. */
export class CertificateError extends Error {
  override readonly name = 'CertificateError'
  readonly fault: CertificateFault
  readonly file: string

  constructor(fault: CertificateFault, file: string, cause?: unknown) {
    super(`${fault}: ${file}`, { cause })
    this.fault = fault
    this.file = file
  }
}
