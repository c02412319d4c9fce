import type { Json } from '../../../src/core/json.ts'
import { defineOperation, type Operation } from '../../../src/core/operation.ts'
import type { Effects } from '../../../src/core/step-context.ts'
import { words } from '../../../src/core/testing/samples.ts'
import type { Process } from '../machine/machine.ts'
import type { World } from '../world.ts'
import { blaming } from './blame.ts'
import { loadEffects } from './effects.ts'
import { endProcess } from './end-process.ts'
import { moves, type Context, type Scene } from './moves.ts'
import { budgetSeconds, outputOf, type Recipe, type RecipeStep } from './recipe.ts'

/** Loads the recipes on the shelf into a process: operations whose code runs there. */
export function loadRecipes(world: World, process: Process): ReadonlyMap<string, Operation> {
  const onShelf = world.recipes.all()
  return new Map(onShelf.map(({ recipe, version }) => [recipe.name, load(world, process, recipe, version)]))
}

function load(world: World, process: Process, recipe: Recipe, version: number): Operation {
  const empty = defineOperation<Json, Effects>({
    name: recipe.name,
    version,
    service: 'dcs',
    title: words(recipe.name),
    input: { type: 'object', properties: { target: { type: 'string', format: 'instance' } } },
    failures: {
      'SIM.1': { message: words('It failed.'), remedy: words('Mend it.') },
      'SIM.2': { message: words('It failed.'), remedy: words('Retry.'), retryable: true },
    },
    effects: loadEffects(world, process),
  })
  return recipe.steps.reduce<typeof empty>((operation, { name, moves: made, ...options }) => {
    const run = (context: Context): Promise<Json> => runStep(world, process, { name, made }, context)
    const budget = options.cancellable ? {} : { budgetSeconds }
    return operation.step(name, { ...options, ...budget, title: words(name), run })
  }, empty)
}

async function runStep(
  world: World,
  process: Process,
  { name, made }: { readonly name: string; readonly made: RecipeStep['moves'] },
  context: Context,
): Promise<Json> {
  const { outside, judge, truth, tally } = world
  const task = context.taskId
  judge.act(process, { kind: 'step', task, step: name, outputs: context.outputs })
  const instances = truth.tasks.get(task)!.locks
  const leave = outside.begin({ process, task, instances, what: `step ${name}` })
  try {
    for (const [index, move] of made.entries()) {
      tally('move', move)
      await moves[move](sceneOf(world, process, name, context, `${name}m${index + 1}`))
    }
    return outputOf(task, name)
  } finally {
    leave()
  }
}

function sceneOf(world: World, process: Process, step: string, context: Context, move: string): Scene {
  const { random, judge, machine, outside, truth } = world
  const task = context.taskId
  const instances = truth.tasks.get(task)!.locks
  return {
    context,
    random,
    name: move,
    instances,
    act(what, { ms = 0, until, deaf } = {}) {
      const stop = until ?? (deaf !== true && random.chance(0.5) ? context.signal : undefined)
      const act = { process, task, instances, what: `${task} ${step}: ${what}`, ms }
      return blaming(world, task, outside.act(stop === undefined ? act : { ...act, until: stop }), stop)
    },
    unit: done => judge.act(process, { kind: 'unit', task, step, move, done }),
    part: (part, run) =>
      context.subStep(part, async ({ report }) => {
        judge.act(process, { kind: 'part', task, step, part })
        return run(report)
      }),
    blame: code => world.blame(task, code),
    endProcess: () => endProcess(machine, process),
  }
}
