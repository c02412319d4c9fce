import { randomUUID } from 'node:crypto'
import type { Access, Endpoint, Instance, SwitchHook, Vault } from '../../src/core/instance.ts'
import { redisMigrate } from '../../src/operations/redis/migrate/migrate.ts'
import type { MigrateInput } from '../../src/operations/redis/migrate/input.ts'
import { createTask } from '../../src/core/submission.ts'
import { commitOf, type Commit, type Store } from '../../src/core/store.ts'
import { isEnded, noPrediction, type Task } from '../../src/core/task.ts'
import type { TaskEvent } from '../../src/core/event.ts'
import { transition } from '../../src/core/transition.ts'
import { createMemoryStore } from '../../src/store/memory.ts'
import { commonFailures } from '../../src/words/failures.ts'
import { systemClock } from '../../src/worker/system-clock.ts'
import { startWorker, type RunningWorker } from '../../src/worker/worker.ts'

/** Seals nothing: what a test looks at can be read. */
const openVault: Vault = { seal: (_record, text) => text, open: (_record, sealed) => sealed }
const project = '0123456789abcdef0123456789abcdef'
const openAccess: Access = { username: null, password: null, tls: false }

/** What a test does at a write: before it is stored, or right after. It may wait as long as it likes. */
export type AtCommit = (commit: Commit, events: readonly string[]) => void | Promise<void>

/** A worker in this process. */
export interface StagedWorker {
  /** Ends as a killed process does: from now on it stores nothing, and its connections are cut. */
  die(): void
  /** Gives its tasks back and ends. */
  drain(): Promise<void>
}

/** A task centre without a server: a store, two registered instances, and workers that a test starts and kills. */
export interface Stage extends AsyncDisposable {
  readonly store: Store
  /** Registers an instance as the source or the target; gives its id. */
  register(name: string, endpoints: readonly Endpoint[], options?: RegisterOptions): Promise<string>
  /** Submits a migration; the stage knows one task at a time. */
  submit(source: string, input: MigrateInput): Promise<void>
  /** `before` and `after` are called at each of its writes. A worker that is told to die in one of them does so there. */
  startWorker(at?: { readonly before?: AtCommit; readonly after?: AtCommit }): Promise<StagedWorker>
  /** Tells that the last worker is dead: its task may be claimed again. */
  workerLost(): Promise<void>
  cancel(): Promise<void>
  /** A person vouches for what could not be undone. */
  release(): Promise<void>
  task(): Promise<Task>
  /** Resolves once the stored task is as wanted. */
  until(wanted: (task: Task) => boolean): Promise<Task>
  /** Resolves when the task has ended; throws with what went wrong unless it has succeeded. */
  succeeded(): Promise<Task>
  /** Resolves when the task has ended otherwise. */
  failed(): Promise<Task>
  instance(id: string): Promise<Instance>
  readonly log: string[]
}

interface RegisterOptions {
  readonly access?: Partial<Access>
  readonly switchHook?: SwitchHook
}

