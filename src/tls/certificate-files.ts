import { X509Certificate, createPrivateKey } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { readPrivateFile } from '../access/private-file.ts'
import type { Clock, Timer } from '../core/clock.ts'
import { CertificateError } from './certificate-error.ts'
import { termOf } from './certificate-term.ts'

/** Where a server's certificate and its key are: PEM; the certificate may be followed by those that vouch for it. */
export interface CertificateFiles {
  readonly certificate: string
  readonly key: string
}

/** A certificate and its key, which belong together, as TLS takes them. */
export interface Certificate {
  readonly cert: string
  readonly key: string
}

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

/** Where it is told what became of a certificate; a pino logger is one. */
export interface CertificateLog {
  info(text: string): void
  warn(text: string): void
}

/** What files are watched with. */
export interface CertificateWatch {
  readonly files: CertificateFiles
  /** What was read of them and is used. */
  readonly certificate: Certificate
  readonly clock: Clock
  /** Given the new ones, once they belong together; tried again at the next look if it throws. */
  readonly changed: (certificate: Certificate) => void
  readonly log: CertificateLog
}

/**
 * Looks whether the files have changed: who renews a certificate replaces one file after the other, by a rename or through
 * a link. Until both belong together what was read before stays. Warns of one that has expired or
 * soon will. Cancel it to end it.
 */
export function watchCertificate({ files, certificate, clock, changed, log }: CertificateWatch): Timer {
  let used = certificate
  /** State of the files whose content is used; null: they may have changed since they were read. */
  let known: string | null = null
  /** What was wrong with them at the last look, which is told once; null: nothing. */
  let told: string | null = null

  const warnOfEnd = (): void => {
    const { state, endsAt } = termOf(used.cert, clock.now())
    if (state === 'holds') return
    const verb = state === 'expired' ? 'expired' : 'ends'
    log.warn(
      `the TLS certificate ${files.certificate} ${verb} at ${new Date(endsAt).toISOString()}: renew it`,
    )
  }

  function look(state: string): void {
    const read = readCertificate(files)
    if (read.cert !== used.cert || read.key !== used.key) {
      changed(read)
      used = read
      log.info('the TLS certificate was read anew')
      warnOfEnd()
    }
    known = state
    told = null
  }

  warnOfEnd()
  return clock.every(lookEveryMs, () => {
    const state = stateOf(files)
    if (state === known) return
    try {
      look(state)
    } catch (error) {
      const wrong = `${state} ${String(error)}`
      if (wrong !== told)
        log.warn(`the TLS certificate has changed and cannot be used; the one before stays: ${String(error)}`)
      told = wrong
    }
  })
}

/** What tells a file from one that took its place; a file that is not there, or cannot be looked at, has a state, too. */
function stateOf({ certificate, key }: CertificateFiles): string {
  return [certificate, key].map(stateOfFile).join()
}

function stateOfFile(file: string): string {
  try {
    const { ino, mtimeNs, ctimeNs, size } = statSync(file, { bigint: true })
    return `${ino} ${mtimeNs} ${ctimeNs} ${size}`
  } catch (error) {
    return String(error)
  }
}
