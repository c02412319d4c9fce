import { createTaskCentre, type TaskCentre } from '../../../src/core/centre.ts'
import type { Clock } from '../../../src/core/clock.ts'
import { createEventFeed, type EventFeed } from '../../../src/core/event-feed.ts'
import type { Retention } from '../../../src/core/retention.ts'
import { removeOverdue } from '../../../src/core/retention-sweep.ts'
import type { Store } from '../../../src/core/store.ts'
import { typicalDurationMs } from '../../../src/estimate/typical-duration.ts'
import { startSupervisor, type Supervisor } from '../../../src/worker/supervisor.ts'
import type { Process } from '../machine/machine.ts'
import { loadRecipes } from '../recipes/load.ts'
import type { World } from '../world.ts'
import { storeOf } from './store-gate.ts'
import { startWorkerProcess, type WorkerProcess } from './worker-process.ts'

/** Less often than usual, so that a schedule is more than looking. */
const lookEveryMs = 7000

const sweepEveryMs = 3_000
/** As soon as may be after its end, a day. */
const sooner = { ageMs: 0, count: null }
const retention: Retention = { succeeded: sooner, failed: sooner, cancelled: sooner, deleted: sooner }

/** How long tasks have to stop when a server is told to end. */
const drainBudgetMs = 20_000

/** One server with its worker, as `src/main.ts` assembles them; started again whenever it is down. */
export interface Server {
  start(): void
  /** Null: it is down. */
  process(): Process | null
  /** Null: it takes no requests. */
  centre(): TaskCentre | null
  /** Its worker processes that live, also those that it left when it died. */
  workers(): readonly Process[]
  /** Ends it in order. */
  stop(): void
}

interface Running {
  readonly process: Process
  readonly centre: TaskCentre
  supervisor: Supervisor | null
  stopping: boolean
}

/** What every part of a server is given. */
interface Surroundings {
  readonly store: Store
  readonly clock: Clock
  readonly log: (text: string) => void
}

/** The servers of a plan, all down. */
export function createServers(world: World): readonly Server[] {
  return Array.from({ length: world.plan.servers }, (_, index) => createServer(world, `s${index + 1}`))
}

function createServer(world: World, name: string): Server {
  const { machine, random, operator } = world
  let running: Running | null = null
  let workers: readonly WorkerProcess[] = []
  let tasks = 0
  let started = 0

  const living = (): readonly WorkerProcess[] => workers.filter(({ process }) => process.state !== 'dead')

  function start(): void {
    const process = machine.start(name, () => {
      running = null
      for (const worker of living()) worker.disconnect()
      const readyAt = machine.elapsed() + random.pick([0, 100, 3000])
      machine.wait({ process: operator, what: `starts ${name}`, readyAt, happen: start })
    })
    const surroundings: Surroundings = {
      store: storeOf(world, process),
      clock: machine.clockOf(process),
      log: text => world.trace(`  ${name} says: ${text}`),
    }
    const feed = openFeed(surroundings)
    if (world.plan.isSwept) sweep(surroundings)
    const centre = createTaskCentre({
      store: surroundings.store,
      operations: loadRecipes(world, process),
      checkInput: () => [],
      typicalMs: typicalDurationMs,
      newId: () => `${name}t${++tasks}`,
      now: machine.now,
      changed(task) {
        feed?.wake()
        running?.supervisor?.notify(task.id)
      },
    })
    const begun: Running = { process, centre, supervisor: null, stopping: false }
    running = begun
    // A server that can't start its worker ends, and is started again.
    supervise(begun, surroundings).catch(() => machine.end(process))
  }

  /** The first server is the one that is followed through; null: nobody follows. */
  function openFeed(surroundings: Surroundings): EventFeed | null {
    if (world.follower === null || name !== 's1') return null
    const feed = createEventFeed({ ...surroundings, lookEveryMs })
    feed.subscribe(world.follower.hear, world.follower.place())
    return feed
  }

  /** What `startRetention` does once an hour, which no schedule lasts. */
  function sweep({ store, clock, log }: Surroundings): void {
    let sweeping: Promise<unknown> | null = null
    const never = new AbortController().signal
    clock.every(sweepEveryMs, () => {
      sweeping ??= removeOverdue(store, retention, clock, never)
        .catch((error: unknown) => log(`retention: ${String(error)}`))
        .finally(() => (sweeping = null))
    })
  }

  async function supervise(begun: Running, surroundings: Surroundings): Promise<void> {
    const { process } = begun
    for (const left of living()) await kill(process, left.process.pid)
    begun.supervisor = await startSupervisor({
      ...surroundings,
      newWorkerId: () => `${name}w${++started}`,
      spawn(id, alone) {
        if (world.befalls(['spawnFails']) !== null) throw new Error('no process could be started')
        const worker = startWorkerProcess(world, process, id, alone)
        workers = [...living(), worker]
        return worker.child
      },
      kill: pid => kill(process, pid),
      stored: () => {},
      lost: () => {},
      lookEveryMs,
    })
    await begun.supervisor.ready
  }

  function kill(killer: Process, pid: number): Promise<void> {
    const killed = machine.find(pid)!
    return new Promise(resolve => {
      const happen = (): void => {
        if (killed.state === 'running' && world.befalls(['killFails']) !== null) leave(killed)
        else if (killed.state === 'running') machine.end(killed)
        resolve()
      }
      machine.wait({ process: killer, what: `kills ${killed.name}`, readyAt: 0, happen })
    })
  }

  /** It could not be killed: it is parted from the servers worked on, and gone a little later. */
  function leave(process: Process): void {
    machine.cutOff(process)
    world.outside.part(process)
    const readyAt = machine.elapsed() + random.pick([100, 3000, 15_000])
    machine.wait({
      process: operator,
      what: `ends ${process.name}`,
      readyAt,
      happen: () => machine.end(process),
    })
  }

  return {
    start,
    process: () => running?.process ?? null,
    centre: () => (running === null || running.stopping ? null : running.centre),
    workers: () => living().map(({ process }) => process),
    stop() {
      if (running === null || running.supervisor === null || running.stopping) return
      const { process, supervisor } = running
      running.stopping = true
      void supervisor.stop(drainBudgetMs).then(() => machine.end(process))
    },
  }
}