/** Sets up a stage; `store` is in memory where none is given. */
export function createStage(store: Store = createMemoryStore()): Stage {
  const workers: StagedWorker[] = []
  const log: string[] = []
  const looks = new Set<() => void>()
  let taskId = ''
  let lastWorker = ''

  const task = async (): Promise<Task> => (await store.find(taskId))!
  const seen = (): void => looks.forEach(look => look())

  async function until(wanted: (task: Task) => boolean): Promise<Task> {
    for (;;) {
      const changed = Promise.withResolvers<void>()
      looks.add(changed.resolve)
      const now = await task()
      if (wanted(now)) return now
      if (isEnded(now)) throw new Error(`the task has ended before: ${described(now)}\n${log.join('\n')}`)
      await changed.promise
      looks.delete(changed.resolve)
    }
  }

  async function change(event: TaskEvent): Promise<void> {
    for (;;) {
      const before = await task()
      const at = Date.now()
      const after = transition(before, event, at)
      const result = await store.commit(commitOf(before, after, [event], { by: null, reason: null, at }))
      seen()
      if (result.accepted) return
    }
  }

  return {
    store,
    log,
    task,
    until,
    async register(name, endpoints, { access, switchHook } = {}) {
      const id = randomUUID()
      const at = Date.now()
      await store.addInstance({
        id,
        name,
        endpoints,
        project,
        service: 'dcs',
        enterpriseProject: null,
        tags: {},
        facts: {},
        factsAt: null,
        sealedAccess: JSON.stringify({ ...openAccess, ...access }),
        former: null,
        switchHook: switchHook ?? null,
        createdAt: at,
        updatedAt: at,
        revision: 1,
      })
      return id
    },
    async submit(source, input) {
      const instance = (await store.findInstance(source))!
      const submission = {
        operation: redisMigrate.name,
        instance: source,
        input,
        token: null,
        priority: 'normal',
        dueAt: null,
        submittedBy: 'test',
      } as const
      taskId = randomUUID()
      const submitted = createTask(taskId, redisMigrate, instance, submission, Date.now())
      const event = { type: 'submitted' } as const
      await store.commit({
        ...commitOf(submitted, submitted, [], { by: null, reason: null, at: submitted.createdAt }),
        expectedRevision: 0,
        events: [{ task: taskId, revision: 1, at: submitted.createdAt, by: 'test', reason: null, event }],
      })
    },
    async startWorker({ before, after } = {}) {
      let dead = false
      const alive = async (): Promise<void> => {
        if (dead) throw new Error('this worker is dead')
      }
      const own: Store = {
        ...store,
        find: async id => alive().then(() => store.find(id)),
        findInstance: async id => alive().then(() => store.findInstance(id)),
        putWorker: async worker => alive().then(() => store.putWorker(worker)),
        due: async (now, limit) => alive().then(() => store.due(now, limit)),
        async commit(commit) {
          const events = commit.events.map(({ event }) => nameOf(event))
          await alive()
          await before?.(commit, events)
          await alive()
          const result = await store.commit(commit)
          await after?.(commit, events)
          seen()
          await alive()
          return result
        },
      }
      lastWorker = randomUUID()
      const running: RunningWorker = await startWorker({
        store: own,
        vault: openVault,
        operations: new Map([[redisMigrate.name, redisMigrate]]),
        failures: commonFailures,
        predict: () => noPrediction,
        identity: { id: lastWorker, pid: 0, processStartedAt: '' },
        capacity: 1,
        random: () => 0,
        suspectsOver: null,
        // A dead worker's lease has run out: it stops all it does.
        clock: { ...systemClock, elapsed: () => performance.now() + (dead ? 1e9 : 0) },
        reportEveryMs: 20,
        stored: seen,
        log: text => void log.push(text),
        pace: { heartbeatEveryMs: 20, lookEveryMs: 100, undoDelaysMs: [50, 100] },
      })
      const worker = {
        die: () => void (dead = true),
        drain: async () => (dead ? undefined : running.drain()),
      }
      workers.push(worker)
      return worker
    },
    async workerLost() {
      if ((await task()).worker === lastWorker)
        await change({ type: 'workerLost', worker: lastWorker, cause: 'server_ended', blame: 'none' })
    },
    cancel: () => change({ type: 'cancelRequested' }),
    release: () => change({ type: 'released' }),
    async succeeded() {
      const ended = await until(isEnded)
      if (ended.status !== 'succeeded') throw new Error(`${described(ended)}\n${log.join('\n')}`)
      return ended
    },
    async failed() {
      const ended = await until(isEnded)
      if (ended.status === 'succeeded') throw new Error('the task has succeeded')
      return ended
    },
    instance: async id => (await store.findInstance(id))!,
    async [Symbol.asyncDispose]() {
      for (const worker of workers) await worker.drain()
      await store.close()
    },
  }
}

/** What an event is called in tests: its type, and the step, part or effect it is about. */
function nameOf(event: TaskEvent | { readonly type: 'submitted' }): string {
  const about = { step: '', subStep: '', name: '', ...event } as const
  return [event.type, about.step, about.subStep, about.name].filter(word => word !== '').join(' ')
}

function described(task: Task): string {
  return `${task.status} ${JSON.stringify(task.failure?.code)} ${task.failure?.message['en-us'] ?? ''}`
}
