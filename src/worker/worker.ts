import { pause, type Clock } from '../core/clock.ts'
import { isDue } from '../core/due.ts'
import { isCode } from '../core/error.ts'
import type { Vault } from '../core/instance.ts'
import type { Operation } from '../core/operation.ts'
import { pastRunsOf } from '../core/past-runs.ts'
import { commitOf, type Store, type Worker } from '../core/store.ts'
import type { Prediction, Task } from '../core/task.ts'
import { transition } from '../core/transition.ts'
import type { Claim, Probes } from './context.ts'
import { executeTask } from './execute.ts'
import { createRecorder, RecordError, type Recorder } from './recorder.ts'
import type { CommonFailures } from './task-failure.ts'
import { createTaskLog } from './task-log.ts'

/** How long a worker waits for what. */
export interface Pace {
  /** How long a worker that is not heard of keeps its tasks. */
  readonly leaseMs: number
  readonly heartbeatEveryMs: number
  /** The net under the wake-ups: how often a worker looks for due tasks unasked. */
  readonly lookEveryMs: number
  /** How long each failed try to undo an effect waits for the next; after the last of them one more is made. */
  readonly undoDelaysMs: readonly number[]
}

const usualPace: Pace = {
  leaseMs: 10_000,
  heartbeatEveryMs: 1000,
  lookEveryMs: 1000,
  undoDelaysMs: [200, 1000, 5000],
}

/** Predicts when a task of an operation and its steps end, from its past runs. */
export type Predict = (task: Task, pastRuns: readonly Task[], now: number) => Prediction

export interface WorkerParts {
  readonly store: Store
  readonly vault: Vault
  readonly operations: ReadonlyMap<string, Operation>
  readonly failures: CommonFailures
  readonly predict: Predict
  readonly identity: Pick<Worker, 'id' | 'pid' | 'processStartedAt'>
  /** How many tasks it runs at once. */
  readonly capacity: number
  /** Takes only tasks under suspicion, and says when there is none left. Null: takes only the others. */
  readonly suspectsOver: (() => void) | null
  readonly clock: Clock
  /** Left out: nothing looks at the instances of a task that has ended. */
  readonly probes?: Probes
  /** From 0 to 1, for waits that differ from task to task. */
  readonly random: () => number
  /** How long reports of progress, and lines of a task's log, are held back to be stored together. */
  readonly reportEveryMs: number
  /** Called after every change this worker has stored. */
  readonly stored: (task: Task) => void
  readonly log: (text: string, task: string | null) => void
  /** What is left out is as usual: a lease of ten seconds, a look a second. */
  readonly pace?: Partial<Pace>
}

/** Claims due tasks and runs them, several at once. */
export interface RunningWorker {
  /** Looks for due tasks now. */
  wake(): void
  /** Somebody else has changed a task: takes note if it is one of its own. */
  taskChanged(id: string): void
  /** Takes no more tasks and gives its own back at their next cancel point; resolves when none is left. */
  drain(): Promise<void>
  /** Aborts when its lease is lost: the process has to end. */
  readonly lost: AbortSignal
}

