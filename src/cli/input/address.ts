import type { Service } from '../../core/task.ts'
import type { NewInstanceBody } from '../../dialects/native/schema.ts'
import { misuse } from '../failure.ts'

/** What the address of an instance says. */
export interface InstanceAddress {
  /** Null: its scheme does not say. */
  readonly service: Service | null
  readonly endpoints: NewInstanceBody['endpoints']
  readonly username: string | null
  /** Null: the address holds none. */
  readonly password: string | null
  readonly tls: boolean
}

const schemes: Readonly<
  Record<string, { readonly service: Service; readonly port: number; readonly tls: boolean }>
> = {
  redis: { service: 'dcs', port: 6379, tls: false },
  rediss: { service: 'dcs', port: 6379, tls: true },
  kafka: { service: 'dms', port: 9092, tls: false },
  kafkas: { service: 'dms', port: 9093, tls: true },
  mysql: { service: 'taurusdb', port: 3306, tls: false },
  mysqls: { service: 'taurusdb', port: 3306, tls: true },
}

/**
 * Reads `redis://user:password@host:port,host:port` or plain `host:port,…`; every part may repeat the scheme.
 * Throws misuse; the message never holds the address, which may hold a password.
 */
export function parseAddress(text: string): InstanceAddress {
  const scheme = /^([a-z]+):\/\//i.exec(text)?.[1]?.toLowerCase() ?? null
  const known = scheme === null ? null : schemes[scheme]
  if (known === undefined) throw misuse('address.scheme', { scheme: scheme ?? '' })
  const rest = (scheme === null ? text : text.slice(scheme.length + 3)).replace(/\/0?$/, '')

  const at = rest.lastIndexOf('@')
  const user = rest.slice(0, Math.max(0, at))
  // Another address in there: taking it for a part of the password would fail later, and strangely.
  if (user.includes(',')) throw misuse('address.user')
  const [username, password] = splitOnce(user)
  const endpoints = rest
    .slice(at + 1)
    .split(',')
    .map(part =>
      parseEndpoint(scheme === null ? part : part.replace(`${scheme}://`, ''), known?.port ?? null),
    )
  return {
    service: known?.service ?? null,
    endpoints,
    username: username === '' ? null : decode(username),
    password: password === undefined || password === '' ? null : decode(password),
    tls: known?.tls ?? false,
  }
}

function parseEndpoint(
  text: string,
  defaultPort: number | null,
): { readonly host: string; readonly port: number } {
  const parts = /^(?:\[([\da-f:.]+)\]|([^\s:/?#[\]@]+))(?::(\d{1,5}))?(?:\/0?)?$/i.exec(text.trim())
  const host = parts?.[1] ?? parts?.[2]
  if (host === undefined) throw misuse('address.malformed')
  const port = parts?.[3] === undefined ? defaultPort : Number(parts[3])
  if (port === null) throw misuse('address.noPort', { host })
  if (port < 1 || port > 65_535) throw misuse('address.port', { port })
  return { host, port }
}

function splitOnce(text: string): readonly [string, string?] {
  const colon = text.indexOf(':')
  return colon < 0 ? [text] : [text.slice(0, colon), text.slice(colon + 1)]
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A "%" that stands for itself.
    return text
  }
}
