import type { Json } from '../../../src/core/json.ts'
import type { EffectDefinition, Effects } from '../../../src/core/step-context.ts'
import { words } from '../../../src/core/testing/samples.ts'
import { isEnded, type EffectLife } from '../../../src/core/task.ts'
import type { Process } from '../machine/machine.ts'
import type { Act } from '../outside/outside.ts'
import { undoFaultNames, type UndoFaultName } from '../plan.ts'
import type { World } from '../world.ts'
import { blaming, undeclared } from './blame.ts'
import { endProcess } from './end-process.ts'

/** The effects of every generated recipe, one of each life. */
const effectLives: { readonly [name: string]: EffectLife } = {
  throttle: 'attempt',
  staging: 'task',
  setting: 'keep',
}

/** How an undo may hang: until it is told to stop, or for ever, so that only the end of its worker ends it. */
const hangings: {
  readonly [fault in UndoFaultName | 'none']: (signal: AbortSignal) => Pick<Act, 'ms' | 'until'> | null
} = {
  none: () => null,
  undoHangs: until => ({ ms: 3_600_000, until }),
  undoHangsDeaf: () => ({ ms: 3_600_000 }),
}

/** What an effect is put in place with; its key is told again, because a definition is not given it. */
export interface EffectInput {
  readonly [field: string]: Json
  readonly instance: string
  readonly key: string
}

/** Loads the effects into a process. */
export function loadEffects(world: World, process: Process): Effects {
  return Object.fromEntries(
    Object.entries(effectLives).map(([name, lives]) => [name, loadEffect(world, process, name, lives)]),
  )
}

function loadEffect(
  world: World,
  process: Process,
  name: string,
  lives: EffectLife,
): EffectDefinition<EffectInput, string> {
  const { outside, judge, machine, random, truth } = world

  function act(
    verb: string,
    task: string,
    { instance, key }: EffectInput,
    change: () => void,
    hanging: Pick<Act, 'ms' | 'until'> | null = null,
  ): Promise<void> {
    const what = `${task}: ${verb} ${name} ${key}`
    const time = hanging ?? { ms: random.pick([0, 0, 300]) }
    return blaming(world, task, outside.act({ process, task, instances: [instance], what, change, ...time }))
  }

  return {
    lives,
    title: words(name),
    async apply(input, _, { taskId: task }) {
      const effect = { task, instance: input.instance, name, key: input.key, lives }
      await act('put', task, input, () => {
        judge.act(process, { kind: 'put', effect })
        outside.put(effect)
      })
      return 'it was off'
    },
    async undo(input, _, { taskId: task, signal }) {
      const effect = { task, instance: input.instance, name, key: input.key, lives }
      judge.act(process, { kind: 'undo', effect })
      const stuck = world.stuckUndo(effect)
      if (stuck === 'undoEndsWorker') return endProcess(machine, process)
      if (stuck === 'undoFails') {
        for (const code of undeclared) world.blame(task, code)
        throw new Error(`${name} can't be undone`)
      }
      // What hangs within a step has only the limits of that step.
      const stored = truth.tasks.get(task)!
      const isOver = stored.ending !== null || isEnded(stored)
      const hanging = hangings[(isOver && world.befalls(undoFaultNames)) || 'none'](signal)
      await act('undo', task, input, () => outside.remove(effect), hanging)
    },
  }
}
