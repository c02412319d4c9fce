import { request as requestPlain, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import { request as requestSecure } from 'node:https'
import { isIP } from 'node:net'
import { text } from 'node:stream/consumers'
import { objectionIn } from '../tls/certificate-objection.ts'
import { certificateFailure } from './certificate-failure.ts'
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
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

const TIMEOUT_MS = 30_000
/** A server with a stream says that it lives every 15 seconds. */
const SILENCE_MS = 45_000

/** Sends a request and gives the whole answer, whatever its status. Throws a {@link CommandFailure} if there is none. */
export async function send(outgoing: Outgoing): Promise<Answer> {
  return inTime(outgoing, async signal => wholeAnswer(await begin(outgoing, signal)))
}

/**
 * Sends a request whose answer goes on without end. Gives it as it comes, or whole if it is not of the type wanted (a
 * refusal). Throws a {@link CommandFailure} if there is none; so does what is read, when it breaks or says nothing more.
 */
export async function sendForStream(
  outgoing: Outgoing,
  type: string,
): Promise<Answer | AsyncIterable<string>> {
  return inTime(outgoing, async signal => {
    const response = await begin(outgoing, signal)
    const isStream = response.statusCode === 200 && response.headers['content-type']?.startsWith(type)
    return isStream === true ? chunks(response, outgoing) : wholeAnswer(response)
  })
}

/** Does something with a request that has to be over in time; the signal ends it. */
async function inTime<Result>(
  { url, signal }: Outgoing,
  act: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const over = new AbortController()
  const timer = setTimeout(() => over.abort(), TIMEOUT_MS)
  try {
    return await act(AbortSignal.any([over.signal, ...(signal === undefined ? [] : [signal])]))
  } catch (error) {
    if (signal?.aborted) throw signal.reason
    throw await failureOf(error, url, over.signal.aborted ? TIMEOUT_MS : null)
  } finally {
    clearTimeout(timer)
  }
}

function begin({ method, url, headers, body }: Outgoing, signal: AbortSignal): Promise<IncomingMessage> {
  const secure = url.protocol === 'https:'
  const length = body === null ? {} : { 'Content-Length': String(Buffer.byteLength(body)) }
  // The certificate has to be that of the server asked, not of the service in the Host header.
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const servername = secure && isIP(host) === 0 ? { servername: host } : {}
  const options = { method, headers: { ...headers, ...length }, signal, ...servername }
  return new Promise((resolve, reject) => {
    const request = (secure ? requestSecure : requestPlain)(url, options, resolve)
    request.on('error', reject)
    request.end(body ?? undefined)
  })
}

async function wholeAnswer(response: IncomingMessage): Promise<Answer> {
  const { statusCode = 0, statusMessage = '', headers } = response
  return { status: statusCode, statusText: statusMessage, headers, text: await text(response) }
}

async function* chunks(response: IncomingMessage, { url, signal }: Outgoing): AsyncGenerator<string> {
  const silent = new Error('silent')
  response.setTimeout(SILENCE_MS, () => response.destroy(silent))
  try {
    for await (const chunk of response.setEncoding('utf8')) yield chunk as string
  } catch (error) {
    if (signal?.aborted) throw signal.reason
    throw await failureOf(error, url, error === silent ? SILENCE_MS : null)
  }
}

/** Null: it was not given up for saying nothing. */
async function failureOf(error: unknown, url: URL, silentMs: number | null): Promise<CommandFailure> {
  const address = url.origin
  const { code } = error as { readonly code?: string }
  if (silentMs !== null)
    return new CommandFailure('error.noAnswer', { url: address, seconds: silentMs / 1000 }, { lost: true })
  if (code === 'ECONNREFUSED') return new CommandFailure('error.noServer', { url: address }, { lost: true })
  const objection = await objectionIn(error, url)
  if (objection !== null) return certificateFailure(objection, address)
  const reason = code ?? (error instanceof Error ? error.message : String(error))
  return new CommandFailure('error.unreachable', { url: address, reason }, { lost: true })
}
