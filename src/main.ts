/** Assembles the server; with `worker-process.ts` the only file that names concrete parts. */
import { fork, type ChildProcess } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { pino } from 'pino'
import { createCredentialsFile, readCredentialsFile } from './access/credentials-file.ts'
import { createKeyRing, type KeyRing } from './access/key-ring.ts'
import { createKeyRingFile, readKeyRingFile } from './access/key-ring-file.ts'
import { newProjectId } from './access/keys.ts'
import { createVault } from './access/vault.ts'
import type { Settings } from './config.ts'
import { createTaskCentre } from './core/centre.ts'
import type { Operation } from './core/operation.ts'
import { createRegistry, type Probe } from './core/registry.ts'
import type { Store } from './core/store.ts'
import type { Service } from './core/task.ts'
import { fill, type Language, type WordParameters } from './core/words.ts'
import { problemsOf } from './dialects/check.ts'
import { dcsDialect } from './dialects/dcs/dialect.ts'
import { nativeDialect } from './dialects/native/dialect.ts'
import { endLeftProcesses, forgetProcess, rememberProcess } from './drivers/host/left-processes.ts'
import { killProcess } from './drivers/host/process-identity.ts'
import { typicalDurationMs } from './estimate/typical-duration.ts'
import { createAccessKeys, type AccessKeys } from './http/access-keys.ts'
import { createAnswers } from './http/answers.ts'
import { createHttpServer } from './http/server.ts'
import { loadAllOperations } from './operations/built-in.ts'
import { lockFolder } from './store/folder-lock.ts'
import { openSqliteStore } from './store/sqlite/open.ts'
import { serverWords } from './words/server.ts'
import type { WorkerProcessSettings } from './worker-process.ts'
import { systemClock } from './worker/system-clock.ts'
import { startSupervisor, type Supervisor } from './worker/supervisor.ts'

/** How long tasks have to stop at a cancel point when the server is told to end. */
const drainBudgetMs = 20_000
/** How long requests under way have then. */
const requestBudgetMs = 5000
/** How many tasks the worker runs at once. */
const capacity = 8

/** What a server is started with. */
export interface ServeSettings extends Pick<
  Settings,
  'data' | 'port' | 'host' | 'proxy' | 'dcsTimes' | 'language'
> {
  /** Files and folders with recipes of a team's own. */
  readonly operations: readonly string[]
}

/** A server that answers. */
export interface RunningServer {
  /** Origin: scheme, host and port. */
  readonly url: string
  /** The administrator's key; given once, at the first start in a data folder. */
  readonly created: Awaited<ReturnType<AccessKeys['create']>> | null
  /** Ends it: requests under way are answered, tasks are given back. */
  close(): Promise<void>
}

/** Why a server does not start; one line for a person. */
class StartError extends Error {
  override readonly name = 'StartError'
}

