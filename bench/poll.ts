import { Agent, request, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Native } from '../test/scenario/native.ts'
import { median } from './figures.ts'

/** What polling costs, in milliseconds a request, one by one on one connection; and what a whole answer has in bytes. */
export interface PollFigures {
  readonly wholeMs: number
  readonly unchangedMs: number
  /** Of the second to the first, each pair measured right after each other. */
  readonly ratio: number
  readonly bytes: number
}

const pairs = 60
/** The first warm up. */
const pairsLeftOut = 10
const requestsEach = 200

type Headers = { readonly [name: string]: string }

/** Reads what does not change meanwhile, in turn as who has not seen it (200) and as who has (304). */
export async function measurePolling(native: Native, path: string): Promise<PollFigures> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })

  async function ask(status: number, headers: Headers) {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const authorized = { Authorization: `Bearer ${native.token}`, ...headers }
      request(new URL(`/v1${path}`, native.url), { agent, headers: authorized })
        .on('response', resolve)
        .on('error', reject)
        .end()
    })
    const body = await text(answer)
    if (answer.statusCode !== status) throw new Error(`${path}: ${answer.statusCode}, not ${status}`)
    return { etag: String(answer.headers.etag), bytes: Buffer.byteLength(body) }
  }

  async function round(status: number, headers: Headers): Promise<number> {
    const since = performance.now()
    for (let nth = 0; nth < requestsEach; nth++) await ask(status, headers)
    return (performance.now() - since) / requestsEach
  }

  try {
    const { etag, bytes } = await ask(200, {})
    const measured: { readonly wholeMs: number; readonly unchangedMs: number }[] = []
    for (let nth = 0; nth < pairs; nth++) {
      const wholeMs = await round(200, {})
      measured.push({ wholeMs, unchangedMs: await round(304, { 'If-None-Match': etag }) })
    }
    const counted = measured.slice(pairsLeftOut)
    return {
      wholeMs: median(counted.map(({ wholeMs }) => wholeMs)),
      unchangedMs: median(counted.map(({ unchangedMs }) => unchangedMs)),
      ratio: median(counted.map(({ wholeMs, unchangedMs }) => unchangedMs / wholeMs)),
      bytes,
    }
  } finally {
    agent.destroy()
  }
}
