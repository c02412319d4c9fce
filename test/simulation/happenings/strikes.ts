import type { Process } from '../machine/machine.ts'
import type { StrikeName } from '../plan.ts'
import type { Server } from '../stepwell/server.ts'
import type { World } from '../world.ts'

/** What befalls a schedule as a whole. Each gives what it has struck; null: there is nothing to strike now. */
export const strikes: {
  readonly [name in StrikeName]: (world: World, servers: readonly Server[]) => string | null
} = {
  workerDies(world, servers) {
    const worker = livingWorker(world, servers)
    if (worker !== null) world.machine.end(worker)
    return worker?.name ?? null
  },
  workerFreezes(world, servers) {
    const worker = livingWorker(world, servers)
    if (worker !== null) world.machine.freeze(worker, world.random.pick([1000, 20_000, 40_000]))
    return worker?.name ?? null
  },
  serverDies(world, servers) {
    const server = livingServer(world, servers)?.process() ?? null
    if (server !== null) world.machine.end(server)
    return server?.name ?? null
  },
  serverStops(world, servers) {
    const server = livingServer(world, servers)
    server?.stop()
    return server?.process()?.name ?? null
  },
  clockForward: world => setClock(world, 1),
  clockBack: world => setClock(world, -1),
  recipeChanges: ({ recipes, random, plan }) => recipes.change(random.pick(plan.recipes).name),
}

function setClock({ machine, random }: World, direction: 1 | -1): string {
  const seconds = random.pick([60, 3600, 90_000, 90_000])
  machine.setClock(direction * seconds * 1000)
  return `by ${direction * seconds} s`
}

function livingWorker({ random }: World, servers: readonly Server[]): Process | null {
  const living = servers.flatMap(server => server.workers())
  return living.length === 0 ? null : random.pick(living)
}

function livingServer({ random }: World, servers: readonly Server[]): Server | null {
  const living = servers.filter(server => server.process() !== null)
  return living.length === 0 ? null : random.pick(living)
}
