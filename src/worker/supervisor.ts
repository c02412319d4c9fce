import type { ChildProcess } from 'node:child_process'
import type { Clock, Timer } from '../core/clock.ts'
import type { LossCause } from '../core/event.ts'
import type { Death } from '../core/poison.ts'
import type { Store } from '../core/store.ts'
import { leaseLostStatus, type ToServer, type ToWorker } from './messages.ts'
import { createWatch } from './worker-watch.ts'
import { buryWorker } from './worker-loss.ts'

const usualLookEveryMs = 1000
/** Wait before a worker that died young is replaced; doubles with every early death. */
const firstRestartDelayMs = 100
const longestRestartDelayMs = 5000
/** A worker that lived this long did not die of its start. */
const youngMs = 5000
/** So many that died young in a row before the first was ready mean that none will be. */
const mostStarts = 4
/** How many tasks under suspicion run at once, each in a process of its own. */
const mostAlone = 8

/** A worker that came to an end which nobody asked for. */
export interface LostWorker {
  readonly id: string
  /** Undefined: it could not be started. */
  readonly pid: number | undefined
  readonly cause: LossCause
  /** Whether its lease was over: for as long nothing was heard of it. */
  readonly leaseLost: boolean
  /** What the system tells of its end. */
  readonly how: string
}

export interface SupervisorParts {
  readonly store: Store
  readonly clock: Clock
  readonly newWorkerId: () => string
  /** Starts a worker process with an IPC channel; `alone`: for one task under suspicion, and it ends when there is none. */
  readonly spawn: (workerId: string, alone: boolean) => ChildProcess
  /** Kills a process known by pid and start time; resolves when it is gone. */
  readonly kill: (pid: number, processStartedAt: string) => Promise<void>
  /** Called when a worker has stored a change of a task. */
  readonly stored: (task: string) => void
  readonly lost: (worker: LostWorker) => void
  readonly log: (text: string) => void
  /** How often it looks after its workers; default a second. */
  readonly lookEveryMs?: number
  /** Added to what a step or an undo is given before its worker is killed; default none. A test takes away. */
  readonly patienceMs?: number
}

/** Keeps one worker process running, one more for each task under suspicion, and makes a dead one's tasks due again. */
export interface Supervisor {
  /** Resolves when the first worker claims tasks. */
  readonly ready: Promise<void>
  /** A task was submitted or changed: no worker should wait for its next look. */
  notify(task: string): void
  /** Ends the workers: their tasks are given back within the budget, then they are killed. */
  stop(budgetMs: number): Promise<void>
}

/** A worker process of this server. */
interface Running {
  readonly id: string
  readonly alone: boolean
  readonly startedAt: number
  /** Null: it could not be started. */
  readonly child: ChildProcess | null
  readonly buried: Promise<void>
}

/** What it takes to end workers that were left. */
export type LeftWorkerParts = Pick<SupervisorParts, 'store' | 'clock' | 'kill' | 'stored' | 'lost'>

/** Ends the workers that an earlier server has left: what they held waits for another one. */
export async function buryLeftWorkers({ store, clock, kill, stored, lost }: LeftWorkerParts): Promise<void> {
  for (const { id, pid, processStartedAt } of await store.workers()) {
    await kill(pid, processStartedAt)
    await buryWorker(store, id, { cause: 'server_ended', culprit: null }, clock.now, stored)
    lost({ id, pid, cause: 'server_ended', leaseLost: false, how: 'left by an earlier server' })
  }
}

/**
 * Ends what an earlier server has left and starts a worker. A task goes on only after the worker that held it is known
 * to be dead: an epoch fences our store, not the servers worked on.
 */
