import fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
} from 'fastify'
import { hash, randomUUID } from 'node:crypto'
import type { Server as SecureServer } from 'node:https'
import type { Socket } from 'node:net'
import type { SecureContextOptions } from 'node:tls'
import { StepwellError } from '../core/error.ts'
import { openApiDocument } from '../dialects/openapi.ts'
import { plainAddress } from '../access/address.ts'
import { headerValues, indexHeaders } from '../access/request-headers.ts'
import { candidatesByPlace } from './choose.ts'
import type { EventStreams } from './event-streams.ts'
import { malformed, rawPath, type Incoming } from './incoming.ts'
import { createResponder, noRoute, type Outgoing, type ResponderParts } from './respond.ts'

/** Where the server writes to; a pino logger is one. */
export interface RequestLog {
  info(fields: object, text: string): void
  error(fields: object, text: string): void
}

/** A request that was answered, as far as it may be counted by. */
export interface ServedRequest {
  /** Null: it came to none, but to the console. */
  readonly dialect: string | null
  /** Id of the route; null: the request came to none. */
  readonly route: string | null
  readonly status: number
  /** Until the answer was handed to the connection; of a stream until it began. */
  readonly milliseconds: number
}

/** What is noted of an answer. */
interface Noted
  extends Pick<ServedRequest, 'dialect' | 'route' | 'status'>, Pick<Outgoing, 'caller' | 'refused'> {}

declare module 'fastify' {
  interface FastifyRequest {
    /** When it came, by the clock of `performance`. */
    cameAt: number
  }
}

/** What {@link createHttpServer} makes. */
export type HttpServer = FastifyInstance

export interface HttpParts extends Omit<ResponderParts, 'failed' | 'release'> {
  /** Of Stepwell. */
  readonly version: string
  readonly streams: EventStreams
  readonly log: RequestLog
  /** Certificate and key; null: it speaks plain HTTP. */
  readonly tls: SecureContextOptions | null
  /** Whether a proxy stands in front, which tells where a request comes from. */
  readonly proxied: boolean
  /** Told of every request once it is answered. */
  readonly served: (request: ServedRequest) => void
}

const bodyLimitBytes = 1024 * 1024

const alwaysSent = {
  // What is shown depends on who asks, in which language and for which form.
  Vary: 'Accept, X-Language, Authorization, X-Auth-Token, Cookie, User-Agent',
  'Cache-Control': 'private, no-cache',
}

/** A stream goes through proxies as it is, at once, and takes its connection with it when it ends. */
const streamHeaders = {
  'Content-Type': 'text/event-stream',
  'Cache-Control': 'private, no-cache, no-transform',
  'X-Accel-Buffering': 'no',
  Connection: 'close',
}

/** How many headers say which host is meant; names and values come in turn. */
function hostsIn(rawHeaders: readonly string[]): number {
  let count = 0
  for (let at = 0; at < rawHeaders.length; at += 2) if (rawHeaders[at]!.toLowerCase() === 'host') count++
  return count
}

/** What a refusal by fastify itself, before any handler, means to who asked. */
function meaningOf(error: unknown, { headers }: Pick<Incoming, 'headers'>): unknown {
  const { statusCode = 500, code } = error as { readonly statusCode?: number; readonly code?: string }
  if (code === 'FST_ERR_BAD_URL') return malformed('badPercentEncoding')
  if (statusCode === 413) return new StepwellError('request_too_large', { limitBytes: bodyLimitBytes })
  if (statusCode === 415) {
    const [contentType] = headerValues(headers, 'content-type')
    return new StepwellError('unsupported_content_type', { contentType: contentType || '-' })
  }
  return statusCode >= 400 && statusCode < 500 ? malformed('malformed') : error
}

