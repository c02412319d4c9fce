import { once } from 'node:events'
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** A message as it came. */
export interface Received {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** How a message is answered: a status, or by the test itself. */
export type Answering = (received: Received, response: ServerResponse) => number | void

/** A real receiver on loopback. */
export interface Receiver extends AsyncDisposable {
  readonly port: number
  /** Plain http, at 127.0.0.1. */
  readonly url: string
  /** What came so far, the oldest first. */
  readonly received: readonly Received[]
  /** Resolves once so many have come. */
  until(count: number): Promise<void>
  /** Answers in another way from now on. */
  answer(answering: Answering): void
}

/** Starts a receiver that answers 204 until told otherwise. */
export async function startReceiver(server: Server = createServer(), host = '127.0.0.1'): Promise<Receiver> {
  const received: Received[] = []
  const looks = new Set<() => void>()
  let answering: Answering = () => 204
  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request
    const message = { method, path: url, headers, body: await text(request) }
    received.push(message)
    const status = answering(message, response)
    if (typeof status === 'number') response.writeHead(status).end()
    for (const look of looks) look()
  }

  server.on('request', (request, response) => {
    response.on('error', () => {})
    // Who leaves in the middle of a message has sent none.
    take(request, response).catch(() => {})
  })
  server.listen(0, host)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    port,
    url: `http://127.0.0.1:${port}/`,
    received,
    until: count =>
      new Promise(resolve => {
        const look = (): void => {
          if (received.length < count) return
          looks.delete(look)
          resolve()
        }
        looks.add(look)
        look()
      }),
    answer: given => void (answering = given),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
