/**
 * One server of `signed-reads.ts`, in a process of its own: it is told what to be, tells its port and its key, and from then on
 * the CPU that the process has used whenever it is asked.
 */
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo, Server } from 'node:net'
import type { NewKey } from '../src/dialects/question.ts'
import { serve } from '../src/http/testing/serve.ts'
import { openSqliteStore } from '../src/store/sqlite/open.ts'
import { readPaths, storeTasks } from './read-tasks.ts'
import { answerByFunctions } from './read-functions.ts'
import { isSigned } from './straight-verifier.ts'

/** What a server is told to be. `stepwell` is the product; the others are a bare node:http that does part of the same. */
export type Order =
  | { readonly kind: 'stepwell'; readonly data: string; readonly tasks: number }
  | {
      readonly kind: 'verifying' | 'plain' | 'functions'
      readonly key: NewKey
      /** By path and query. */
      readonly bodies: { readonly [path: string]: string }
    }

/** What it tells first. */
export interface Started {
  readonly port: number
  /** Null: it was told one. */
  readonly key: NewKey | null
}

process.once('message', (order: Order) => void start(order))
process.on('disconnect', () => process.exit())

async function start(order: Order): Promise<void> {
  const { server, key } =
    order.kind === 'stepwell'
      ? await startStepwell(order.data, order.tasks)
      : { server: createServer(listenerOf(order)), key: null }
  if (!server.listening) await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  process.on('message', () => process.send!(process.cpuUsage()))
  const started: Started = { port: (server.address() as AddressInfo).port, key }
  process.send!(started)
}

async function startStepwell(data: string, tasks: number): Promise<{ server: Server; key: NewKey }> {
  const store = await openSqliteStore(data, { writer: 'thread' })
  const quiet = { info: () => {}, error: (_: object, text: string) => console.error(text) }
  const served = await serve(store, { log: quiet })
  await storeTasks(store, served.project, tasks)
  await served.http.listen({ host: '127.0.0.1', port: 0 })
  return { server: served.http.server, key: served.administrator }
}

function listenerOf({ kind, key, bodies }: Exclude<Order, { kind: 'stepwell' }>): RequestListener {
  const bytes = new Map(Object.entries(bodies).map(([path, body]) => [path, Buffer.from(body)]))
  const byFunctions = answerByFunctions(key, readPaths(key.project))
  return (request, response) => {
    const isLetIn = kind !== 'verifying' || isSigned(request, key.accessKey, key.secretKey)
    const body = kind === 'functions' ? byFunctions(request) : bytes.get(request.url ?? '')
    if (!isLetIn || body === undefined || body === null) return void response.writeHead(401).end()
    response
      .writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) })
      .end(body)
  }
}
