import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { ask } from './ask.ts'
import { obtainRedis } from './obtain-redis.ts'
import { type Guard, startGuard } from './guard.ts'

/** How a server of a test, the demo or a bench is started; without any of these: standalone, open, on a free port. */
export interface RedisOptions {
  readonly port?: number
  readonly cluster?: boolean
  readonly password?: string
  /** Directives of redis.conf, over ours. */
  readonly configuration?: Readonly<Record<string, string>>
  /** `arguments`: directives on the command line, so that CONFIG REWRITE has no file to write to. Default `file`. */
  readonly configureBy?: 'file' | 'arguments'
}

/** A real server on loopback. Its folder goes, and the server dies, with `stop` or with this process, however that ends. */
export interface RedisServer extends AsyncDisposable {
  readonly port: number
  /** Of the cluster bus; null when standalone. */
  readonly busPort: number | null
  /** redis://127.0.0.1:port, without the password. */
  readonly address: string
  /** Of the process that runs now; another one after `restart`. */
  readonly pid: number
  readonly folder: string
  readonly password: string | null
  /** Sends a signal; resolves when the process has ended if the signal is one that ends it. */
  kill(signal: NodeJS.Signals): Promise<void>
  /** Ends the process by SIGKILL and starts it again in the same folder and on the same port. */
  restart(): Promise<void>
  stop(): Promise<void>
}

const startAttempts = 10
const readyWithinMs = 20_000

/** Starts a server and waits until it answers. */
export async function startRedis(options: RedisOptions = {}): Promise<RedisServer> {
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await freePort())
    const busPort = options.cluster === true ? await freePort() : null
    try {
      return await startOn(port, busPort, options)
    } catch (error) {
      // Between choosing a free port and binding it another process can take it: choose again.
      const taken = error instanceof PortTaken
      if (!taken || options.port !== undefined || attempt === startAttempts) throw error
    }
  }
}

class PortTaken extends Error {}

async function startOn(port: number, busPort: number | null, options: RedisOptions): Promise<RedisServer> {
  const folder = await mkdtemp(join(tmpdir(), 'stepwell-redis-'))
  const guard = startGuard(folder)
  const directives = directivesFor(port, busPort, folder, options)
  const programArguments = await argumentsFor(directives, folder, options)
  let child: ChildProcess
  const stop = async () => {
    await end(child)
    guard.release()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    child = await launch(programArguments, folder, port, guard, options.password)
  } catch (error) {
    guard.release()
    await rm(folder, { recursive: true, force: true })
    throw error
  }
  return {
    port,
    busPort,
    address: `redis://127.0.0.1:${port}`,
    folder,
    password: options.password ?? null,
    get pid() {
      return child.pid!
    },
    async kill(signal) {
      if (signal === 'SIGKILL' || signal === 'SIGTERM' || signal === 'SIGINT') await end(child, signal)
      else child.kill(signal)
    },
    async restart() {
      await end(child)
      child = await launch(programArguments, folder, port, guard, options.password)
    },
    stop,
    [Symbol.asyncDispose]: stop,
  }
}

function directivesFor(
  port: number,
  busPort: number | null,
  folder: string,
  options: RedisOptions,
): Readonly<Record<string, string>> {
  return {
    port: String(port),
    bind: '127.0.0.1',
    dir: folder,
    daemonize: 'no',
    save: '""',
    appendonly: 'no',
    'enable-debug-command': 'yes',
    ...(busPort === null
      ? {}
      : {
          'cluster-enabled': 'yes',
          'cluster-port': String(busPort),
          'cluster-config-file': join(folder, 'nodes.conf'),
        }),
    ...(options.password === undefined
      ? {}
      : { requirepass: options.password, masterauth: options.password }),
    ...options.configuration,
  }
}

async function argumentsFor(
  directives: Readonly<Record<string, string>>,
  folder: string,
  options: RedisOptions,
): Promise<readonly string[]> {
  if (options.configureBy === 'arguments') {
    return Object.entries(directives).flatMap(([name, value]) => [`--${name}`, value === '""' ? '' : value])
  }
  const file = join(folder, 'redis.conf')
  const lines = Object.entries(directives).map(
    ([name, value]) => `${name} ${quotedWhenNeeded(name, value)}\n`,
  )
  await writeFile(file, lines.join(''), { mode: 0o600 })
  return [file]
}

/** One value may hold any character; the other directives may have several values. */
function quotedWhenNeeded(name: string, value: string): string {
  const single = ['dir', 'requirepass', 'masterauth', 'cluster-config-file'].includes(name)
  return single ? JSON.stringify(value) : value
}

async function launch(
  programArguments: readonly string[],
  folder: string,
  port: number,
  guard: Guard,
  password: string | undefined,
): Promise<ChildProcess> {
  const programs = await obtainRedis()
  // In a group of its own, so that Ctrl-C on a terminal reaches the program that started it and not the server.
  const log = await open(join(folder, 'redis.log'), 'a', 0o600)
  const child = spawn(programs.server, [...programArguments], {
    cwd: folder,
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    env: { ...process.env, ...programs.environment },
  })
  await log.close()
  if (child.pid === undefined) throw (await once(child, 'error'))[0] as Error
  guard.watch(child.pid)
  child.unref()
  try {
    await waitUntilReady(child, port, password)
  } catch (error) {
    await end(child)
    const told = await readFile(join(folder, 'redis.log'), 'utf8').catch(() => '')
    if (/Address already in use/.test(told)) throw new PortTaken(`Port ${port} is taken`, { cause: error })
    const reason = told.trim().split('\n').slice(-2).join(' / ')
    throw new Error(`redis-server on port ${port} did not start: ${reason || String(error)}`, {
      cause: error,
    })
  }
  return child
}

/** Asks until the process of ours answers: another server could have been given the same port. */
async function waitUntilReady(
  child: ChildProcess,
  port: number,
  password: string | undefined,
): Promise<void> {
  const access = password === undefined ? {} : { password }
  const deadline = Date.now() + readyWithinMs
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error('it ended at once')
    if (Date.now() > deadline) throw new Error(`it was not ready in ${readyWithinMs} ms`)
    // Short: who holds our port may accept and say nothing.
    const pong = await ask(port, ['PING'], { ...access, timeoutMs: 250 }).catch(() => '')
    if (pong === '+PONG') break
    await delay(5)
  }
  const server = await ask(port, ['INFO', 'server'], access)
  if (!server.includes(`process_id:${child.pid}\r\n`)) throw new PortTaken(`Port ${port} is another server's`)
}

async function end(child: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.ref()
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}

/** A port on loopback that nobody listened on a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
