import type { RedisEndpoint } from './endpoint.ts'
import { addressOf } from './endpoint.ts'
import type { ReplyError } from './reply.ts'

/**
 * What went wrong with a server:
 * - `unreachable`: no connection could be made (host, port, TLS)
 * - `timed_out`: it accepted a connection but does not answer
 * - `authentication`: it does not accept the user or password
 * - `closed`: the connection ended while something was asked, or was asked after its end
 * - `refused`: it answered a command with an error (`code` is its first word: OOM, MOVED, NOPERM…)
 * - `protocol`: what it answers is not what a Redis answers
 * - `cancelled`: the caller's signal ended it
 */
export type RedisFaultKind =
  'unreachable' | 'timed_out' | 'authentication' | 'closed' | 'refused' | 'protocol' | 'cancelled'

/** An error of this driver. The message names host and port and what to look at, never a password or a value. */
export class RedisFault extends Error {
  override readonly name = 'RedisFault'
  readonly kind: RedisFaultKind
  /** host:port */
  readonly address: string
  /** What went wrong, without the address. */
  readonly what: string
  /** First word of an error reply; null when the fault is no error reply. */
  readonly code: string | null

  constructor(
    kind: RedisFaultKind,
    endpoint: RedisEndpoint,
    what: string,
    options: { readonly code?: string; readonly cause?: unknown } = {},
  ) {
    const address = addressOf(endpoint)
    super(`Redis ${address} ${what}`, options.cause === undefined ? {} : { cause: options.cause })
    this.kind = kind
    this.address = address
    this.what = what
    this.code = options.code ?? null
  }
}

/** True for an error of this driver, also when it came through another copy of the module. */
export function isRedisFault(error: unknown): error is RedisFault {
  return error instanceof Error && error.name === 'RedisFault'
}

/** Why, as what stands behind "ADDRESS cannot be reached: " or "ADDRESS refused: ". */
export function whyOf({ what }: RedisFault): string {
  return what.replace(/^cannot be reached: /, '')
}

/** The fault that an error reply to a command means. */
export function refusal(endpoint: RedisEndpoint, commandName: string, reply: ReplyError): RedisFault {
  const code = reply.error.split(' ', 1)[0]!
  if (commandName.toUpperCase() === 'AUTH' || code === 'NOAUTH' || code === 'WRONGPASS') {
    // The reply is not repeated: an "unknown command" quotes the arguments, and these are the secret.
    return new RedisFault('authentication', endpoint, `did not accept the user or password (${code})`, {
      code,
    })
  }
  return new RedisFault('refused', endpoint, `refused ${commandName}: ${reply.error}`, { code })
}