/** Serves dialects over HTTP: `listen()` opens it, `close()` lets requests under way end. */
export function createHttpServer(parts: HttpParts): HttpServer {
  const { log, dialects } = parts
  const documents = dialects.map(dialect => ({
    dialect,
    text: JSON.stringify(openApiDocument(dialect, parts.version)),
  }))
  const responder = createResponder({
    ...parts,
    // A clone that is brought up to date keeps its version, and what browsers kept of it may have another form.
    release: hash('sha256', documents.map(({ text }) => text).join('\n')),
    failed: (error, requestId) => log.error({ requestId, err: error }, 'a request failed inside Stepwell'),
  })
  /** One line a request: no headers, no bodies, no query, which might hold what is nobody's business. */
  function note(request: FastifyRequest, { dialect, route, caller, status, refused }: Noted): void {
    const milliseconds = performance.now() - request.cameAt
    parts.served({ dialect, route, status, milliseconds })
    const fields = {
      requestId: request.id,
      method: request.method,
      path: rawPath(request.raw.url ?? '/'),
      dialect,
      route,
      status,
      milliseconds: Math.round(milliseconds * 10) / 10,
      accessKey: caller?.accessKey ?? null,
      project: caller?.project ?? null,
      ...refused,
    }
    log.info(fields, 'request')
  }

  /** Past what fastify does to an answer, which took a tenth of a request's time (measured): head and body are complete. */
  function send(request: FastifyRequest, reply: FastifyReply, outgoing: Outgoing): void {
    const { status, text, stream } = outgoing
    const headers = { ...outgoing.headers, ...alwaysSent, 'X-Request-Id': request.id }
    if (stream !== null) {
      reply.hijack().raw.writeHead(status, { ...headers, ...streamHeaders })
      parts.streams.open(reply.raw, stream)
    } else {
      const length = status === 204 || status === 304 ? {} : { 'Content-Length': Buffer.byteLength(text) }
      const type = text === '' ? {} : { 'Content-Type': 'application/json' }
      reply.raw.writeHead(status, { ...length, ...type, ...headers })
      reply.hijack().raw.end(text)
    }
    note(request, outgoing)
  }

  /** Refuses what came to no handler. */
  function refuse(request: FastifyRequest, reply: FastifyReply, meaning: (asked: Head) => unknown): void {
    const asked = head(request)
    send(request, reply, responder.refuse(asked, meaning(asked)))
  }

  // Node would refuse a request without a Host by itself, in no form of ours.
  const plain = { http: { requireHostHeader: false } }
  const secure = { https: { ...parts.tls, minVersion: 'TLSv1.2', requireHostHeader: false } } as const
  const options: FastifyServerOptions = {
    ...(parts.tls === null ? plain : secure),
    logger: false,
    bodyLimit: bodyLimitBytes,
    exposeHeadRoutes: false,
    genReqId: () => randomUUID(),
    requestTimeout: 60_000,
    return503OnClosing: false,
    // A query is read as it was sent, by the signature and by the dialect.
    routerOptions: { maxParamLength: 2000, querystringParser: () => ({}) },
    frameworkErrors(error, request, reply) {
      // No hook has run for an address that cannot be read.
      request.cameAt = performance.now()
      refuse(request, reply, asked => meaningOf(error, asked))
    },
    clientErrorHandler: (error, socket) => {
      const id = randomUUID()
      const unread = { id, method: '', rawUrl: '/', headers: indexHeaders([]) }
      refuseSocket(error, socket, id, responder.refuse(unread, malformed('malformed')))
    },
  }
  const server = fastify(options)
  server.decorateRequest('cameAt', 0)

  // Node would refuse by itself, in no form of ours, an expectation that it does not know; it may be passed over.
  server.server.on('checkExpectation', (request, response) =>
    server.server.emit('request', request, response),
  )

  // One way for all bodies, of whatever type: a signature is over the bytes. The Node SDK signs one on GET.
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body))
  server.addHttpMethod('GET', { hasBody: true, overrideExisting: true })

  server.setErrorHandler((error, request, reply) => {
    // Of a body that was not read to its end as much may come as the client likes: fastify has the connection closed.
    const connection = reply.getHeader('connection')
    if (connection !== undefined) reply.raw.setHeader('Connection', connection)
    refuse(request, reply, asked => meaningOf(error, asked))
  })
  server.setNotFoundHandler((request, reply) => refuse(request, reply, noRoute))
  // Told by a callback: a promise more for each request would cost 2 µs.
  server.addHook('onRequest', (request, _, done) => {
    request.cameAt = performance.now()
    const { httpVersion, rawHeaders, headers } = request.raw
    const hosts = hostsIn(rawHeaders)
    if (hosts > 1 || (hosts === 0 && httpVersion === '1.1')) return done(malformed('notOneHost'))
    // Every SDK gives a type to the body that its GET does not have: nothing is waited for then.
    const isEmpty = headers['transfer-encoding'] === undefined && (headers['content-length'] ?? '0') === '0'
    if (isEmpty) headers['content-type'] = undefined
    done()
  })
  // Runs for nothing that is sent past fastify.
  server.addHook('onSend', (request, { statusCode: status }, payload, done) => {
    note(request, { dialect: null, route: null, caller: null, refused: null, status })
    done(null, payload)
  })
  server.addHook('preClose', async () => parts.streams.close())

  for (const [place, candidates] of candidatesByPlace(dialects)) {
    const [method, path] = place.split(' ') as [string, string]
    server.route({
      method,
      url: path.replaceAll(/\{(\w+)\}/g, ':$1'),
      handler(request, reply) {
        responder
          .respond(incoming(request, parts.proxied), candidates)
          .then(outgoing => send(request, reply, outgoing))
          .catch((error: unknown) => reply.send(error))
      },
    })
  }
  for (const { dialect, text } of documents) {
    const { name } = dialect
    const document: Outgoing = {
      status: 200,
      headers: {},
      text,
      stream: null,
      caller: null,
      dialect: name,
      route: 'openapi',
      refused: null,
    }
    server.get(dialect.documentPath, (request, reply) => send(request, reply, document))
  }
  return server
}

