import { isIP } from 'node:net'
import { AccessError } from '../access/access-error.ts'
import type { Settings } from '../config.ts'
import { fill, type Language } from '../core/words.ts'
import { renewCertificate, type HttpServer } from '../http/server.ts'
import { CertificateError } from '../tls/certificate-error.ts'
import {
  readCertificate,
  watchCertificate,
  type Certificate,
  type CertificateFiles,
  type CertificateLog,
} from '../tls/certificate-files.ts'
import { developmentCertificate } from '../tls/development-certificate.ts'
import { servedNames } from '../tls/served-names.ts'
import { serverWords } from '../words/server.ts'
import { systemClock } from '../worker/system-clock.ts'
import { StartError } from './start-error.ts'

/** What a server is told about TLS. */
export interface TlsSettings {
  /** Null: not set. */
  readonly tlsCertificate: string | null
  readonly tlsKey: string | null
  /** Whether one that the folder's server vouches for itself is to be used, made where there is none. */
  readonly developmentCertificate: boolean
}

/** What a server speaks TLS with. */
export interface Tls {
  readonly files: CertificateFiles
  readonly certificate: Certificate
  /** Whether its development certificate was made just now in the place of another, which clients may trust. */
  readonly replaced: boolean
}

/**
 * Refuses to listen beyond this machine without TLS, of the server's own or of a proxy in front. Throws a
 * {@link StartError}. Tells whether who asks comes over TLS.
 */
export function refuseOpenListener(
  settings: TlsSettings & Pick<Settings, 'host' | 'proxy'>,
  language: Language,
): boolean {
  const { host, proxy } = settings
  const isSecure = proxy || settings.developmentCertificate || settings.tlsCertificate !== null
  if (!isSecure && !isLoopback(host)) throw new StartError(fill(serverWords.needsTls[language], { host }))
  return isSecure
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

/** Has a server take up its certificate's files when they change. Gives what ends it. */
export function keepRenewed(
  { files, certificate }: Tls,
  server: HttpServer,
  log: CertificateLog,
): () => void {
  const changed = (renewed: Certificate): void => renewCertificate(server, renewed)
  const watch = watchCertificate({ files, certificate, clock: systemClock, changed, log })
  return () => watch.cancel()
}

/** Reads what a server speaks TLS with; null: it speaks plain HTTP. Throws a {@link StartError}. */
export async function openTls(
  folder: string,
  { tlsCertificate: certificate, tlsKey: key, ...settings }: TlsSettings & Pick<Settings, 'host'>,
  language: Language,
): Promise<Tls | null> {
  if ((certificate === null) !== (key === null)) throw new StartError(serverWords.certificateHalf[language])
  const given = certificate === null || key === null ? null : { certificate, key, replaced: false }
  if (given !== null && settings.developmentCertificate)
    throw new StartError(serverWords.certificateTwice[language])
  try {
    const made = settings.developmentCertificate
      ? await developmentCertificate(folder, Date.now(), servedNames(settings.host))
      : null
    const files = given ?? made
    return files === null ? null : { files, certificate: readCertificate(files), replaced: files.replaced }
  } catch (error) {
    if (error instanceof AccessError) throw new StartError(error.message, { cause: error })
    if (!(error instanceof CertificateError)) throw error
    const { fault, file } = error
    throw new StartError(fill(serverWords[`certificate.${fault}`][language], { file }), { cause: error })
  }
}
