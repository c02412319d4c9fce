import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Service } from '../../src/core/task.ts'

/** What an SDK is a client of. */
export type ClientOf = Service | 'iam'

/** A call of an SDK's operation. */
export interface Call {
  readonly service: ClientOf
  /** As the SDK names it, with a capital: `ShowBackgroundTaskProgress`. */
  readonly operation: string
  /** By the names on the wire, `body` among them. */
  readonly parameters: { readonly [name: string]: unknown }
  readonly endpoint: string
  readonly accessKey: string
  readonly secretKey: string
  readonly project: string
}

/** How an SDK refused: what its exception tells. Absent: it has no such thing. */
export interface Failure {
  /** Class of the exception. */
  readonly kind: string
  readonly status?: number
  readonly code?: string
  readonly message?: string
  readonly requestId?: string
}

/** What an SDK made of an answer. */
export interface Told {
  readonly status?: number
  // oxlint-disable-next-line typescript/no-explicit-any -- JSON of any form
  readonly decoded?: any
  readonly failure?: Failure
  /** This SDK has no such operation. */
  readonly missing?: boolean
}

/** How a driver is started. */
export interface DriverProgram {
  readonly program: string
  readonly words: readonly string[]
  readonly environment: Readonly<Record<string, string>>
}

/** A running program in an SDK's own language. */
export interface Driver extends AsyncDisposable {
  /** One after the other; rejects when the program has ended. */
  call(call: Call): Promise<Told>
}

/** Starts a driver: it reads one call a line and writes one answer a line. */
export function startDriver({ program, words, environment }: DriverProgram): Driver {
  const child = spawn(program, words, {
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: process.env['HOME'] ?? '',
      LC_ALL: 'C.UTF-8',
      ...environment,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const ended = once(child, 'close')
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-4_000)))
  child.stdin.on('error', () => {}) // it has ended, which its output tells
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    async call(call) {
      child.stdin.write(`${JSON.stringify(call)}\n`)
      const { done, value } = await answers.next()
      if (done === true) throw new Error(`${program} has ended: ${errors}`)
      return JSON.parse(value) as Told
    },
    async [Symbol.asyncDispose]() {
      child.stdin.end()
      await ended
    },
  }
}