/** Has new connections of a server that speaks TLS begin with another certificate; those that are open go on. */
export function renewCertificate({ server }: HttpServer, tls: SecureContextOptions): void {
  ;(server as SecureServer).setSecureContext(tls)
}

const noBody = new Uint8Array()

/** What is known of a request before its body, and of one that came to no route. */
type Head = Omit<Incoming, 'body' | 'path' | 'address'>

const head = (request: FastifyRequest): Head => ({
  id: request.id,
  method: request.method,
  rawUrl: request.raw.url ?? '/',
  headers: indexHeaders(request.raw.rawHeaders),
})

function incoming(request: FastifyRequest, proxied: boolean): Incoming {
  const asked = head(request)
  return {
    ...asked,
    // What the proxy itself has added is the last; what stands before it anybody may have sent.
    address: plainAddress(
      proxied
        ? (headerValues(asked.headers, 'x-forwarded-for').at(-1)?.split(',').at(-1)?.trim() ?? '')
        : (request.socket.remoteAddress ?? ''),
    ),
    body: (request.body as Uint8Array | undefined) ?? noBody,
    path: request.params as Incoming['path'],
  }
}

/** Answers what is no HTTP, as far as the socket still takes it. */
function refuseSocket(error: Error, socket: Socket, id: string, { text }: Outgoing): void {
  const gone = (error as NodeJS.ErrnoException).code === 'ECONNRESET' || !socket.writable
  if (gone) return void socket.destroy()
  const lines = [
    'HTTP/1.1 400 Bad Request',
    'Content-Type: application/json',
    `X-Request-Id: ${id}`,
    `Content-Length: ${Buffer.byteLength(text)}`,
    'Connection: close',
  ]
  socket.end(`${lines.join('\r\n')}\r\n\r\n${text}`)
}
