import { isIP } from 'node:net'
import { connect, type PeerCertificate } from 'node:tls'

/** What a client has against the certificate of a server that answers. */
export type CertificateObjection =
  /** Nobody whom the client trusts vouches for it; the reason as OpenSSL calls it. */
  | { readonly kind: 'untrusted'; readonly reason: string }
  /** It is for others than was asked: names and IP addresses, none where it has none. */
  | { readonly kind: 'other_names'; readonly names: readonly string[] }
  /** It has expired. At milliseconds since the epoch; null: not itself, but one that vouches for it. */
  | { readonly kind: 'expired'; readonly at: number | null }

const untrusted: ReadonlySet<string | undefined> = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])

/** What stands against the certificate of a server, by the error of a request to it; null: the error is of another kind. */
export async function objectionIn(error: unknown, url: URL): Promise<CertificateObjection | null> {
  const { code, cert } = error as { readonly code?: string; readonly cert?: PeerCertificate }
  if (code !== undefined && untrusted.has(code)) return { kind: 'untrusted', reason: code }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return { kind: 'other_names', names: namesOf(cert) }
  if (code !== 'CERT_HAS_EXPIRED') return null
  const endsAt = await endOfServed(url)
  return { kind: 'expired', at: endsAt !== null && endsAt <= Date.now() ? endsAt : null }
}

/** As Node tells them: `DNS:localhost, IP Address:127.0.0.1, URI:…`. Without any the name of the subject counts. */
function namesOf(certificate: PeerCertificate | undefined): readonly string[] {
  const subject = certificate?.subject?.CN
  const told =
    certificate?.subjectaltname?.split(', ') ?? (subject === undefined ? [] : [`DNS:${String(subject)}`])
  return told.flatMap(each => /^(?:DNS|IP Address):(.+)$/.exec(each)?.[1] ?? []).map(shortName)
}

/** Node tells IPv6 addresses with all their zeros. */
function shortName(name: string): string {
  return isIP(name) === 6 ? new URL(`http://[${name}]`).hostname : name
}

/** So many names of a certificate are told; some have a hundred. */
const toldNames = 8

/** The first names of a certificate, for a person. */
export function firstNames(names: readonly string[]): string {
  return [...names.slice(0, toldNames), ...(names.length > toldNames ? ['…'] : [])].join(', ')
}

const limitMs = 5000

/**
 * When the certificate that a server has ends, in milliseconds since the epoch; null: it could not be looked at. The error
 * does not tell it: the connection was closed before anybody could ask.
 */
async function endOfServed(url: URL): Promise<number | null> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const servername = isIP(host) === 0 ? { servername: host } : {}
  const { promise, resolve } = Promise.withResolvers<number | null>()
  // Nothing is sent to it, and nothing believed of it but when it ends.
  const options = { host, port: Number(url.port || 443), rejectUnauthorized: false, timeout: limitMs }
  const socket = connect({ ...options, ...servername })
  socket
    .on('secureConnect', () => resolve(socket.getPeerX509Certificate()?.validToDate.getTime() ?? null))
    .on('error', () => resolve(null))
    .on('timeout', () => resolve(null))
    .on('close', () => resolve(null))
  try {
    return await promise
  } finally {
    socket.destroy()
  }
}
