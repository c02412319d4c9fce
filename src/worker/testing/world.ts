import { commonFailureCodes } from '../../core/failure.ts'
import { createTaskCentre, type TaskCentre } from '../../core/centre.ts'
import type { CallerEvent, HistoryEvent } from '../../core/event.ts'
import type { Operation } from '../../core/operation.ts'
import type { Submission } from '../../core/submission.ts'
import { isEnded, noPrediction, type Task } from '../../core/task.ts'
import { transition } from '../../core/transition.ts'
import { commitOf } from '../../core/store.ts'
import { caller, instance, words } from '../../core/testing/samples.ts'
import { createMemoryStore } from '../../store/memory.ts'
import { systemClock } from '../system-clock.ts'
import type { CommonFailures } from '../task-failure.ts'
import { startWorker, type RunningWorker, type WorkerParts } from '../worker.ts'
import { watchStore, type WatchedStore } from './watched-store.ts'

/** A task centre over a memory store, two instances, and the workers a test starts. */
export interface World extends AsyncDisposable {
  readonly store: WatchedStore
  readonly centre: TaskCentre
  /** Lines the workers wrote. */
  readonly log: readonly string[]
  now(): number
  /** Lets time pass at once. */
  pass(ms: number): void
  /** Starts a worker that is drained at the end of the test. */
  worker(id: string, change?: Partial<WorkerParts>): Promise<RunningWorker>
  submit(operation: Operation, change?: Partial<Submission>): Promise<Task>
  /** Waits until the task has ended. */
  ended(task: Task): Promise<Task>
  cancel(task: Task): Promise<Task>
  ask(task: Task, event: CallerEvent): Promise<Task>
  /** Types of a task's events, oldest first; reports of progress are left out. */
  events(task: Task): Promise<readonly string[]>
  history(task: Task): Promise<readonly HistoryEvent[]>
  /** Says that a worker is dead, as the supervisor does, whether or not it is. */
  lose(worker: string): Promise<void>
}

/** Makes a world in which the given operations are loaded. */
export async function createWorld(...operations: readonly Operation[]): Promise<World> {
  const store = watchStore(createMemoryStore())
  const workers: RunningWorker[] = []
  const log: string[] = []
  let passedMs = 0
  let tasks = 0
  const loaded = new Map(operations.map(operation => [operation.name, operation]))
  const now = (): number => Date.now() + passedMs
  for (const id of ['instance-1', 'instance-2'])
    await store.addInstance(instance({ id, name: id, sealedAccess: plainAccess }))
  const centre = createTaskCentre({
    store,
    operations: loaded,
    checkInput: () => [],
    newId: () => `task-${++tasks}`,
    now,
    typicalMs: () => null,
    changed: task => workers.forEach(worker => worker.taskChanged(task.id)),
  })
  const history = (task: Task): Promise<readonly HistoryEvent[]> => store.history(task.id, 0, 1000)

  return {
    store,
    centre,
    log,
    now,
    pass: ms => void (passedMs += ms),
    async worker(id, change = {}) {
      const worker = await startWorker({
        store,
        vault: { seal: (_, text) => text, open: (_, sealed) => sealed },
        operations: loaded,
        failures,
        predict: () => noPrediction,
        identity: { id, pid: process.pid, processStartedAt: 'a test' },
        capacity: 8,
        random: () => 0,
        suspectsOver: null,
        clock: { ...systemClock, now, elapsed: now },
        reportEveryMs: 1,
        stored: () => {},
        log: text => log.push(text),
        pace: { leaseMs: 60_000, lookEveryMs: 5, undoDelaysMs: [1, 1] },
        ...change,
      })
      workers.push(worker)
      return worker
    },
    submit: (operation, change = {}) =>
      centre.submit(
        caller(),
        {
          operation: operation.name,
          instance: 'instance-1',
          input: {},
          token: null,
          priority: 'normal',
          dueAt: null,
          ...change,
        },
        null,
      ),
    ended: task => store.until(task.id, isEnded),
    cancel: task => centre.change(caller(), { id: task.id }, { type: 'cancelRequested' }, null),
    ask: (task, event) => centre.change(caller(), { id: task.id }, event, null),
    history,
    async events(task) {
      const types = (await history(task)).map(({ event }) => event.type)
      return types.filter(type => type !== 'progressed')
    },
    async lose(worker) {
      for (const task of await store.heldBy(worker)) {
        const event = { type: 'workerLost', worker, cause: 'server_ended', blame: 'none' } as const
        const lost = transition(task, event, now())
        await store.commit(commitOf(task, lost, [event], { by: null, reason: null, at: now() }))
      }
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(workers.map(worker => worker.drain()))
      await store.close()
    },
  }
}

/** What the instances of a world are reached with, as the worlds' vault seals it. */
export const plainAccess = JSON.stringify({ username: null, password: null, tls: false })

const failures = Object.fromEntries(
  commonFailureCodes.map(code => [code, { message: words(`${code} {why}`), remedy: words('Look.') }]),
) as CommonFailures
