/** Assembles the server of its concrete parts. */
import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readCredentialsFile } from './access/credentials-file.ts'
import { writeServerUrl } from './access/server-url-file.ts'
import { createVault } from './access/vault.ts'
import { openAccounts } from './accounts/accounts.ts'
import type { Settings } from './config.ts'
import { createTaskCentre } from './core/centre.ts'
import { createEventFeed } from './core/event-feed.ts'
import { readinessOf } from './core/readiness.ts'
import { createRegistry } from './core/registry.ts'
import { startRetention } from './core/retention-sweep.ts'
import type { Service } from './core/task.ts'
import { problemsOf } from './dialects/check.ts'
import { dcsDialect } from './dialects/dcs/dialect.ts'
import type { Dialect } from './dialects/dialect.ts'
import { dmsDialect } from './dialects/dms/dialect.ts'
import { iamDialect } from './dialects/iam/dialect.ts'
import { nativeDialect } from './dialects/native/dialect.ts'
import { taurusdbDialect } from './dialects/taurusdb/dialect.ts'
import { endLeftProcesses } from './drivers/host/left-processes.ts'
import { killProcess } from './drivers/host/process-identity.ts'
import { typicalDurationMs } from './estimate/typical-duration.ts'
import { createAccessKeys } from './http/access-keys.ts'
import { serveConsole } from './http/console-files.ts'
import { createAnswers } from './http/answers.ts'
import { startEventStreams } from './http/event-streams.ts'
import { createPermits } from './http/permit.ts'
import { createHttpServer } from './http/server.ts'
import { serviceNamedIn } from './http/service-named.ts'
import { userNamesIn } from './http/user-named.ts'
import { loadAllOperations } from './operations/built-in.ts'
import { probes } from './operations/probes.ts'
import { checkSchema } from './serve/check-schema.ts'
import { createFirstKey, openKeyRing, refuseOtherRing, type CreatedKey } from './serve/folder-keys.ts'
import { forkWorker } from './serve/fork-worker.ts'
import { keepRenewed, openTls, refuseOpenListener } from './serve/open-tls.ts'
import { ownUrl } from './serve/own-url.ts'
import { startWebhooks } from './serve/webhooks.ts'
import { lockFolder } from './store/folder-lock.ts'
import { openSqliteStore } from './store/sqlite/open.ts'
import { followTasks } from './telemetry/follow-tasks.ts'
import { createLog } from './telemetry/log.ts'
import { createMetrics } from './telemetry/metrics.ts'
import { createOutcomeLog } from './telemetry/outcome-log.ts'
import { createSpans } from './telemetry/spans.ts'
import { watchWrites } from './telemetry/watched-writes.ts'
import { systemClock } from './worker/system-clock.ts'
import {
  buryLeftWorkers,
  startSupervisor,
  type LeftWorkerParts,
  type Supervisor,
} from './worker/supervisor.ts'

/** How long tasks have to stop at a cancel point when the server is told to end. */
const drainBudgetMs = 20_000
/** How long requests under way have then. */
const requestBudgetMs = 5000
/** How many tasks the worker runs at once. */
const capacity = 8

/** What a server is started with. */
export interface ServeSettings extends Pick<
  Settings,
  | 'data'
  | 'port'
  | 'host'
  | 'proxy'
  | 'tlsCertificate'
  | 'tlsKey'
  | 'dcsTimes'
  | 'dmsNumbers'
  | 'keep'
  | 'auditDays'
  | 'webhooksTo'
  | 'language'
> {
  /** Files and folders with recipes of a team's own. */
  readonly operations: readonly string[]
  /** Whether it speaks TLS with a certificate that it vouches for itself. */
  readonly developmentCertificate: boolean
  /** Whether it has no worker, so that no task begins or goes on: for a look at a folder that was restored. */
  readonly hold: boolean
}

/** A server that answers. */
export interface RunningServer {
  /** Origin: scheme, host and port. */
  readonly url: string
  /** The administrator's key; given once, at the first start in a data folder. */
  readonly created: CreatedKey | null
  /** Whether its development certificate was made at this start in the place of another, which clients may trust. */
  readonly replacedCertificate: boolean
  /** Ends it: requests under way are answered, tasks are given back. */
  close(): Promise<void>
}

