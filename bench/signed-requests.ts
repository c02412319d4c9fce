import { connect, type Socket } from 'node:net'
import { signRequest } from '../src/access/sign.ts'
import type { NewKey } from '../src/dialects/question.ts'

/** Sends what was signed beforehand, so that neither signing nor the client's own work is measured. */
export interface SignedReads extends Disposable {
  /** Reads all of them once, over a few connections that are kept; gives how many there were in a second. */
  perSecond(requests: readonly Buffer[]): Promise<number>
}

const connections = 8
/** Signatures are spread over so long around now: a server takes them for 15 minutes to either side. */
const spreadMs = 10 * 60_000

/** So many requests to these paths in turn, each with a signature of its own. */
export function signedRequests(
  paths: readonly string[],
  count: number,
  { key, host }: { readonly key: NewKey; readonly host: string },
): readonly Buffer[] {
  return Array.from({ length: count }, (_, nth) => {
    const path = paths[nth % paths.length]!
    const { headers } = signRequest({
      method: 'GET',
      url: `http://${host}${path}`,
      headers: {
        'Content-Type': 'application/json',
        'User-Agent': 'huaweicloud-usdk-python/3.0',
        Accept: '*/*',
        'X-Project-Id': key.project,
      },
      body: new Uint8Array(),
      accessKey: key.accessKey,
      secretKey: key.secretKey,
      nowMs: Date.now() - spreadMs + Math.floor(Math.random() * 2 * spreadMs),
    })
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
    return Buffer.from(`GET ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`, 'latin1')
  })
}

/** Connects to a server of this machine. */
export async function openSignedReads(port: number): Promise<SignedReads> {
  const sockets = await Promise.all(Array.from({ length: connections }, () => connected(port)))
  return {
    async perSecond(requests) {
      let next = 0
      let isReading = true
      // Waking a client that sleeps costs its server up to 30 µs a request, the more the slower the server is.
      const stayAwake = (): void => void (isReading && setImmediate(stayAwake))
      stayAwake()
      const since = performance.now()
      const readOn = async (socket: Socket): Promise<void> => {
        for (let request = requests[next++]; request !== undefined; request = requests[next++])
          await read(socket, request)
      }
      await Promise.all(sockets.map(readOn))
      isReading = false
      return requests.length / ((performance.now() - since) / 1000)
    },
    [Symbol.dispose]: () => sockets.forEach(socket => socket.destroy()),
  }
}

function connected(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    socket.once('connect', () => resolve(socket))
    socket.once('error', reject)
  })
}

/** One answer, which has to be a good one. */
function read(socket: Socket, request: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    let come = ''
    const take = (chunk: Buffer): void => {
      come += chunk.toString('latin1')
      const end = come.indexOf('\r\n\r\n')
      if (end < 0) return
      const length = Number(/content-length: *(\d+)/i.exec(come)?.[1])
      if (come.length < end + 4 + length) return
      socket.off('data', take)
      if (come.startsWith('HTTP/1.1 200')) resolve()
      else reject(new Error(come))
    }
    socket.on('data', take)
    socket.write(request)
  })
}
