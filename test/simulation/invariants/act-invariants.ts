import type { Json } from '../../../src/core/json.ts'
import { poisonDeaths } from '../../../src/core/poison.ts'
import { isEnded, type Effect } from '../../../src/core/task.ts'
import type { Process } from '../machine/machine.ts'
import type { InPlace } from '../outside/outside.ts'
import { outputOf } from '../recipes/recipe.ts'
import { mayStayAfter } from './effects-declared.ts'
import { claimKey, stepKey, type Truth } from './truth.ts'

/** Something that the code of a recipe does now. */
export type RecipeAct =
  /** A step begins, given the outputs of those before it. */
  | {
      readonly kind: 'step'
      readonly task: string
      readonly step: string
      readonly outputs: { readonly [step: string]: Json }
    }
  | { readonly kind: 'part'; readonly task: string; readonly step: string; readonly part: string }
  /** A unit of counted work is done; `done` came before it. */
  | {
      readonly kind: 'unit'
      readonly task: string
      readonly step: string
      readonly move: string
      readonly done: number
    }
  /** An effect is put in place. */
  | { readonly kind: 'put'; readonly effect: InPlace }
  /** The undo of an effect begins. */
  | { readonly kind: 'undo'; readonly effect: InPlace }

/** Gives what is wrong with an act, in words; null: it holds. */
type Invariant = (act: RecipeAct, truth: Truth, process: Process) => string | null

/** What holds whenever the code of a recipe does something in a process that is not cut off. */
export const actInvariants: { readonly [name: string]: Invariant } = {
  'a finished step never runs again': (act, truth) => {
    if (act.kind !== 'step' && act.kind !== 'part') return null
    const step = truth.tasks.get(act.task)!.steps.find(({ name }) => name === act.step)!
    if (step.status === 'succeeded' || step.status === 'skipped')
      return `${act.step} of ${act.task} runs again`
    const part = act.kind === 'part' ? step.subSteps.find(({ name }) => name === act.part) : undefined
    return part?.status === 'succeeded' ? `part ${part.name} of ${act.task} runs again` : null
  },

  'a step runs in the worker that claimed it': (act, truth, process) => {
    if (act.kind !== 'step') return null
    const { id, epoch } = truth.tasks.get(act.task)!
    const claimed = truth.claims.get(claimKey(id, epoch))
    return claimed === process
      ? null
      : `${act.step} of ${id} runs in ${process.name}, not in ${claimed?.name}`
  },

  'what a checkpoint covers is not done again': (act, truth) => {
    if (act.kind !== 'unit') return null
    const saved = truth.covered.get(stepKey(act.task, act.step)) as
      { readonly [move: string]: number } | undefined
    const covered = saved?.[act.move] ?? 0
    return act.done >= covered
      ? null
      : `unit ${act.done + 1} of ${act.task} is done again; ${covered} were saved`
  },

  'an effect is put in place only once its intent is stored': (act, truth) => {
    if (act.kind !== 'put') return null
    const { task, name, key } = act.effect
    const isKnown = truth.tasks.get(task)!.effects.some(other => isOf(act.effect, other) && isPending(other))
    return isKnown ? null : `${name} ${key} of ${task} was put in place`
  },

  'effects are undone newest first': (act, truth) => {
    if (act.kind !== 'undo') return null
    const task = truth.tasks.get(act.effect.task)!
    const status = task.ending?.status ?? (isEnded(task) ? 'cancelled' : null)
    // A step undoes its own as it likes.
    if (status === null) return null
    const index = task.effects.findLastIndex(other => isOf(act.effect, other))
    const newer = task.effects
      .slice(index + 1)
      .find(other => isPending(other) && !mayStayAfter(status, other.lives))
    return newer === undefined
      ? null
      : `${act.effect.name} of ${task.id} is undone before ${newer.name} ${newer.key}`
  },

  'a step is given what earlier steps have returned': (act, truth) => {
    if (act.kind !== 'step') return null
    const { id, steps } = truth.tasks.get(act.task)!
    const earlier = steps.slice(
      0,
      steps.findIndex(({ name }) => name === act.step),
    )
    const expected = Object.fromEntries(
      earlier.map(({ name, status }) => [name, status === 'skipped' ? null : outputOf(id, name)]),
    )
    return JSON.stringify(expected) === JSON.stringify(act.outputs)
      ? null
      : `${act.step} of ${id} was given ${JSON.stringify(act.outputs)}`
  },

  'what has ended its worker three times alone is not tried again': (act, truth) => {
    if (act.kind !== 'step' && act.kind !== 'undo') return null
    const task = act.kind === 'step' ? act.task : act.effect.task
    const deaths = truth.deathsAlone.get(task) ?? 0
    return deaths < poisonDeaths ? null : `${act.kind} of ${task} is tried after ${deaths} deaths`
  },

  'no further step begins once a cancel or a pause is heard of': (act, truth) =>
    act.kind === 'step' && truth.begunInSpite.has(stepKey(act.task, act.step))
      ? `${act.step} of ${act.task} was begun after it`
      : null,
}

const isOf = (effect: InPlace, { name, key }: Effect): boolean => effect.name === name && effect.key === key
const isPending = ({ status }: Effect): boolean => status === 'intended' || status === 'applied'
