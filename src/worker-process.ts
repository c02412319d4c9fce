/**
 * The entry of a worker process: assembles a worker over the data folder it is told of and runs it until the server goes
 * away, asks it to end, or its lease is lost. Started by `main.ts` with a {@link WorkerProcessSettings} as its argument.
 */
import { pid } from 'node:process'
import { createVault } from './access/vault.ts'
import { readKeyRingFile } from './access/key-ring-file.ts'
import { processStartedAt } from './drivers/host/process-identity.ts'
import { estimate } from './estimate/estimate.ts'
import { loadAllOperations } from './operations/built-in.ts'
import { probes } from './operations/probes.ts'
import { openSqliteStore } from './store/sqlite/open.ts'
import { withoutSecrets } from './telemetry/without-secrets.ts'
import { commonFailures } from './words/failures.ts'
import { leaseLostStatus, type ToServer, type ToWorker } from './worker/messages.ts'
import { systemClock } from './worker/system-clock.ts'
import { startWorker, type Pace } from './worker/worker.ts'

/** What a worker process is told on its command line, as JSON. */
export interface WorkerProcessSettings {
  readonly workerId: string
  readonly dataFolder: string
  readonly keyRingFile: string
  readonly operations: readonly string[]
  readonly capacity: number
  /** Takes only tasks under suspicion, and ends when there is none. */
  readonly alone: boolean
  /** What differs from the usual; left out: nothing. */
  readonly pace?: Partial<Pace>
}

const settings = JSON.parse(process.argv[2] ?? '{}') as WorkerProcessSettings

const tell = (message: ToServer): void => {
  // The server may end this very moment: then the channel's end is heard of as well.
  if (process.connected) process.send?.(message, undefined, undefined, () => {})
}
const log = (text: string, task: string | null): void => {
  const line = { time: new Date().toISOString(), worker: settings.workerId, task, text }
  process.stderr.write(`${withoutSecrets(JSON.stringify(line))}\n`)
}

// Nothing this process does makes sense without its server: the next one kills what is left and begins anew.
process.on('disconnect', () => process.exit(1))
if (!process.connected) throw new Error('a worker process is started by its server, which is gone')

const ring = readKeyRingFile(settings.keyRingFile)
if (ring === null) throw new Error(`${settings.keyRingFile} is gone: the worker can't open any instance`)
const store = await openSqliteStore(settings.dataFolder, { writer: 'inline' })
const worker = await startWorker({
  store,
  vault: createVault(ring),
  operations: await loadAllOperations(settings.operations),
  failures: commonFailures,
  probes,
  predict: estimate,
  identity: { id: settings.workerId, pid, processStartedAt: processStartedAt(pid) ?? '' },
  capacity: settings.alone ? 1 : settings.capacity,
  clock: systemClock,
  random: Math.random,
  suspectsOver: settings.alone ? () => drain() : null,
  reportEveryMs: 1000,
  pace: settings.pace ?? {},
  stored: task => tell({ type: 'stored', task: task.id }),
  log,
})
worker.lost.addEventListener('abort', () => process.exit(leaseLostStatus))
process.on('message', ({ task }: ToWorker) => worker.taskChanged(task))
let draining = false
function drain(): void {
  if (draining) return
  draining = true
  worker
    .drain()
    .then(() => store.close())
    .then(
      () => process.exit(0),
      (error: unknown) => {
        // Its tasks are taken from it once it is dead.
        log(`could not end in order: ${String(error)}`, null)
        process.exit(1)
      },
    )
}
process.on('SIGTERM', drain)
// A terminal's Ctrl-C reaches both processes: the server decides how they end.
process.on('SIGINT', () => {})
tell({ type: 'ready' })
