import { request, type IncomingHttpHeaders } from 'node:http'

/** One message of a stream. */
export interface Message {
  readonly id: number
  readonly type: string
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- JSON of any form
  readonly data: any
}

/** A client that reads a stream of events over a socket. */
export interface StreamClient {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** The blocks that came so far, as they came: messages and what is none. */
  blocks(): readonly string[]
  messages(): readonly Message[]
  /** Resolves once what came holds this; rejects if the stream ends without. */
  until(holds: (client: StreamClient) => boolean): Promise<void>
  /** Resolves when the stream has ended, in whatever way. */
  readonly ended: Promise<void>
  /** Reads nothing more until told. */
  pause(): void
  resume(): void
  leave(): void
}

/** Opens a stream with a bearer token; null: the headers say who asks. */
export function openStream(
  url: string,
  token: string | null,
  headers: { readonly [name: string]: string } = {},
): Promise<StreamClient> {
  return new Promise((resolve, reject) => {
    const asked = request(url, {
      headers: {
        accept: 'text/event-stream',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      agent: false,
    })
    asked.on('error', reject)
    asked.on('response', response => {
      const blocks: string[] = []
      const messages: Message[] = []
      let begun = ''
      const ended = Promise.withResolvers<void>()
      const looks = new Set<() => void>()
      const client: StreamClient = {
        status: response.statusCode ?? 0,
        headers: response.headers,
        blocks: () => blocks,
        messages: () => messages,
        ended: ended.promise,
        until: holds =>
          new Promise((found, lost) => {
            const look = (): void => {
              if (!holds(client)) return
              looks.delete(look)
              found()
            }
            looks.add(look)
            look()
            void ended.promise.then(() =>
              lost(new Error(`the stream ended with: ${blocks.slice(-5).join('; ')}`)),
            )
          }),
        pause: () => void response.pause(),
        resume: () => void response.resume(),
        leave: () => void asked.destroy(),
      }
      response.on('data', (chunk: Buffer) => {
        const whole = (begun + chunk.toString()).split('\n\n')
        begun = whole.pop() ?? ''
        blocks.push(...whole)
        messages.push(...whole.flatMap(messageIn))
        for (const look of looks) look()
      })
      response.on('error', () => {})
      response.on('close', () => ended.resolve())
      resolve(client)
    })
    asked.end()
  })
}

/** What a block carries; one may carry nothing. */
function messageIn(block: string): readonly Message[] {
  const fields = new Map(
    block.split('\n').map(line => [line.split(':', 1)[0], line.replace(/^\w*: ?/, '')] as const),
  )
  const data = fields.get('data')
  if (data === undefined) return []
  return [{ id: Number(fields.get('id')), type: fields.get('event') ?? '', data: JSON.parse(data) }]
}
