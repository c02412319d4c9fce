import { X509Certificate, generateKeyPairSync, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { replacePrivateFile } from '../access/private-file.ts'
import { CertificateError } from './certificate-error.ts'
import { readCertificate, type CertificateFiles } from './certificate-files.ts'
import { nameConstraints, type PermittedNames } from './name-constraints.ts'
import { servedNames } from './served-names.ts'

const dayMs = 24 * 60 * 60 * 1000
/** Browsers take none that holds longer than 398 days; this one is made anew at a start. */
const holdsDays = 90
const anewBelowDays = 30

/** Where a data folder has its development certificate, made or not. */
export const developmentFiles = (folder: string): CertificateFiles => ({
  certificate: join(folder, 'development-certificate.pem'),
  key: join(folder, 'development-key.pem'),
})

/** Has this process trust the development certificate of a data folder, where there is one that can be read. */
export function trustDevelopmentCertificate(folder: string): void {
  const { certificate } = developmentFiles(folder)
  if (!existsSync(certificate)) return
  try {
    setDefaultCACertificates([...getCACertificates('default'), readFileSync(certificate, 'utf8')])
  } catch {
    // The start that makes it anew and the doctor are commands, too. Who needs it is told that the server is not trusted.
  }
}

/** A development certificate as it is used. */
export interface DevelopmentCertificate extends CertificateFiles {
  /** Whether it took the place of another just now: who trusts that one has to trust this one. */
  readonly replaced: boolean
}

/**
 * The certificate of a data folder that its server vouches for itself: for this machine alone, and for those who are told
 * to trust it. Made when there is none, when half of it is missing or not the other's, when it does not name all that it has
 * to, or when it ends within 30 days. Throws an AccessError: its key is exposed, or cannot be written.
 */
export async function developmentCertificate(
  folder: string,
  nowMs: number,
  names = servedNames('localhost'),
): Promise<DevelopmentCertificate> {
  const files = developmentFiles(folder)
  if (isGood(files, names, nowMs)) return { ...files, replaced: false }
  const replaced = existsSync(files.certificate)
  const { certificate, key } = await makeCertificate(names, nowMs)
  replacePrivateFile(files.key, key)
  // Whole or not at all; who stops between the two has a pair that is made anew.
  const draft = `${files.certificate}.draft`
  writeFileSync(draft, certificate)
  renameSync(draft, files.certificate)
  return { ...files, replaced }
}

/** Whether it is a pair that can be used for long enough, for all that it has to name. */
function isGood(files: CertificateFiles, { names, addresses }: PermittedNames, nowMs: number): boolean {
  try {
    const kept = new X509Certificate(readCertificate(files).cert)
    return (
      kept.validToDate.getTime() - nowMs >= anewBelowDays * dayMs &&
      names.every(name => kept.checkHost(name) !== undefined) &&
      addresses.every(address => kept.checkIP(address) !== undefined)
    )
  } catch (error) {
    if (error instanceof CertificateError) return false
    throw error
  }
}

async function makeCertificate(
  { names, addresses }: PermittedNames,
  nowMs: number,
): Promise<{ readonly certificate: string; readonly key: string }> {
  // Nobody else needs it.
  const { default: forge } = await import('node-forge')
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const made = forge.pki.createCertificate()
  made.publicKey = forge.pki.publicKeyFromPem(publicKey)
  // Positive, as the standard has it.
  const serial = randomBytes(15).toString('hex')
  made.serialNumber = `01${serial}`
  made.validity.notBefore = new Date(nowMs - dayMs)
  made.validity.notAfter = new Date(nowMs + holdsDays * dayMs)
  // One of its own: among those it trusts OpenSSL looks for an issuer by name, and takes the first.
  const name = [{ name: 'commonName', value: `Stepwell development ${serial.slice(0, 8)}` }]
  made.setSubject(name)
  made.setIssuer(name)
  made.setExtensions([
    { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
    // Who trusts it trusts nothing else that its key might vouch for.
    nameConstraints(forge, { names, addresses }),
    { name: 'keyUsage', keyCertSign: true, digitalSignature: true, keyEncipherment: true, critical: true },
    { name: 'extKeyUsage', serverAuth: true },
    {
      name: 'subjectAltName',
      altNames: [...names.map(value => ({ type: 2, value })), ...addresses.map(ip => ({ type: 7, ip }))],
    },
  ])
  made.sign(forge.pki.privateKeyFromPem(privateKey), forge.md.sha256.create())
  return { certificate: forge.pki.certificateToPem(made), key: privateKey }
}