/** Starts a server: takes the data folder, opens the store, starts a worker, then listens. Throws what a person can mend. */
export async function startServer(settings: ServeSettings): Promise<RunningServer> {
  const { language } = settings
  const isSecure = refuseOpenListener(settings, language)
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
    const tls = await openTls(folder, settings, language)
    const isNew = readCredentialsFile(credentialsFile) === null
    // Before the store is opened: a worker that was stopped in the middle of a write holds the database for ever.
    await endLeftProcesses(folder)
    const log = createLog()
    const version = readVersion()
    const metrics = createMetrics([...operations.values()])
    const opened = await openSqliteStore(folder, { writer: 'thread' })
    const { store, failedAt } = watchWrites(opened, { clock: systemClock, written: metrics.written })
    closers.push(() => store.close())
    await refuseOtherRing(ring, keyRingFile, folder, language)
    const accounts = await openAccounts({
      store,
      ring,
      random: randomBytes,
      auditKeptMs: settings.auditDays * 24 * 60 * 60 * 1000,
      now: Date.now,
    })
    const keys = createAccessKeys({
      accounts,
      store,
      ring,
      random: randomBytes,
      secure: isSecure,
      newId: randomUUID,
      now: Date.now,
    })

    const feed = createEventFeed({ store, clock: systemClock, log: text => log.warn(text) })
    closers.push(() => feed.close())
    const streams = await startEventStreams({
      store,
      feed,
      isLetIn: keys.isLetIn,
      accountsVersion: accounts.directory.version,
      clock: systemClock,
      log: (fields, text) => log.warn(fields, text),
      dropped: metrics.streamDropped,
    })
    await followTasks({
      store,
      feed,
      listeners: [metrics.happened, createOutcomeLog(log), await createSpans(version)],
      log: text => log.warn(text),
    })

    let supervisor: Supervisor | null = null
    let phase: 'starting' | 'serving' | 'stopping' = 'starting'
    const vault = createVault(ring)
    const centre = createTaskCentre({
      store,
      operations,
      checkInput: problemsOf,
      newId: randomUUID,
      now: Date.now,
      typicalMs: typicalDurationMs,
      changed: task => {
        supervisor?.notify(task.id)
        feed.wake()
      },
    })
    const registry = createRegistry({ store, vault, probes, newInstanceId, now: Date.now })
    const { webhooks, stop: stopWebhooks } = await startWebhooks({
      store,
      feed,
      vault,
      clock: systemClock,
      language,
      networks: settings.webhooksTo,
      log,
    })
    closers.push(stopWebhooks)
    const dialects: readonly Dialect[] = [nativeDialect, dcsDialect, dmsDialect, taurusdbDialect, iamDialect]
    const server = createHttpServer({
      dialects,
      answers: createAnswers({
        dialects,
        centre,
        registry,
        operations,
        accounts,
        keys,
        streams,
        workers: store,
        webhooks,
        now: Date.now,
        ready: () =>
          readinessOf({
            isServing: () => phase === 'serving',
            isHeld: settings.hold,
            workers: store.workers,
            lag: feed.lag,
            writeFailedAt: failedAt,
            now: Date.now,
          }),
        metrics: () => metrics.text({ store, feed, openStreams: streams.count, now: Date.now, version }),
      }),
      streams,
      served: metrics.served,
      keys,
      serviceNamed: serviceNamedIn(registry, centre),
      permits: createPermits({ accounts, store, operations, now: Date.now }),
      userName: userNamesIn(accounts.directory),
      proxied: settings.proxy,
      language,
      tls: tls?.certificate ?? null,
      forms: settings,
      now: Date.now,
      version,
      log,
    })
    if (tls !== null) closers.push(keepRenewed(tls, server, log))
    serveConsole(server, fileURLToPath(new URL('../dist/console', import.meta.url)))
    closers.push(async () => {
      phase = 'stopping'
      // A client that never ends its request must not keep the worker from giving its tasks back, nor the server alive.
      const over = setTimeout(() => server.server.closeAllConnections(), requestBudgetMs)
      await Promise.all([server.close(), supervisor?.stop(drainBudgetMs)])
      clearTimeout(over)
    })
    const url = ownUrl(await server.listen({ port: settings.port, host: settings.host }))
    const created = isNew ? await createFirstKey(credentialsFile, keys, store) : null
    // So that the command line on this machine finds it, whatever its port.
    closers.push(writeServerUrl(folder, url))
    // Only now: a server that can't listen must not begin tasks.
    const ends: LeftWorkerParts = {
      store,
      clock: systemClock,
      kill: killProcess,
      stored: () => feed.wake(),
      lost(worker) {
        metrics.workerLost(worker)
        // `pid` of a line is the server's own.
        const { id, pid, ...how } = worker
        log.warn({ worker: id, workerPid: pid, ...how }, 'worker lost')
      },
    }
    if (settings.hold) await buryLeftWorkers(ends)
    else {
      supervisor = await startSupervisor({
        ...ends,
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
        log: text => log.warn(text),
      })
      await supervisor.ready
    }
    const sweep = startRetention({
      store,
      clock: systemClock,
      retention: settings.keep,
      log: text => log.info(text),
    })
    closers.push(() => sweep.stop())
    phase = 'serving'
    return { url, created, replacedCertificate: tls?.replaced ?? false, close }
  } catch (error) {
    await close()
    throw error
  }
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
