/**
 * A process of many clients of one stream each: started with an IPC channel and its settings as JSON. It tells when all
 * have begun, and of each event when the last of them has read it. Plain sockets: what is measured is the server.
 */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** What the process is started with. */
export interface StreamClientSettings {
  readonly port: number
  readonly token: string
  readonly count: number
}

/** What it tells; moments in milliseconds since the epoch. */
export type FromStreamClients =
  | { readonly type: 'begun' }
  | { readonly type: 'read'; readonly event: number; readonly firstAt: number; readonly lastAt: number }
  | { readonly type: 'lost'; readonly why: string }

const { port, token, count } = JSON.parse(process.argv[2]!) as StreamClientSettings
/** Connections begun at once: more would wait in the system's own queue. */
const atOnce = 100

const tell = (told: FromStreamClients): void => void process.send!(told)
const now = (): number => performance.timeOrigin + performance.now()
const reads = new Map<number, { count: number; readonly firstAt: number }>()
const head = `GET /v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\nAuthorization: Bearer ${token}\r\n\r\n`

/** Every message of a stream stands in a chunk of its own or with others: never in two, they are short. */
function read(text: string): void {
  for (const [, id] of text.matchAll(/^id: (\d+)\nevent: /gm)) {
    const event = Number(id)
    const known = reads.get(event) ?? { count: 0, firstAt: now() }
    known.count += 1
    reads.set(event, known)
    if (known.count === count) tell({ type: 'read', event, firstAt: known.firstAt, lastAt: now() })
  }
}

async function open(): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  socket.setEncoding('latin1')
  socket.on('error', (error: Error) => tell({ type: 'lost', why: error.message }))
  socket.write(head)
  const [answer] = (await once(socket, 'data')) as [string]
  if (!answer.startsWith('HTTP/1.1 200 ')) tell({ type: 'lost', why: answer.slice(0, 200) })
  socket.on('data', read)
  socket.on('end', () => tell({ type: 'lost', why: 'a stream has ended' }))
  return socket
}

for (let opened = 0; opened < count; opened += atOnce)
  await Promise.all(Array.from({ length: Math.min(atOnce, count - opened) }, open))
tell({ type: 'begun' })
