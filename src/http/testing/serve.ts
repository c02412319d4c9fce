import type { FastifyInstance } from 'fastify'
import { randomBytes, randomUUID } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { createKeyRing } from '../../access/key-ring.ts'
import { signRequest } from '../../access/sign.ts'
import { createVault } from '../../access/vault.ts'
import { createTaskCentre } from '../../core/centre.ts'
import { createEventFeed, type EventFeed } from '../../core/event-feed.ts'
import { readinessOf } from '../../core/readiness.ts'
import { createRegistry } from '../../core/registry.ts'
import { createWebhooks } from '../../core/webhooks.ts'
import type { Store } from '../../core/store.ts'
import { problemsOf } from '../../dialects/check.ts'
import { dcsDialect } from '../../dialects/dcs/dialect.ts'
import type { Dialect } from '../../dialects/dialect.ts'
import { dmsDialect } from '../../dialects/dms/dialect.ts'
import { iamDialect } from '../../dialects/iam/dialect.ts'
import { nativeDialect } from '../../dialects/native/dialect.ts'
import { openApiDocument } from '../../dialects/openapi.ts'
import type { NewKey } from '../../dialects/question.ts'
import { sampleOperation } from '../../dialects/sample-operation.ts'
import { taurusdbDialect } from '../../dialects/taurusdb/dialect.ts'
import { openAccounts, type Accounts } from '../../accounts/accounts.ts'
import { createPermits } from '../permit.ts'
import { webhookTargetWords } from '../../words/webhooks.ts'
import { createAccessKeys, type AccessKeys } from '../access-keys.ts'
import type { Caller } from '../../core/caller.ts'
import { createAnswers } from '../answers.ts'
import { startEventStreams } from '../event-streams.ts'
import { userNamesIn } from '../user-named.ts'
import { createHttpServer, type HttpParts } from '../server.ts'
import { serviceNamedIn } from '../service-named.ts'
import { heldToRoute, type Document } from './held-to-document.ts'
import { createHandClock, type HandClock } from '../../core/testing/hand-clock.ts'

/** A line of the log, as it was given. */
export interface LogLine {
  readonly fields: { readonly [name: string]: unknown }
  readonly text: string
}

/** A request to inject. */
export interface Sending {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly headers?: { readonly [name: string]: string }
  /** Text or bytes go as they are, what else as JSON. */
  readonly body?: unknown
}

/** What came back. */
export interface Received {
  readonly status: number
  readonly headers: { readonly [name: string]: unknown }
  // Null: there is no body. The tests look into bodies of every route.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- JSON of any form
  readonly json: any
}

/** What a refusal of a service's API is told apart by. */
export const refusedAs = ({ status, json }: Pick<Received, 'status' | 'json'>): readonly [number, string] => [
  status,
  json.error_code,
]

/** The server of a test, and the ways to ask it. */
export interface Served {
  readonly http: FastifyInstance
  readonly dialects: readonly Dialect[]
  readonly store: Store
  readonly accounts: Accounts
  readonly keys: AccessKeys
  readonly feed: EventFeed
  readonly clock: HandClock
  readonly lines: readonly LogLine[]
  /** The administrator's. */
  readonly project: string
  readonly administrator: NewKey
  /** What comes is held to the document of the dialect that answers. */
  send(sending: Sending): Promise<Received>
  /** Signs as an SDK does, for the host given; the result sent twice is a replay. */
  sign(key: NewKey, sending: Sending): Sending
  /** Asks with a bearer token, the administrator's unless told otherwise. */
  ask(sending: Sending, key?: NewKey): Promise<Received>
  /** Asks with a signature, the administrator's unless told otherwise. */
  askSigned(sending: Sending, key?: NewKey): Promise<Received>
  close(): Promise<void>
}

/** The fields of the line that a request has in the log, once it is there; null: what logs is the test's own. */
async function handledBy(requestId: string, lines: readonly LogLine[]): Promise<LogLine['fields'] | null> {
  for (let turn = 0; turn < 10; turn++) {
    const line = lines.findLast(({ fields }) => 'route' in fields && fields['requestId'] === requestId)
    if (line !== undefined) return line.fields
    await nextTurn()
  }
  return null
}

const documents = new WeakMap<Dialect, Document>()

function documentOf(dialect: Dialect): Document {
  const document =
    documents.get(dialect) ?? (JSON.parse(JSON.stringify(openApiDocument(dialect, '1.2.3'))) as Document)
  documents.set(dialect, document)
  return document
}

/** Somebody who may change everything, for what a test does itself. */
export const someAdministrator: Caller = { accessKey: '', project: '', administrator: true, language: null }

