import { X509Certificate, createPrivateKey } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import type { SecureContextOptions } from 'node:tls'
import { readPrivateFile } from '../access/private-file.ts'
import type { Clock, Timer } from '../core/clock.ts'
import { CertificateError } from './certificate-error.ts'

/** Where a server's certificate and its key are: PEM; the certificate may be followed by those that vouch for it. */
export interface CertificateFiles {
  readonly certificate: string
  readonly key: string
}

/** A certificate and its key, which belong together. */
export type Certificate = Required<Pick<SecureContextOptions, 'cert' | 'key'>>

/** Reads both. Throws a {@link CertificateError} or an AccessError: one is missing, no PEM, exposed, or not the other's. */
export function readCertificate({ certificate, key }: CertificateFiles): Certificate {
  const [cert, secret] = [readPem(certificate), readPrivateFile(key)]
  if (secret === null) throw new CertificateError('unreadable', key)
  const parsed = parse(certificate, () => new X509Certificate(cert))
  const opened = parse(key, () => createPrivateKey(secret))
  if (!parsed.checkPrivateKey(opened)) throw new CertificateError('mismatch', key)
  return { cert, key: secret }
}

function readPem(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new CertificateError('unreadable', file, error)
  }
}

function parse<Parsed>(file: string, read: () => Parsed): Parsed {
  try {
    return read()
  } catch (error) {
    throw new CertificateError('unusable', file, error)
  }
}

/** How often files are looked at. */
const lookEveryMs = 10_000

/** What files are watched with. */
export interface CertificateWatch {
  readonly files: CertificateFiles
  readonly clock: Clock
  /** Given the new ones, once they belong together. */
  readonly changed: (certificate: Certificate) => void
  readonly log: (text: string) => void
}

/**
 * Looks whether the files have changed: who renews a certificate replaces one file after the other, by a rename or through
 * a link. Until both belong together what was read before stays. Cancel it to end it.
 */
export function watchCertificate({ files, clock, changed, log }: CertificateWatch): Timer {
  let known = stateOf(files)
  return clock.every(lookEveryMs, () => {
    const now = stateOf(files)
    if (now === known) return
    known = now
    try {
      changed(readCertificate(files))
      log('the TLS certificate was read anew')
    } catch (error) {
      log(`the TLS certificate has changed and cannot be used; the one before stays: ${String(error)}`)
    }
  })
}

/** What tells a file from one that took its place; a file that is not there has a state, too. */
function stateOf({ certificate, key }: CertificateFiles): string {
  const states = [certificate, key].map(file => statSync(file, { bigint: true, throwIfNoEntry: false }))
  return states.map(state => `${state?.ino} ${state?.mtimeNs} ${state?.ctimeNs} ${state?.size}`).join()
}