/** Registers the worker, begins to claim and goes on until drained. */
export async function startWorker(parts: WorkerParts): Promise<RunningWorker> {
  const { store, identity, clock } = parts
  const { now } = clock
  const { leaseMs, heartbeatEveryMs, lookEveryMs, undoDelaysMs } = { ...usualPace, ...parts.pace }
  const draining = new AbortController()
  const lost = new AbortController()
  const running = new Map<string, { readonly done: Promise<void>; refresh(): void }>()
  /** Tasks whose claim the store did not answer: it may have been written all the same. */
  const unanswered = new Set<string>()
  const startedAt = now()
  let looking: Promise<void> | null = null
  let again = false

  let lastBeat = clock.elapsed()
  async function beat(): Promise<void> {
    const began = clock.elapsed()
    const at = now()
    await store.putWorker({ ...identity, startedAt, heartbeatAt: at, leaseExpiresAt: at + leaseMs })
    lastBeat = began
  }
  await beat()
  const heartbeat = clock.every(heartbeatEveryMs, () => {
    // A process that was stopped for longer than its lease may have been replaced: it must not write another line.
    if (clock.elapsed() - lastBeat > leaseMs)
      return lost.abort(new Error('the lease is lost: no heartbeat got through in time'))
    beat().catch((error: unknown) => parts.log(`heartbeat: ${String(error)}`, null))
  })
  const net = clock.every(lookEveryMs, () => {
    for (const task of running.values()) task.refresh()
    wake()
  })

  const endTimers = (): void => {
    heartbeat.cancel()
    net.cancel()
  }
  lost.signal.addEventListener('abort', endTimers)

  function wake(): void {
    again = true
    looking ??= look().finally(() => {
      looking = null
      if (again) wake()
    })
  }

  async function look(): Promise<void> {
    while (again) {
      again = false
      if (isLeaving()) return
      try {
        await runUnanswered()
        const free = parts.capacity - running.size
        if (free <= 0) return
        const due = await store.due(now(), free, parts.suspectsOver !== null)
        if (due.length + running.size === 0) parts.suspectsOver?.()
        for (const task of due) {
          if (isLeaving()) return
          // Given back, but its last run here has not wholly stopped: the end of it looks again.
          if (!running.has(task.id)) await claim(task)
        }
      } catch (error) {
        parts.log(`looking for due tasks: ${String(error)}`, null)
      }
    }
  }

  const isLeaving = (): boolean => draining.signal.aborted || lost.signal.aborted

  async function claim(task: Task): Promise<void> {
    const at = now()
    // The clock may have gone back since it was found due.
    if (!isDue(task, at)) return
    const over = task.status === 'paused' ? [{ type: 'pauseExpired' } as const] : []
    const events = [...over, { type: 'claimed', worker: identity.id } as const]
    const after = events.reduce<Task>((current, event) => transition(current, event, at), task)
    // Several events are one write, so they are one revision.
    const claimed = { ...after, revision: task.revision + 1 }
    unanswered.add(task.id)
    const result = await store.commit(commitOf(task, claimed, events, { by: identity.id, reason: null, at }))
    unanswered.delete(task.id)
    // Refused: another worker was faster, or the instance was just locked. The next look sees it as it is.
    if (!result.accepted) return
    run(claimed)
    parts.stored(claimed)
  }

  /** What was claimed unheard is this worker's and nobody else's: not run here, it would be running for ever. */
  async function runUnanswered(): Promise<void> {
    for (const id of unanswered) {
      const task = await store.find(id)
      unanswered.delete(id)
      if (task?.worker !== identity.id || running.has(id)) continue
      run(task)
      parts.stored(task)
    }
  }

  function run(task: Task): void {
    let known: readonly Task[] = []
    pastRunsOf(store, task.project, task.operation.name).then(
      runs => (known = runs),
      (error: unknown) => log(`no past runs to predict by: ${String(error)}`),
    )
    const stopped = new AbortController()
    const recorder = createRecorder(task, {
      store,
      worker: identity.id,
      clock,
      predict: (current, at) => parts.predict(current, known, at),
      stored: parts.stored,
      failed: giveUp,
      reportEveryMs: parts.reportEveryMs,
    })
    const log = (text: string): void => parts.log(text, task.id)
    const taskLog = createTaskLog({
      store,
      clock,
      task: recorder.task,
      writeEveryMs: parts.reportEveryMs,
      failed: error => log(`lines of its log are lost: ${String(error)}`),
    })
    function giveUp(error: unknown): void {
      if (stopped.signal.aborted) return
      log(`stops: ${String(error)}`)
      stopped.abort(error)
    }
    /** What somebody else has asked of it can be heard of at the next look as well; that it is lost can't wait. */
    const refresh = (): void =>
      void recorder
        .refresh()
        .catch((error: unknown) =>
          error instanceof RecordError ? log(`looking at it again: ${error.message}`) : giveUp(error),
        )
    const claimOfTask: Claim = {
      recorder,
      operation: parts.operations.get(task.operation.name) ?? null,
      store,
      vault: parts.vault,
      clock,
      random: parts.random,
      lookEveryMs,
      lost: AbortSignal.any([lost.signal, stopped.signal]),
      draining: draining.signal,
      giveUp,
      undoDelaysMs,
      probes: parts.probes ?? {},
      log,
      taskLog,
    }
    const done = executeTask(claimOfTask, parts.failures)
      .catch(giveUp)
      .then(() => (stopped.signal.aborted ? giveBack(recorder) : undefined))
      .then(() => taskLog.end())
      .finally(() => {
        recorder.stop()
        running.delete(task.id)
        // One that could not go on is looked at again by the net: at once it would fail at once, without end.
        if (!stopped.signal.aborted) wake()
      })
    running.set(task.id, { done, refresh })
  }

  /** A task this worker can't go on with must not stay its own: it would be running for ever. */
  async function giveBack(recorder: Recorder): Promise<void> {
    while (!lost.signal.aborted) {
      try {
        return await recorder.record([{ type: 'yielded' }])
      } catch (error) {
        if (isCode(error, 'lease_lost')) return
        parts.log(`could not be given back yet: ${String(error)}`, recorder.task().id)
        await pause(clock, lookEveryMs, lost.signal)
      }
    }
  }

  wake()
  return {
    wake,
    lost: lost.signal,
    taskChanged(id) {
      running.get(id)?.refresh()
      wake()
    },
    async drain() {
      draining.abort()
      await looking
      // Given back like all others: once it is not registered, nobody would look for what it holds.
      await runUnanswered()
      await Promise.all([...running.values()].map(task => task.done))
      endTimers()
      await store.removeWorker(identity.id)
    },
  }
}