/** A whole server over a store, for tests: everything real, but no socket and no worker. */
export async function serve(store: Store, overrides: Partial<HttpParts> = {}): Promise<Served> {
  const ring = createKeyRing(randomBytes)
  const now = overrides.now ?? Date.now
  const lines: LogLine[] = []
  const write = (fields: object, text: string) => void lines.push({ fields: { ...fields }, text })
  const clock = createHandClock(now)
  const feed = createEventFeed({ store, clock, log: text => write({}, text) })
  const accounts = await openAccounts({
    store,
    ring,
    random: randomBytes,
    auditKeptMs: 365 * 86_400_000,
    now,
  })
  const keys = createAccessKeys({
    accounts,
    store,
    ring,
    random: randomBytes,
    newId: randomUUID,
    secure: false,
    now,
  })
  const operations = new Map([[sampleOperation.name, sampleOperation]])
  const centre = createTaskCentre({
    store,
    operations,
    checkInput: problemsOf,
    newId: randomUUID,
    now,
    typicalMs: () => null,
    changed: () => feed.wake(),
  })
  const registry = createRegistry({
    store,
    vault: createVault(ring),
    probes: { dcs: null, dms: null, taurusdb: null },
    newInstanceId: () => randomUUID(),
    now,
  })
  const isServing = (): boolean => true
  const writeFailedAt = (): null => null
  const webhooks = createWebhooks({
    store,
    vault: createVault(ring),
    newId: randomUUID,
    newSecret: () => `whsec_${randomBytes(32).toString('base64')}`,
    // Where it may lead is decided elsewhere, too.
    problemOf: url => (URL.canParse(url) ? null : webhookTargetWords.malformed),
    // Nothing is sent by this server; what sends is tested where it is.
    sendTest: async () => ({ taken: true, status: 204 }),
    changed: () => {},
    log: write,
    now,
  })
  const dialects: readonly Dialect[] = overrides.dialects ?? [
    nativeDialect,
    dcsDialect,
    dmsDialect,
    taurusdbDialect,
    iamDialect,
  ]
  const streams = await startEventStreams({
    store,
    feed,
    isLetIn: keys.isLetIn,
    accountsVersion: accounts.directory.version,
    clock,
    log: write,
    dropped: () => {},
  })
  const answers = createAnswers({
    dialects,
    centre,
    registry,
    operations,
    accounts,
    keys,
    streams,
    workers: store,
    webhooks,
    now,
    ready: () =>
      readinessOf({ isServing, isHeld: false, workers: store.workers, lag: feed.lag, writeFailedAt, now }),
    metrics: async () => 'stepwell_build_info 1\n',
  })
  const http = createHttpServer({
    dialects,
    answers,
    streams,
    keys,
    serviceNamed: serviceNamedIn(registry, centre),
    permits: createPermits({ accounts, store, operations, now }),
    proxied: false,
    language: 'en-us',
    tls: null,
    forms: { dcsTimes: 'documented', dmsNumbers: 'by_client' },
    version: '1.2.3',
    now,
    userName: userNamesIn(accounts.directory),
    log: { info: write, error: write },
    served: () => {},
    ...overrides,
  })
  const project = 'a'.repeat(32)
  const administrator = await keys.create({ project, administrator: true })

  async function send({ method = 'GET', path, headers = {}, body }: Sending): Promise<Received> {
    const raw = typeof body === 'string' || body instanceof Uint8Array
    const payload = raw
      ? Buffer.from(body)
      : body === undefined
        ? undefined
        : Buffer.from(JSON.stringify(body))
    const type = body === undefined || raw ? {} : { 'content-type': 'application/json' }
    const response = await http.inject({
      method,
      url: path,
      headers: { ...type, ...headers },
      ...(payload === undefined ? {} : { payload }),
    })
    const json: unknown = response.body === '' ? null : JSON.parse(response.body)
    const received: Received = { status: response.statusCode, headers: response.headers, json }
    const handled = await handledBy(String(response.headers['x-request-id']), lines)
    const dialect = dialects.find(({ name }) => name === handled?.['dialect'])
    if (handled === null || dialect === undefined || handled['route'] === 'openapi') return received
    return heldToRoute(documentOf(dialect), handled['route'] as string | null, `${method} ${path}`, received)
  }

  function sign(key: NewKey, { method = 'GET', path, headers = {}, body }: Sending): Sending {
    const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)
    const signed = signRequest({
      method,
      url: `http://${headers['host'] ?? '127.0.0.1:7100'}${path}`,
      headers: { 'Content-Type': 'application/json', ...headers },
      body: Buffer.from(text),
      accessKey: key.accessKey,
      secretKey: key.secretKey,
      nowMs: now(),
    })
    const all = Object.fromEntries(
      Object.entries(signed.headers).map(([name, value]) => [name.toLowerCase(), value]),
    )
    return { method, path, headers: all, ...(text === '' ? {} : { body: text }) }
  }

  const withToken = (key: NewKey, sending: Sending): Sending => ({
    ...sending,
    headers: { authorization: `Bearer ${key.token}`, ...sending.headers },
  })

  return {
    http,
    dialects,
    store,
    accounts,
    keys,
    feed,
    clock,
    lines,
    project,
    administrator,
    send,
    sign,
    ask: (sending, key = administrator) => send(withToken(key, sending)),
    askSigned: (sending, key = administrator) => send(sign(key, sending)),
    async close() {
      await http.close()
      await feed.close()
      await store.close()
    },
  }
}
