import type { ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { estimate } from '../../../src/estimate/estimate.ts'
import { commonFailures } from '../../../src/words/failures.ts'
import type { ToServer, ToWorker } from '../../../src/worker/messages.ts'
import { startWorker, type RunningWorker } from '../../../src/worker/worker.ts'
import type { Process } from '../machine/machine.ts'
import { loadRecipes } from '../recipes/load.ts'
import type { World } from '../world.ts'
import { storeOf } from './store-gate.ts'

/** Slower than usual, so that a schedule is more than heartbeats. */
const pace = { leaseMs: 18_000, heartbeatEveryMs: 6000, lookEveryMs: 5000, undoDelaysMs: [200, 1000] }

/** A worker process and what its server holds of it. */
export interface WorkerProcess {
  readonly process: Process
  readonly child: ChildProcess
  /** The server is gone: it hears so, a little later. */
  disconnect(): void
}

/** Starts a worker as `src/worker-process.ts` does. What it and its server tell each other waits for its turn. */
export function startWorkerProcess(world: World, server: Process, id: string, alone: boolean): WorkerProcess {
  const { machine, random } = world
  const channel = new EventEmitter()
  let status = 1
  const process = machine.start(id, () => {
    world.outside.part(process)
    tellServer('has ended', () => channel.emit('exit', status, null))
  })
  const end = (): void => machine.end(process)
  let worker: RunningWorker | null = null

  function tellServer(what: string, happen: () => void): void {
    machine.wait({ process: server, what: `hears that ${id} ${what}`, readyAt: 0, happen })
  }

  /** What is told before it has started is not heard. */
  function tellWorker(what: string, act: (started: RunningWorker) => void): void {
    const happen = (): void => void (worker === null || act(worker))
    machine.wait({ process, what: `hears ${what}`, readyAt: 0, happen })
  }

  let draining = false
  async function drain(started: RunningWorker): Promise<void> {
    if (draining) return
    draining = true
    await started.drain()
    status = 0
  }

  async function run(): Promise<void> {
    worker = await startWorker({
      store: storeOf(world, process),
      vault: { seal: (_, text) => text, open: (_, sealed) => sealed },
      operations: loadRecipes(world, process),
      failures: commonFailures,
      predict: estimate,
      identity: { id, pid: process.pid, processStartedAt: '' },
      capacity: alone ? 1 : world.plan.capacity,
      random: random.fraction,
      suspectsOver: alone ? () => tellWorker('that no suspect is left', leave) : null,
      clock: machine.clockOf(process),
      reportEveryMs: 1000,
      stored: () => {},
      log: (text, task) => world.trace(`  ${id} ${task ?? ''} says: ${text.split('\n', 1)[0]}`),
      pace,
    })
    worker.lost.addEventListener('abort', end)
    const ready: ToServer = { type: 'ready' }
    tellServer('is ready', () => channel.emit('message', ready))
  }
  run().catch(end)

  const leave = (started: RunningWorker): void => void drain(started).then(end, end)

  const child = {
    pid: process.pid,
    get connected() {
      return process.state !== 'dead'
    },
    on: channel.on.bind(channel),
    send({ task }: ToWorker) {
      tellWorker(`of a change of ${task}`, started => started.taskChanged(task))
    },
    kill(signal: string) {
      if (signal === 'SIGKILL') end()
      else tellWorker('that it shall end', leave)
    },
  }
  return {
    process,
    child: child as unknown as ChildProcess,
    disconnect() {
      const readyAt = machine.elapsed() + random.pick([0, 0, 1000, 15_000])
      machine.wait({ process, what: 'hears that its server is gone', readyAt, happen: end })
    },
  }
}
