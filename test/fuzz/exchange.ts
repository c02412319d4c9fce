import { request as ask, type Agent, type IncomingMessage } from 'node:http'
import { once } from 'node:events'
import type { Drawn } from './requests.ts'
import type { Asker, Scene } from './scene.ts'
import { signedAs, type Headers } from './signing.ts'
import { spelled } from './texts.ts'
import { filled, type Things } from './things.ts'

/** A request as it goes over the wire. */
export interface Sent {
  readonly method: string
  readonly rawUrl: string
  readonly headers: Headers
  readonly body: Buffer
  /** Null: nobody says who asks. */
  readonly asker: Asker | null
}

/** What came back. */
export interface Came {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly text: string
}

const nothing: Things = {
  project: ['0'.repeat(32)],
  task: [],
  instance: [],
  instanceName: [],
  operation: [],
  jobName: [],
  accessKey: [],
  secretKey: [],
  harvested: [],
}

/** Puts the ids of the scene into a request, and signs it. */
export function sentOf(drawn: Drawn, scene: Scene): Sent {
  const { identity, method } = drawn
  const asker = identity.kind === 'none' ? null : scene.askers[identity.caller]!
  const things = { own: asker?.own ?? nothing, foreign: asker?.foreign ?? scene.askers[0]!.own }
  const fill = (text: string): string => filled(text, things)
  const path = drawn.segments.map(({ text, how }) => spelled(fill(text), how)).join('/')
  const query = drawn.query.map(({ name, value }) => {
    const before = spelled(fill(name.text), name.how)
    return value === null ? before : `${before}=${spelled(fill(value.text), value.how)}`
  })
  const rawUrl = `/${path}${query.length === 0 ? '' : `?${query.join('&')}`}`
  const body = drawn.body === null ? Buffer.alloc(0) : Buffer.from(fill(drawn.body.text), drawn.body.encoding)
  const given = drawn.headers.map(([name, value]) => [name, fill(value)] as const)
  const typed = given.some(([name]) => name === 'Content-Type')
  const headers: Headers = [...(typed ? [] : [['Content-Type', 'application/json'] as const]), ...given]
  return {
    method,
    rawUrl,
    body,
    asker,
    headers: identified({ method, rawUrl, headers, body }, drawn, asker, scene),
  }
}

type Unsigned = Omit<Sent, 'asker'>

function identified(unsigned: Unsigned, { identity }: Drawn, asker: Asker | null, scene: Scene): Headers {
  const { headers } = unsigned
  if (asker === null || identity.kind === 'none') return headers
  const bearer = ['Authorization', `Bearer ${asker.key.token}`] as const
  const signer = { ...asker.key, date: scene.nextDate() }
  switch (identity.kind) {
    case 'signed':
      return signedAs(identity.client, identity.spoil, unsigned, signer)
    case 'bearer':
      return [...headers, bearer]
    case 'wrongBearer':
      return [...headers, ['Authorization', `${bearer[1]}x`]]
    case 'session':
      return [...headers, ['Cookie', asker.cookie], ['Sec-Fetch-Site', 'same-origin']]
    case 'two':
      return [...signedAs('go', 'nothing', unsigned, signer), bearer]
  }
}

/** No answer for so long is none. */
const patienceMs = 20_000

/** Sends a request as it is; of a stream what comes first is read. Rejects if no answer comes. */
export async function exchange(sent: Sent, port: number, agent: Agent): Promise<Came> {
  const flat = [
    ...sent.headers.flat(),
    ...(sent.body.length > 0 || !['GET', 'HEAD'].includes(sent.method)
      ? ['Content-Length', String(sent.body.length)]
      : []),
  ]
  const asked = ask({ port, host: '127.0.0.1', agent, method: sent.method, path: sent.rawUrl, headers: flat })
  const patience = AbortSignal.timeout(patienceMs)
  const answered = once(asked, 'response', { signal: patience }) as Promise<[IncomingMessage]>
  asked.on('error', () => {})
  asked.end(sent.body)
  const [answer] = await answered
  const isStream = answer.headers['content-type'] === 'text/event-stream'
  const chunks: Buffer[] = []
  answer.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    if (isStream) answer.destroy()
  })
  answer.on('error', () => {})
  await once(answer, 'close', { signal: patience })
  return { status: answer.statusCode ?? 0, headers: answer.headers, text: Buffer.concat(chunks).toString() }
}
