import type { ChildProcess } from 'node:child_process'
import type { Clock, Timer } from '../core/clock.ts'
import { commitOf, type Store, type Worker } from '../core/store.ts'
import type { Task } from '../core/task.ts'
import { transition } from '../core/transition.ts'
import type { ToServer, ToWorker } from './messages.ts'

const usualLookEveryMs = 1000
/** Wait before a worker that died young is replaced; doubles with every early death. */
const firstRestartDelayMs = 100
const longestRestartDelayMs = 5000
/** A worker that lived this long did not die of its start. */
const youngMs = 5000
/** So many that died young in a row before the first was ready mean that none will be. */
const mostStarts = 4

export interface SupervisorParts {
  readonly store: Store
  readonly clock: Clock
  readonly newWorkerId: () => string
  /** Starts a worker process with an IPC channel. */
  readonly spawn: (workerId: string) => ChildProcess
  /** Kills a process known by pid and start time; resolves when it is gone. */
  readonly kill: (pid: number, processStartedAt: string) => Promise<void>
  /** Called when a worker has stored a change of a task. */
  readonly stored: (task: string) => void
  readonly log: (text: string) => void
  /** How often it looks for workers whose lease is over; default a second. */
  readonly lookEveryMs?: number
}

/** Keeps one worker process running, and makes a dead one's tasks due again. */
export interface Supervisor {
  /** Resolves when the first worker claims tasks. */
  readonly ready: Promise<void>
  /** A task was submitted or changed: no worker should wait for its next look. */
  notify(task: string): void
  /** Ends the worker: its tasks are given back within the budget, then it is killed. */
  stop(budgetMs: number): Promise<void>
}

/**
 * Ends what an earlier server has left and starts a worker. A task goes on only after the worker that held it is known
 * to be dead: an epoch fences our store, not the servers worked on.
 */
export async function startSupervisor(parts: SupervisorParts): Promise<Supervisor> {
  const { store, clock, log, lookEveryMs = usualLookEveryMs } = parts
  let stopping = false
  let child: ChildProcess | null = null
  let childId: string | null = null
  let exited: Promise<unknown> = Promise.resolve()
  let restartDelayMs = firstRestartDelayMs
  let restart: Timer | null = null
  let diedYoung = 0
  const ready = Promise.withResolvers<void>()

  for (const worker of await store.workers()) await bury(worker)

  async function bury(worker: Pick<Worker, 'id' | 'pid' | 'processStartedAt'>): Promise<void> {
    await parts.kill(worker.pid, worker.processStartedAt)
    await buryId(worker.id)
  }

  async function buryId(worker: string): Promise<void> {
    for (const task of await store.heldBy(worker)) await loseWorker(task, worker)
    await store.removeWorker(worker)
  }

  async function loseWorker(task: Task, worker: string): Promise<void> {
    for (let held: Task | null = task; held?.worker === worker; held = await store.find(task.id)) {
      const event = { type: 'workerLost', worker, cause: 'server_ended', blame: 'none' } as const
      const at = clock.now()
      const after = transition(held, event, at)
      const result = await store.commit(commitOf(held, after, [event], { by: null, reason: null, at }))
      if (result.accepted) return parts.stored(task.id)
    }
  }

  function send(message: ToWorker): void {
    // A worker that is going down hears nothing more; the next one looks for itself.
    if (child?.connected === true) child.send(message, () => {})
  }

  function start(): void {
    const id = parts.newWorkerId()
    const startedAt = clock.elapsed()
    childId = id
    exited = ended(id).then(how => {
      if (!stopping) log(`worker ${id} has ended: ${how}`)
      return replace(id, startedAt)
    })
  }

  /** Starts a worker process; resolves with how it ended, or why it could not be started. Never rejects. */
  function ended(id: string): Promise<string> {
    return new Promise(resolve => {
      try {
        const started = parts.spawn(id)
        child = started
        started.on('error', error => {
          log(`worker ${id}: ${error.message}`)
          if (started.pid === undefined) resolve('it could not be started')
        })
        started.on('message', (message: ToServer) => {
          if (message.type === 'ready') ready.resolve()
          else parts.stored(message.task)
        })
        started.on('exit', (status, signal) =>
          resolve(`${signal ?? `status ${status}`} (pid ${started.pid})`),
        )
      } catch (error) {
        resolve(`it could not be started: ${String(error)}`)
      }
    })
  }

  async function replace(id: string, startedAt: number): Promise<void> {
    child = null
    for (;;) {
      try {
        await buryId(id)
        break
      } catch (error) {
        log(`worker ${id}: its tasks could not be given back yet: ${String(error)}`)
        // The next server does it before it starts a worker.
        if (stopping) return
        await new Promise<void>(resolve => clock.after(lookEveryMs, resolve))
      }
    }
    if (stopping) return
    const young = clock.elapsed() - startedAt < youngMs
    if (young && ++diedYoung === mostStarts)
      ready.reject(new Error('The worker process ends as soon as it is started: its last words are above.'))
    restartDelayMs = young ? Math.min(restartDelayMs * 2, longestRestartDelayMs) : firstRestartDelayMs
    restart = clock.after(young ? restartDelayMs : 0, start)
  }

  const heard = new Map<string, { readonly heartbeatAt: number; readonly seen: number }>()

  /** Whether a worker's lease has run out, by our own watch: its clock, or ours, may have been set meanwhile. */
  function isLate({ id, heartbeatAt, leaseExpiresAt }: Worker): boolean {
    const before = heard.get(id)
    if (before?.heartbeatAt !== heartbeatAt) heard.set(id, { heartbeatAt, seen: clock.elapsed() })
    return clock.elapsed() - heard.get(id)!.seen > leaseExpiresAt - heartbeatAt
  }

  /** A worker whose lease has run out is hung: it could not even say that it lives. */
  async function watch(): Promise<void> {
    const workers = await store.workers()
    for (const id of heard.keys()) if (workers.every(worker => worker.id !== id)) heard.delete(id)
    for (const worker of workers.filter(isLate)) {
      log(`worker ${worker.id} (pid ${worker.pid}) is not heard of any more: it is killed`)
      await parts.kill(worker.pid, worker.processStartedAt)
      if (worker.id !== childId) await buryId(worker.id)
    }
  }
  let looking: Promise<void> | null = null
  const watching = clock.every(lookEveryMs, () => {
    looking ??= watch()
      .catch((error: unknown) => log(`looking after workers: ${String(error)}`))
      .finally(() => (looking = null))
  })

  start()
  return {
    ready: ready.promise,
    notify: task => send({ type: 'changed', task }),
    async stop(budgetMs) {
      stopping = true
      watching.cancel()
      restart?.cancel()
      const running = child
      if (running !== null) {
        running.kill('SIGTERM')
        const over = clock.after(budgetMs, () => running.kill('SIGKILL'))
        await exited
        over.cancel()
      }
      await exited
      await looking
    },
  }
}
