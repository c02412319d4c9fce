import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from '../servers/redis-server.ts'
import { createNative, type Native } from './native.ts'

/** What `credentials.json` holds. */
export interface KeptCredentials {
  readonly accessKey: string
  readonly secretKey: string
  readonly token: string
  readonly project: string
}

/** A server as a user runs it: `stepwell serve` in a process of its own, with a data folder of its own. */
export interface StepwellProcess extends AsyncDisposable {
  readonly url: string
  readonly port: number
  readonly data: string
  readonly pid: number
  /** Connects as the first administrator; reads the credentials file. */
  native(): Promise<Native>
  credentials(): Promise<KeptCredentials>
  /** Pids of its workers, as it tells them. */
  workerPids(): Promise<readonly number[]>
  /** Kills the server at once and resolves when it is gone; its worker ends by itself. */
  kill(): Promise<void>
  /** Starts it again over the same data folder. */
  start(): Promise<void>
  /** Ends it by SIGTERM. */
  stop(): Promise<void>
  /** What it wrote to standard error, for the message of a test that fails. */
  errors(): string
}

/** Which program a server is, and what it is told. */
export interface ProgramOptions {
  /** The file that Node runs; default: the launcher of this clone. */
  readonly program?: string
  readonly operations?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
}

/** The launcher of this clone. */
export const launcher = fileURLToPath(new URL('../../bin/stepwell.js', import.meta.url))

/** Starts a server on a free loopback port and waits until it is ready. */
export async function startStepwell(options: ProgramOptions = {}): Promise<StepwellProcess> {
  const data = await mkdtemp(join(tmpdir(), 'stepwell-data-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let child: ChildProcess | null = null
  let errors = ''

  async function start(): Promise<void> {
    const recipes = options.operations?.flatMap(path => ['--operations', path]) ?? []
    child = spawn(process.execPath, [options.program ?? launcher, 'serve', ...recipes], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'] ?? '',
        STEPWELL_PORT: String(port),
        STEPWELL_DATA: data,
        ...options.environment,
      },
    })
    const started = child
    started.stdout!.resume()
    started.stderr!.on('data', (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-20_000)))
    while (!(await answers())) {
      if (started.exitCode !== null) throw new Error(`stepwell serve has ended: ${errors}`)
      await delay(20)
    }
  }

  async function answers(): Promise<boolean> {
    try {
      return (await fetch(`${url}/v1/ready`)).ok
    } catch {
      return false
    }
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (child === null || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }

  const credentials = async (): Promise<KeptCredentials> =>
    JSON.parse(await readFile(join(data, 'credentials.json'), 'utf8')) as KeptCredentials
  const native = async (): Promise<Native> => createNative(url, (await credentials()).token)
  const stop = (): Promise<void> => end('SIGTERM')

  await start()
  return {
    url,
    port,
    data,
    get pid() {
      return child!.pid!
    },
    native,
    credentials,
    async workerPids() {
      const { workers } = await (
        await native()
      ).ask<{ workers: readonly { pid: number }[] }>('GET', '/workers')
      return workers.map(worker => worker.pid)
    },
    kill: () => end('SIGKILL'),
    start,
    stop,
    errors: () => errors,
    async [Symbol.asyncDispose]() {
      await stop()
      await rm(data, { recursive: true, force: true })
    },
  }
}
