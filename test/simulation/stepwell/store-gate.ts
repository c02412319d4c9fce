import type { Commit, Store, TaskVersion } from '../../../src/core/store.ts'
import type { Process } from '../machine/machine.ts'
import { callFaultNames, type CallFaultName } from '../plan.ts'
import type { World } from '../world.ts'

/** A verb of the store that a process has called and that waits for its turn. */
interface Call {
  readonly process: Process
  readonly what: string
  /** Of a commit; null: it is none. */
  readonly task: string | null
  readonly act: () => Promise<unknown>
  readonly resolve: (result: unknown) => void
  readonly reject: (error: unknown) => void
}

/** The store as one process reaches it: each call waits for its turn, and may meet a fault. */
export function storeOf(world: World, process: Process): Store {
  const judged = {
    ...world.store,
    commit: (commit: Commit) => world.judge.commit(process, commit),
    async removeTask(version: TaskVersion) {
      const isRemoved = await world.judge.remove(version)
      world.tally('removal', isRemoved ? 'done' : 'refused')
      return isRemoved
    },
  }
  const gated = Object.entries(judged).map(([verb, act]) => [
    verb,
    (...given: readonly unknown[]) =>
      call(world, process, verb, given, () =>
        (act as (...given: readonly unknown[]) => Promise<unknown>)(...given),
      ),
  ])
  return Object.fromEntries(gated) as Store
}

function call(
  world: World,
  process: Process,
  verb: string,
  given: readonly unknown[],
  act: Call['act'],
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const what = `${verb} ${describe(verb, given)}`
    const task = verb === 'commit' ? (given[0] as Commit).task.id : null
    const asked: Call = { process, what, task, act, resolve, reject }
    // One that is taken for dead takes nothing new; what it has under way goes on.
    const isVoid = (): boolean => process.state === 'cut off' && beginsSomething(verb, given)
    const happen = (): void => {
      if (isVoid()) return
      const fault = world.befalls(callFaultNames)
      if (fault === null) void act().then(resolve, reject)
      else meets[fault](world, asked)
    }
    // What a process has sent when it dies may still arrive.
    const lost = (): void => {
      if (verb === 'commit' && !isVoid() && world.random.chance(0.3)) void act()
    }
    world.machine.wait({ process, what, readyAt: 0, happen, lost })
  })
}

const meets: { readonly [fault in CallFaultName]: (world: World, call: Call) => void } = {
  storeFails: (_, { reject }) => reject(new Error('the store failed')),
  answerLost: (_, { act, reject }) => {
    void act().then(() => reject(new Error('the answer was lost')), reject)
  },
  answerLate({ machine, random }, { process, what, act, resolve, reject }) {
    const readyAt = machine.elapsed() + random.pick([0, 0, 50, 2000])
    void act().then(
      result => machine.wait({ process, what: `answer to ${what}`, readyAt, happen: () => resolve(result) }),
      reject,
    )
  },
  deliveredTwice({ machine, random, network, truth }, { what, task, act, resolve, reject }) {
    void act().then(resolve, reject)
    const readyAt = machine.elapsed() + random.pick([0, 0, 50, 2000])
    const happen = (): void => {
      // Nothing is on its way for as long as a task is kept after its end.
      if (task === null || !truth.removed.has(task)) void act().catch(() => {})
    }
    machine.wait({ process: network, what: `again ${what}`, readyAt, happen })
  },
}

function beginsSomething(verb: string, given: readonly unknown[]): boolean {
  if (verb === 'due' || verb === 'putWorker') return true
  return verb === 'commit' && (given[0] as Commit).events.some(({ event }) => event.type === 'claimed')
}

function describe(verb: string, given: readonly unknown[]): string {
  if (verb !== 'commit') return given.filter(value => typeof value === 'string').join(' ')
  const { task, events } = given[0] as Commit
  return `${task.id} r${task.revision} ${events.map(({ event }) => event.type).join('+')}`
}
