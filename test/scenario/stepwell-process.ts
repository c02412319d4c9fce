import { spawn, type ChildProcess } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
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
  /** Starts it again over the same data folder; `told`: more words for `stepwell serve`. */
  start(...told: readonly string[]): Promise<void>
  /** Ends it by SIGTERM. */
  stop(): Promise<void>
  /** What it wrote to standard output: its log. */
  output(): string
  /** What it wrote to standard error, for the message of a test that fails. */
  errors(): string
  /** Every line that it and its workers have written, to standard output or error. */
  lines(): readonly string[]
}

/** Which program a server is, and what it is told. */
export interface ProgramOptions {
  /** The file that Node runs; default: the launcher of this clone. */
  readonly program?: string
  readonly operations?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  /** Its data folder, which is removed at the end; default: a new one under the system's folder for temporary files. */
  readonly data?: string
  /** Whom its processes belong to; default: whoever runs the test. */
  readonly user?: number
}

/** The launcher of this clone. */
export const launcher = fileURLToPath(new URL('../../bin/stepwell.js', import.meta.url))

/** Starts a server on a free loopback port and waits until it is ready. */
export async function startStepwell(options: ProgramOptions = {}): Promise<StepwellProcess> {
  const data = options.data ?? (await mkdtemp(join(tmpdir(), 'stepwell-data-')))
  const port = await steadyPort()
  const url = `http://127.0.0.1:${port}`
  let child: ChildProcess | null = null
  let errors = ''
  const lines: string[] = []
  let output = ''

  async function start(...told: readonly string[]): Promise<void> {
    const recipes = options.operations?.flatMap(path => ['--operations', path]) ?? []
    child = spawn(process.execPath, [options.program ?? launcher, 'serve', ...recipes, ...told], {
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.user === undefined ? {} : { uid: options.user, gid: options.user }),
      env: {
        PATH: process.env['PATH'] ?? '',
        STEPWELL_PORT: String(port),
        STEPWELL_DATA: data,
        ...options.environment,
      },
    })
    const started = child
    started.stderr!.on('data', (chunk: Buffer) => note(chunk.toString()))
    createInterface({ input: started.stderr! }).on('line', line => lines.push(line))
    started.stdout!.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-20_000)))
    started.on('exit', (status, signal) => note(`(pid ${started.pid} has ended: ${signal ?? status})\n`))
    // It tells where it listens once it is ready.
    const listening = Promise.withResolvers<void>()
    createInterface({ input: started.stdout! })
      .on('line', line => {
        lines.push(line)
        if (line.startsWith('Stepwell ') && line.includes(`:${port}`)) listening.resolve()
      })
      .on('close', () => listening.reject(new Error(`stepwell serve has ended: ${errors}`)))
    await listening.promise
  }

  function note(text: string): void {
    errors = (errors + text).slice(-20_000)
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

  try {
    await start()
  } catch (error) {
    await rm(data, { recursive: true, force: true })
    throw error
  }
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
    output: () => output,
    errors: () => errors,
    lines: () => lines,
    async [Symbol.asyncDispose]() {
      await stop()
      await rm(data, { recursive: true, force: true })
    },
  }
}

/**
 * A free port that stays free while the server is down for a moment: below those that the system gives to outgoing
 * connections, of which there are thousands here.
 */
async function steadyPort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000)
    const server = createServer().listen(port, '127.0.0.1')
    try {
      await once(server, 'listening')
    } catch {
      continue // It is taken.
    }
    server.close()
    await once(server, 'close')
    return port
  }
}
