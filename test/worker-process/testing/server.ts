import { fork, type ChildProcess } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createKeyRingFile } from '../../../src/access/key-ring-file.ts'
import { createKeyRing } from '../../../src/access/key-ring.ts'
import { createTaskCentre } from '../../../src/core/centre.ts'
import type { Store } from '../../../src/core/store.ts'
import type { Task } from '../../../src/core/task.ts'
import { caller, instance } from '../../../src/core/testing/samples.ts'
import { killProcess, processStartedAt } from '../../../src/drivers/host/process-identity.ts'
import { loadAllOperations } from '../../../src/operations/built-in.ts'
import { openSqliteStore } from '../../../src/store/sqlite/open.ts'
import type { WorkerProcessSettings } from '../../../src/worker-process.ts'
import {
  startSupervisor,
  type LostWorker,
  type Supervisor,
  type SupervisorParts,
} from '../../../src/worker/supervisor.ts'
import { systemClock } from '../../../src/worker/system-clock.ts'
import type { Pace } from '../../../src/worker/worker.ts'
import { journeyRecipe } from './journey-recipe.ts'

/** A data folder with one instance, and what a server has over it but HTTP: real worker processes over a real store. */
export interface TestServer extends AsyncDisposable {
  readonly store: Store
  /** Worker processes ever forked, oldest first. */
  readonly forked: readonly ChildProcess[]
  /** The worker process forked last. */
  current(): ChildProcess
  readonly log: readonly string[]
  readonly lost: readonly LostWorker[]
  /** Forks a worker process as a server does. */
  fork(workerId: string, alone?: boolean): ChildProcess
  /** The process that holds a task now. */
  holder(task: Task): Promise<ChildProcess>
  /** Starts a supervisor, stopped at the end of the test, and waits until its worker is ready. */
  supervise(change?: Partial<SupervisorParts>): Promise<Supervisor>
  /** On `instance-1` unless told; there are three. */
  submit(operation: string, instance?: string): Promise<Task>
  /** Waits until the task is stored so that `holds`. */
  until(task: Task, holds: (task: Task) => boolean): Promise<Task>
  /** Waits until the task is in its second step and has saved its checkpoint under this epoch. */
  underWay(task: Task, epoch: number): Promise<Task>
  /** Lets tasks leave their second step. */
  open(): void
  /** What the tasks' steps have written. */
  journal(): readonly string[]
}

/** Makes a test server in a temporary folder, which is gone at the end with every process. */
export async function createTestServer(pace: Partial<Pace> = {}): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'stepwell-worker-'))
  const recipe = join(folder, 'journey.ts')
  const keyRingFile = join(folder, 'key-ring.json')
  writeFileSync(recipe, journeyRecipe)
  createKeyRingFile(keyRingFile, createKeyRing(randomBytes))
  const store = await openSqliteStore(folder, { writer: 'thread' })
  for (const id of ['instance-1', 'instance-2', 'instance-3'])
    await store.addInstance(instance({ id, name: id }))
  const byWorker = new Map<string, ChildProcess>()
  const forked: ChildProcess[] = []
  const log: string[] = []
  const lost: LostWorker[] = []
  const supervisors: Supervisor[] = []
  const waiting = new Set<() => void>()
  const stored = (): void => waiting.forEach(look => look())
  const centre = createTaskCentre({
    store,
    operations: await loadAllOperations([recipe]),
    checkInput: () => [],
    newId: randomUUID,
    now: Date.now,
    typicalMs: () => null,
    changed: task => supervisors.forEach(supervisor => supervisor.notify(task.id)),
  })

  function forkWorker(workerId: string, alone = false): ChildProcess {
    const settings = {
      workerId,
      dataFolder: folder,
      keyRingFile,
      operations: [recipe],
      capacity: 8,
      alone,
      pace,
    }
    const child = fork(
      new URL('../../../src/worker-process.ts', import.meta.url),
      [JSON.stringify(settings satisfies WorkerProcessSettings)],
      { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], execArgv: [] },
    )
    child.stderr!.setEncoding('utf8').on('data', (text: string) => log.push(text))
    child.on('message', stored)
    forked.push(child)
    byWorker.set(workerId, child)
    return child
  }

  const until: TestServer['until'] = (task, holds) =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const judge = (found: Task | null): void => {
          if (found === null || !holds(found)) return
          waiting.delete(look)
          resolve(found)
        }
        store.find(task.id).then(judge, reject)
      }
      waiting.add(look)
      look()
    })
  const file = join(folder, 'journal')

  return {
    store,
    forked,
    current: () => forked.at(-1)!,
    log,
    lost,
    fork: forkWorker,
    async holder(task) {
      const { worker } = await until(task, found => found.worker !== null)
      return byWorker.get(worker!)!
    },
    async supervise(change = {}) {
      const supervisor = await startSupervisor({
        store,
        clock: systemClock,
        newWorkerId: randomUUID,
        spawn: forkWorker,
        kill: killProcess,
        stored,
        lost: worker => void lost.push(worker),
        log: text => log.push(text),
        lookEveryMs: 20,
        ...change,
      })
      supervisors.push(supervisor)
      await supervisor.ready
      return supervisor
    },
    submit: (operation, instanceId = 'instance-1') =>
      centre.submit(
        caller(),
        {
          operation,
          instance: instanceId,
          input: { folder },
          token: null,
          priority: 'normal',
          dueAt: null,
        },
        null,
      ),
    until,
    underWay: (task, epoch) =>
      until(
        task,
        found =>
          found.epoch === epoch &&
          found.worker !== null &&
          found.steps[1]?.checkpoint === 'half' &&
          found.steps[1].status === 'running',
      ),
    open: () => writeFileSync(join(folder, 'open'), ''),
    journal: () => (existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : []),
    async [Symbol.asyncDispose]() {
      await Promise.all(supervisors.map(supervisor => supervisor.stop(5000)))
      for (const child of forked) {
        if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) continue
        child.kill('SIGKILL')
        await once(child, 'exit')
      }
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Whether a process lives. */
export const lives = (child: ChildProcess): boolean =>
  child.pid !== undefined && processStartedAt(child.pid) !== null
