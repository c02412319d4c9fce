import { request as requestPlain } from 'node:http'
import { request as requestSecure } from 'node:https'
import { isIP } from 'node:net'
import { CommandFailure } from './failure.ts'

/** A request as it goes over the wire. */
export interface Outgoing {
  readonly method: string
  /** Where it is sent to. A Host header may name another: it is what tells the services apart. */
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  /** Null: none. */
  readonly body: string | null
  /** Ends it early; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal
}

export interface Answer {
  readonly status: number
  readonly statusText: string
  readonly text: string
}

const TIMEOUT_MS = 30_000

/** Sends a request and gives the whole answer, whatever its status. Throws a {@link CommandFailure} if there is none. */
export async function send(outgoing: Outgoing): Promise<Answer> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS)
  const signal = AbortSignal.any([timeout, ...(outgoing.signal === undefined ? [] : [outgoing.signal])])
  try {
    return await exchange(outgoing, signal)
  } catch (error) {
    if (outgoing.signal?.aborted) throw outgoing.signal.reason
    throw failureOf(error, outgoing.url, timeout.aborted)
  }
}

function exchange({ method, url, headers, body }: Outgoing, signal: AbortSignal): Promise<Answer> {
  const secure = url.protocol === 'https:'
  const length = body === null ? {} : { 'Content-Length': String(Buffer.byteLength(body)) }
  // The certificate has to be that of the server asked, not of the service in the Host header.
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const servername = secure && isIP(host) === 0 ? { servername: host } : {}
  const options = { method, headers: { ...headers, ...length }, signal, ...servername }
  return new Promise((resolve, reject) => {
    const request = (secure ? requestSecure : requestPlain)(url, options, response => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          statusText: response.statusMessage ?? '',
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      )
    })
    request.on('error', reject)
    request.end(body ?? undefined)
  })
}

function failureOf(error: unknown, url: URL, timedOut: boolean): CommandFailure {
  const address = url.origin
  const { code } = error as { readonly code?: string }
  if (timedOut)
    return new CommandFailure('error.noAnswer', { url: address, seconds: TIMEOUT_MS / 1000 }, { lost: true })
  if (code === 'ECONNREFUSED') return new CommandFailure('error.noServer', { url: address }, { lost: true })
  const reason = code ?? (error instanceof Error ? error.message : String(error))
  return new CommandFailure('error.unreachable', { url: address, reason }, { lost: true })
}
