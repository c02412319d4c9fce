import { type Socket, connect as connectPlain, isIP } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { addressOf, type RedisEndpoint } from './endpoint.ts'
import { RedisFault } from './fault.ts'

/** Connects by TCP or TLS. Rejects with `unreachable`, `timed_out` or `cancelled`; no socket is left then. */
export function openSocket(
  endpoint: RedisEndpoint,
  options: { readonly connectTimeoutMs: number; readonly signal?: AbortSignal | undefined },
): Promise<Socket> {
  const { signal, connectTimeoutMs } = options
  if (signal?.aborted === true) return Promise.reject(cancelled(endpoint))
  return new Promise((resolve, reject) => {
    const socket = begin(endpoint)
    const settle = (fault: RedisFault | null) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
      socket.removeAllListeners()
      if (fault === null) return resolve(socket)
      socket.on('error', () => {}) // a destroyed socket may still tell of it
      socket.destroy()
      reject(fault)
    }
    const abort = () => settle(cancelled(endpoint))
    const timer = setTimeout(
      () =>
        settle(
          new RedisFault('timed_out', endpoint, `did not accept a connection in ${connectTimeoutMs} ms`),
        ),
      connectTimeoutMs,
    )
    signal?.addEventListener('abort', abort, { once: true })
    socket.once(endpoint.tls === undefined ? 'connect' : 'secureConnect', () => settle(null))
    socket.once('error', cause =>
      settle(
        // The system's message repeats the address.
        new RedisFault(
          'unreachable',
          endpoint,
          `cannot be reached: ${cause.message.replace(` ${addressOf(endpoint)}`, '')}`,
          { cause },
        ),
      ),
    )
    socket.once('close', () =>
      settle(new RedisFault('unreachable', endpoint, 'closed the connection at once')),
    )
  })
}

function begin(endpoint: RedisEndpoint): Socket {
  const { host, port, tls } = endpoint
  if (tls === undefined) return connectPlain({ host, port, noDelay: true })
  const socket = connectTls({
    host,
    port,
    ...(tls.certificateAuthority === undefined ? {} : { ca: tls.certificateAuthority }),
    ...serverName(tls.serverName ?? host),
  })
  return socket.setNoDelay(true)
}

/** An address is not allowed as a name to ask for. */
function serverName(name: string): { readonly servername?: string } {
  return isIP(name) === 0 ? { servername: name } : {}
}

function cancelled(endpoint: RedisEndpoint): RedisFault {
  return new RedisFault('cancelled', endpoint, 'was given up: the work was cancelled')
}