/** Starts a server: takes the data folder, opens the store, starts a worker, then listens. Throws what a person can mend. */
export async function startServer(settings: ServeSettings): Promise<RunningServer> {
  const { language } = settings
  if (!isLoopback(settings.host) && !settings.proxy)
    throw new StartError(fill(serverWords.needsProxy[language], { host: settings.host }))
  const operations = await loadAllOperations(settings.operations)
  for (const operation of operations.values()) checkSchema(operation, language)
  const folder = resolve(settings.data)
  const lock = lockFolder(folder)
  const closers: (() => unknown)[] = [() => lock.release()]
  const close = async (): Promise<void> => {
    for (const each of closers.splice(0).toReversed()) await each()
  }
  try {
    const keyRingFile = join(folder, 'key-ring.json')
    const credentialsFile = join(folder, 'credentials.json')
    const ring = openKeyRing(keyRingFile, folder, language)
    const isNew = readCredentialsFile(credentialsFile) === null
    // Before the store is opened: a worker that was stopped in the middle of a write holds the database for ever.
    await endLeftProcesses(folder)
    const store = await openSqliteStore(folder, { writer: 'thread' })
    closers.push(() => store.close())
    const log = pino({ redact: ['req.headers', '*.authorization', '*.password', '*.secretKey', '*.token'] })
    const keys = createAccessKeys({ store, ring, random: randomBytes, now: Date.now })

    let supervisor: Supervisor | null = null
    let stopping = false
    const vault = createVault(ring)
    const centre = createTaskCentre({
      store,
      operations,
      checkInput: problemsOf,
      newId: randomUUID,
      now: Date.now,
      typicalMs: typicalDurationMs,
      changed: task => supervisor?.notify(task.id),
    })
    const registry = createRegistry({
      store,
      vault,
      probes: { dcs: probeRedis, dms: null, taurusdb: null },
      newInstanceId,
      now: Date.now,
    })
    const server = createHttpServer({
      dialects: [nativeDialect, dcsDialect],
      answers: createAnswers({
        centre,
        registry,
        operations,
        createKey: keys.create,
        workers: store,
        ready: async () => !stopping && supervisor !== null && (await livesAWorker(store)),
      }),
      keys,
      language,
      timeForm: settings.dcsTimes,
      now: Date.now,
      version: readVersion(),
      log,
    })
    closers.push(async () => {
      stopping = true
      // A client that never ends its request must not keep the worker from giving its tasks back, nor the server alive.
      const over = setTimeout(() => server.server.closeAllConnections(), requestBudgetMs)
      await Promise.all([server.close(), supervisor?.stop(drainBudgetMs)])
      clearTimeout(over)
    })
    const url = await server.listen({ port: settings.port, host: settings.host })
    const created = isNew ? await createFirstKey(credentialsFile, keys, store) : null
    // So that the command line on this machine finds it, whatever its port.
    const urlFile = join(folder, 'server.url')
    writeFileSync(urlFile, `${url}\n`, { mode: 0o600 })
    closers.push(() => rmSync(urlFile, { force: true }))
    // Only now: a server that can't listen must not begin tasks.
    supervisor = await startSupervisor({
      store,
      clock: systemClock,
      newWorkerId: () => `worker-${randomUUID()}`,
      spawn: (workerId, alone) =>
        forkWorker(folder, {
          workerId,
          dataFolder: folder,
          keyRingFile,
          operations: settings.operations.map(path => resolve(path)),
          capacity,
          alone,
        }),
      kill: killProcess,
      stored: () => {},
      log: text => log.warn(text),
    })
    await supervisor.ready
    return { url, created, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Runs a server until a signal ends it: what `stepwell serve` does. */
export async function serve(settings: ServeSettings & { readonly json: boolean }): Promise<void> {
  const print = (line: string): void => void process.stdout.write(`${line}\n`)
  const say = (word: keyof typeof serverWords, parameters: WordParameters = {}): void =>
    print(fill(serverWords[word][settings.language], parameters))
  // A recipe's code runs here, too, when it is loaded: one line for a person, never a stack.
  process.on('uncaughtException', error => {
    process.stderr.write(`stepwell: ${error.message.replaceAll('\n', ' ')}\n`)
    process.exit(1)
  })
  const server = await startServer(settings)
  if (settings.json) print(JSON.stringify({ url: server.url, created: server.created }))
  else if (server.created !== null) {
    say('firstKey', { file: join(resolve(settings.data), 'credentials.json') })
    const { accessKey, secretKey, token } = server.created
    print(`export STEPWELL_ACCESS_KEY=${accessKey}`)
    print(`export STEPWELL_SECRET_KEY=${secretKey}`)
    print(`export STEPWELL_TOKEN=${token}`)
  }
  const ended = Promise.withResolvers<void>()
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      if (!settings.json) say('stopping')
      server.close().then(ended.resolve, ended.reject)
    })
  // Last: who reads it may end the server at once.
  if (!settings.json) say('listening', { url: server.url })
  await ended.promise
}

/** One whose lease has run out can't store anything: it hangs, or the disk is full. */
async function livesAWorker(store: Store): Promise<boolean> {
  const now = Date.now()
  return (await store.workers()).some(({ leaseExpiresAt }) => leaseExpiresAt > now)
}

/** A schema that can't be used would be found out at the first submission. */
function checkSchema({ name, input }: Operation, language: Language): void {
  try {
    problemsOf(input, {})
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new StartError(fill(serverWords.schemaUnusable[language], { operation: name, why }), {
      cause: error,
    })
  }
}

/** The Redis driver is loaded when the first instance is added. */
const probeRedis: Probe = async (...asked) =>
  (await import('./operations/redis/probe.ts')).probeRedis(...asked)

/** `.ts` in a clone, `.js` when built. */
const extension = import.meta.url.slice(import.meta.url.lastIndexOf('.'))

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

function forkWorker(folder: string, settings: WorkerProcessSettings): ChildProcess {
  const worker = fork(new URL(`./worker-process${extension}`, import.meta.url), [JSON.stringify(settings)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // The options of this process (a test runner's, a loader's) are not for the worker.
    execArgv: [],
  })
  const { pid } = worker
  if (pid !== undefined) {
    worker.on('exit', () => forgetProcess(folder, pid))
    try {
      rememberProcess(folder, pid)
    } catch (error) {
      // Not started is what its supervisor hears: then it must not run either.
      worker.kill('SIGKILL')
      throw error
    }
  }
  return worker
}

function openKeyRing(file: string, folder: string, language: Language): KeyRing {
  const kept = readKeyRingFile(file)
  if (kept !== null) return kept
  // Another ring opens nothing that is sealed there, and would stand where the right one has to be restored.
  if (existsSync(join(folder, 'stepwell.db')))
    throw new StartError(fill(serverWords.keyRingMissing[language], { file }))
  const ring = createKeyRing(randomBytes)
  createKeyRingFile(file, ring)
  return ring
}

/** Makes an administrator's key, at the first start or when its file was moved away: of the project that is there. */
async function createFirstKey(
  file: string,
  keys: AccessKeys,
  store: Store,
): Promise<RunningServer['created']> {
  const [instance] = await store.listInstances({})
  const [task] = await store.list({ limit: 1 })
  const known = instance?.project ?? task?.project ?? newProjectId(randomBytes)
  const created = await keys.create({ project: known, administrator: true })
  const { accessKey, secretKey, token, project } = created
  createCredentialsFile(file, { url: null, accessKey, secretKey, token, project })
  return created
}

/** In the form of the service: a uuid; for TaurusDB 36 letters and digits ending in `in07` (wire-spec §1.3). */
function newInstanceId(service: Service): string {
  const id = randomUUID()
  return service === 'taurusdb' ? `${id.replaceAll('-', '')}in07` : id
}

function readVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { readonly version: string }).version
}