export async function startSupervisor(parts: SupervisorParts): Promise<Supervisor> {
  const { store, clock, log, lookEveryMs = usualLookEveryMs } = parts
  const running = new Map<string, Running>()
  /** Why a worker was killed, by id; one that is not here has died by itself. */
  const deaths = new Map<string, Death>()
  let stopping = false
  let restartDelayMs = firstRestartDelayMs
  let restart: Timer | null = null
  let diedYoung = 0
  const ready = Promise.withResolvers<void>()

  const bury = (worker: string, death: Death): Promise<number> =>
    buryWorker(store, worker, death, clock.now, parts.stored)

  await buryLeftWorkers(parts)

  function start(alone: boolean): void {
    const id = parts.newWorkerId()
    const { child, ended } = spawn(id, alone)
    const buried = ended.then(how => {
      const cause = deaths.get(id)?.cause ?? 'died'
      const leaseLost = cause === 'hung' || how === statusText(leaseLostStatus)
      if (!stopping && !(alone && how === statusText(0)))
        parts.lost({ id, pid: child?.pid, cause, leaseLost, how })
      return afterDeath(id)
    })
    running.set(id, { id, alone, startedAt: clock.elapsed(), child, buried })
  }

  /** Starts a worker process; `ended` resolves with how it did, or why it could not be started, and never rejects. */
  function spawn(
    id: string,
    alone: boolean,
  ): { readonly child: ChildProcess | null; readonly ended: Promise<string> } {
    const { promise: ended, resolve } = Promise.withResolvers<string>()
    try {
      const child = parts.spawn(id, alone)
      child.on('error', error => {
        log(`worker ${id}: ${error.message}`)
        if (child.pid === undefined) resolve('it could not be started')
      })
      child.on('message', (message: ToServer) => {
        if (message.type === 'ready') ready.resolve()
        else parts.stored(message.task)
      })
      child.on('exit', (status, signal) => resolve(signal ?? statusText(status)))
      return { child, ended }
    } catch (error) {
      resolve(`it could not be started: ${String(error)}`)
      return { child: null, ended }
    }
  }

  async function afterDeath(id: string): Promise<void> {
    const { alone, startedAt } = running.get(id)!
    const byItself: Death = { cause: stopping ? 'server_ended' : 'died', culprit: null }
    let heldTasks = 0
    for (;;) {
      try {
        heldTasks = await bury(id, deaths.get(id) ?? byItself)
        break
      } catch (error) {
        log(`worker ${id}: its tasks could not be given back yet: ${String(error)}`)
        // The next server does it before it starts a worker.
        if (stopping) return
        await new Promise<void>(resolve => clock.after(lookEveryMs, resolve))
      }
    }
    running.delete(id)
    deaths.delete(id)
    if (stopping) return
    if (!alone) replace(startedAt)
    // One that came to no task is not replaced at once, or processes that can't start would be started without end.
    if (alone && heldTasks === 0) return
    await lookForSuspects()
  }

  function replace(startedAt: number): void {
    const young = clock.elapsed() - startedAt < youngMs
    if (young && ++diedYoung === mostStarts)
      ready.reject(new Error('The worker process ends as soon as it is started: its last words are above.'))
    restartDelayMs = young ? Math.min(restartDelayMs * 2, longestRestartDelayMs) : firstRestartDelayMs
    restart = clock.after(young ? restartDelayMs : 0, () => start(false))
  }

  /** Each task under suspicion gets a process of its own, so that its next death harms, and is blamed on, nothing else. */
  async function runSuspects(): Promise<void> {
    const suspects = await store.due(clock.now(), mostAlone, true)
    const alone = [...running.values()].filter(worker => worker.alone)
    const held = await Promise.all(alone.map(worker => store.heldBy(worker.id)))
    const waiting = held.filter(tasks => tasks.length === 0).length
    const wanted = Math.min(suspects.length - waiting, mostAlone - alone.length)
    if (stopping) return
    for (let index = 0; index < wanted; index += 1) start(true)
  }

  /** When the store does not answer, the next look tries again. */
  const lookForSuspects = (): Promise<void> =>
    runSuspects().catch((error: unknown) => log(`looking for suspects: ${String(error)}`))

  const watch = createWatch(parts)

  async function lookAfter(): Promise<void> {
    for (const { worker, death, why } of await watch.lateWorkers()) {
      log(`worker ${worker.id} (pid ${worker.pid}) is killed: ${why}`)
      deaths.set(worker.id, death)
      await parts.kill(worker.pid, worker.processStartedAt)
      if (!running.has(worker.id)) await bury(worker.id, death)
    }
    await runSuspects()
  }
  let looking: Promise<void> | null = null
  const watching = clock.every(lookEveryMs, () => {
    looking ??= lookAfter()
      .catch((error: unknown) => log(`looking after workers: ${String(error)}`))
      .finally(() => (looking = null))
  })

  function send(message: ToWorker): void {
    // A worker that is going down hears nothing more; the next one looks for itself.
    for (const { child } of running.values()) if (child?.connected === true) child.send(message, () => {})
  }

  start(false)
  // Not waited for: whoever started us has to hear of `ready` before it can be refused.
  void lookForSuspects()
  return {
    ready: ready.promise,
    notify: task => send({ type: 'changed', task }),
    async stop(budgetMs) {
      stopping = true
      watching.cancel()
      restart?.cancel()
      await looking
      await Promise.all(
        [...running.values()].map(async ({ child, buried }) => {
          child?.kill('SIGTERM')
          const over = clock.after(budgetMs, () => child?.kill('SIGKILL'))
          await buried
          over.cancel()
        }),
      )
    },
  }
}

const statusText = (status: number | null): string => `status ${status}`
