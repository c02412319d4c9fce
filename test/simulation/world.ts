import { poisonDeaths } from '../../src/core/poison.ts'
import type { Store } from '../../src/core/store.ts'
import { createMemoryStore } from '../../src/store/memory.ts'
import { createJudge, type Judge } from './invariants/judge.ts'
import { createTruth, stepKey, type Truth } from './invariants/truth.ts'
import { createMachine, type Machine, type Process } from './machine/machine.ts'
import { createRandom, type Random } from './machine/random.ts'
import { createFollower, type Follower } from './outside/follower.ts'
import { createOutside, effectKey, type InPlace, type Outside } from './outside/outside.ts'
import {
  actFaultNames,
  drawPlan,
  stuckUndoNames,
  type FaultName,
  type Plan,
  type StuckUndoName,
} from './plan.ts'
import { budgetSeconds } from './recipes/recipe.ts'
import { createShelf, type Shelf } from './recipes/shelf.ts'
import { tallyInto, type Counts, type Tally } from './statistics.ts'

/** All of one schedule but the servers in it and who asks them. */
export interface World {
  readonly plan: Plan
  readonly random: Random
  readonly machine: Machine
  readonly store: Store
  readonly truth: Truth
  readonly outside: Outside
  readonly judge: Judge
  readonly recipes: Shelf
  /** Null: nobody follows what happens. */
  readonly follower: Follower | null
  /** Never dies: starts servers that are down, and ends what a kill has left. */
  readonly operator: Process
  /** Never dies: delivers what was sent, also of processes that are gone. */
  readonly network: Process
  readonly tally: Tally
  /** Which of some faults befalls now; null: none, as always once the storm is over. */
  befalls<Name extends FaultName>(names: readonly Name[]): Name | null
  /** Something happened to a task for which it may fail by this code. */
  blame(task: string, code: string): void
  /** Why an effect can't be undone until a person does it; null: it can. */
  stuckUndo(effect: InPlace): StuckUndoName | null
  /** Faults are over, for good. */
  calm(): void
  trace(line: string): void
}

/** Codes by which a task fails when the recipe it was made by is not the one that is loaded. */
const codesOfChange: readonly string[] = ['STW.0002', 'STW.0007', 'STW.0009']

/** The world of a seed, before anything has happened in it. */
export function createWorld(seed: number, counts: Counts, write: (line: string) => void): World {
  const random = createRandom(seed)
  const plan = drawPlan(random)
  const machine = createMachine(random)
  const store = createMemoryStore()
  const truth = createTruth()
  const recipes = createShelf(plan.recipes, random)
  const tally = tallyInto(counts)
  const reasons = new Set<string>()
  const stuck = new Map<string, StuckUndoName | null>()
  let isCalm = false

  const trace = (line: string): void => write(`${(machine.elapsed() / 1000).toFixed(3).padStart(9)} ${line}`)

  function befalls<Name extends FaultName>(names: readonly Name[]): Name | null {
    if (isCalm) return null
    let left = random.fraction()
    const name = names.find(each => (left -= plan.rates[each]) < 0) ?? null
    if (name !== null) {
      tally('fault', name)
      trace(`  ! ${name}`)
    }
    return name
  }

  const outside = createOutside({
    machine,
    random,
    fault: () => befalls(actFaultNames),
    changed: () => judge.standing(),
  })

  const judge: Judge = createJudge({
    truth,
    store,
    machine,
    outside,
    hasReason(task, { code, step }) {
      const startedAt = truth.startedAt.get(stepKey(task, step ?? '')) ?? Infinity
      if (code === 'STW.0004') return machine.elapsed() - startedAt >= budgetSeconds * 1000
      if (code === 'STW.0005' || code === 'STW.0006')
        return (truth.deathsAlone.get(task) ?? 0) >= poisonDeaths
      const isChanged = recipes.wasChanged(truth.tasks.get(task)!.operation.name)
      return reasons.has(`${task} ${code}`) || (isChanged && codesOfChange.includes(code))
    },
    retryOf: (task, step) =>
      plan.recipes.find(({ name }) => name === task.operation.name)?.steps.find(({ name }) => name === step)
        ?.retry ?? null,
    written({ name, state }, { task, events }, result) {
      const { id, effects, revision } = task
      const answer = result.accepted ? 'written' : result.reason
      trace(`  ${name} ${id} r${revision}: ${answer}`)
      if (state !== 'running') tally('late', `${state}: ${answer}`)
      if (!result.accepted) return tally('refusal', result.reason)
      for (const { event } of events) {
        tally('event', event.type)
        if (event.type === 'ending') tally('ending', event.status)
        if (event.type === 'workerLost') tally('loss', `${event.cause}, blame ${event.blame}`)
        const failure = event.type === 'ending' || event.type === 'effectUndoFailed' ? event.failure : null
        if (failure !== null) tally('failure', failure.code)
        // The person who vouches for what could not be undone has done it by hand.
        if (event.type === 'released')
          for (const effect of effects)
            if (effect.status === 'released') outside.remove({ ...effect, task: id })
      }
    },
  })

  return {
    plan,
    random,
    machine,
    store,
    truth,
    outside,
    judge,
    recipes,
    follower: plan.isFollowed
      ? createFollower(random, what => judge.report('events are told once and in order', what))
      : null,
    operator: machine.start('operator'),
    network: machine.start('network'),
    tally,
    befalls,
    blame: (task, code) => void reasons.add(`${task} ${code}`),
    stuckUndo(effect) {
      const key = effectKey(effect)
      if (!stuck.has(key)) stuck.set(key, befalls(stuckUndoNames))
      return isCalm ? null : stuck.get(key)!
    },
    calm() {
      isCalm = true
      recipes.restore()
      machine.thawAll()
      for (const process of machine.living()) if (process.state === 'cut off') machine.end(process)
    },
    trace,
  }
}
