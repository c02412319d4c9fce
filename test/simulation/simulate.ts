import { instance } from '../../src/core/testing/samples.ts'
import { createCallers, type Callers } from './happenings/callers.ts'
import { strikes } from './happenings/strikes.ts'
import type { Violation } from './invariants/judge.ts'
import { settled } from './machine/settle.ts'
import { strikeNames } from './plan.ts'
import { quietOf } from './quiet.ts'
import type { Counts } from './statistics.ts'
import { createServers, type Server } from './stepwell/server.ts'
import { createWorld, type World } from './world.ts'

/** What came of one schedule. */
export interface Outcome {
  readonly seed: number
  /** Null: every invariant held. */
  readonly failure: Violation | null
  /** What happened, a line a turn: its number, the seconds passed, who, what. */
  readonly trace: readonly string[]
  readonly statistics: { readonly turns: number; readonly counts: Counts }
}

/** After so many turns a schedule is said not to end. */
const mostTurns = 20_000

/** Runs the schedule of a seed: the same one, to the byte, every time. Not to be run beside another in one thread. */
export async function simulate(seed: number): Promise<Outcome> {
  const trace: string[] = []
  const counts: Counts = new Map()
  let turns = 0
  const world = createWorld(seed, counts, line => trace.push(`${String(turns).padStart(5)} ${line}`))
  const { judge, plan } = world
  const unheard = (reason: unknown): void => judge.report('no promise is rejected unheard', String(reason))
  process.on('unhandledRejection', unheard)
  try {
    const servers = createServers(world)
    const callers = createCallers(world, servers)
    await open(world, servers, callers)
    while (turns < plan.stormTurns && judge.violation() === null) {
      turns++
      stormTurn(world, servers, callers)
      await settled()
    }
    world.calm()
    world.trace('the storm is over')
    const isQuiet = quietOf(world, callers)
    while (judge.violation() === null && !(await isQuiet())) {
      turns++
      takeTurn(world)
      await settled()
      if (turns > mostTurns) judge.report('every task ends', `${mostTurns} turns did not suffice`)
    }
    if (judge.violation() === null) await judge.end({ ...world, ...callers })
  } finally {
    process.off('unhandledRejection', unheard)
  }
  return { seed, failure: judge.violation(), trace, statistics: { turns, counts } }
}

const sealedAccess = JSON.stringify({ username: null, password: null, tls: false })

async function open({ plan, store }: World, servers: readonly Server[], callers: Callers): Promise<void> {
  for (let index = 1; index <= plan.instances; index++)
    await store.addInstance(instance({ id: `i${index}`, name: `i${index}`, sealedAccess }))
  for (const server of servers) server.start()
  for (let index = 1; index <= plan.firstTasks; index++) callers.ask('submit')
}

function stormTurn(world: World, servers: readonly Server[], callers: Callers): void {
  const { random, plan, befalls, trace } = world
  if (random.chance(plan.callerRate)) {
    const asked = callers.ask()
    if (asked !== null) return trace(`caller: ${asked}`)
  }
  const strike = befalls(strikeNames)
  if (strike !== null) return trace(`${strike}: ${strikes[strike](world, servers) ?? 'nobody'}`)
  takeTurn(world)
}

/** Lets one thing happen, or time pass. */
function takeTurn({ machine, random, plan, trace }: World): void {
  const ready = machine.ready()
  if (ready.length === 0) return machine.pass(machine.nextMoment()! - machine.elapsed())
  if (random.chance(plan.passRate)) return machine.pass(random.pick([10, 300, 2000]))
  const drawn = random.pick(ready)
  const turn = random.chance(drawn.process.speed) ? drawn : random.pick(ready)
  trace(`${turn.process.name} ${turn.what}`)
  machine.take(turn)
  machine.pass(random.pick([0, 0, 1, 10]))
}
