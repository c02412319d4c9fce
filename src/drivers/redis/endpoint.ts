/** TLS towards a server; an empty object trusts what Node trusts. */
export interface RedisTls {
  /** PEM of the authorities to trust instead. */
  readonly certificateAuthority?: string | undefined
  /** Name to expect in the certificate when it is not the host. */
  readonly serverName?: string | undefined
}

/** How to reach one server. Holds a secret: never print it whole, print `addressOf` it. */
export interface RedisEndpoint {
  readonly host: string
  readonly port: number
  readonly username?: string | undefined
  readonly password?: string | undefined
  /** Plain TCP when absent. */
  readonly tls?: RedisTls | undefined
}

/** host:port, an IPv6 host in brackets; safe to print. */
export function addressOf(endpoint: RedisEndpoint): string {
  return endpoint.host.includes(':')
    ? `[${endpoint.host}]:${endpoint.port}`
    : `${endpoint.host}:${endpoint.port}`
}
