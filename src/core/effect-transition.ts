import type { Failure } from './failure.ts'
import { unfit } from './step-transition.ts'
import { isEnded, type Attempt, type Effect, type EffectLife, type Task } from './task.ts'

/** How long effects that live as long as the task are kept after a failure, so that a retry finds them: 24 hours. */
export const effectsKeptMs = 24 * 60 * 60 * 1000

/** Whether an effect is, or may be, in the world and can be undone as far as is known. */
export const isInPlace = (effect: Effect): boolean =>
  effect.status === 'intended' || effect.status === 'applied'

const isLive = (effect: Effect): boolean => isInPlace(effect) || effect.status === 'undo_failed'

/** Effects that are, or may be, in the world. */
export function liveEffects(task: Pick<Task, 'effects'>): readonly Effect[] {
  return task.effects.filter(isLive)
}

/** What may stay when an attempt ends so: after a failure only for a while, so that a retry finds it. */
const mayStay: { readonly [status in Attempt['status']]: readonly EffectLife[] } = {
  succeeded: ['keep'],
  failed: ['task', 'keep'],
  cancelled: [],
}

/**
 * Effects that have to be undone before the attempt may end, newest first; in the clean-up after a failed attempt all
 * that are live. None while the steps are not over.
 */
export function effectsToUndo(task: Pick<Task, 'effects' | 'ending' | 'status'>): readonly Effect[] {
  if (task.ending === null && !isEnded(task)) return []
  const staying = task.ending === null ? [] : mayStay[task.ending.status]
  return liveEffects(task)
    .filter(effect => !staying.includes(effect.lives))
    .toReversed()
}

function change(task: Task, name: string, key: string, to: Partial<Effect>): Task {
  const effect = task.effects.find(other => other.name === name && other.key === key && isLive(other))
  if (effect === undefined) throw unfit(task, `it has no effect ${name} ${key} in place`)
  return { ...task, effects: task.effects.map(other => (other === effect ? { ...effect, ...to } : other)) }
}

/** Journals an intent. One that is there already is kept with what was recorded, so that a step may run twice. */
export function intendEffect(
  task: Task,
  effect: Pick<Effect, 'name' | 'key' | 'title' | 'lives' | 'input'>,
): Task {
  const known = liveEffects(task).some(other => other.name === effect.name && other.key === effect.key)
  if (known) return task
  const { name, key, title, lives, input } = effect
  const intended: Effect = {
    name,
    key,
    title,
    lives,
    input,
    status: 'intended',
    result: null,
    attempt: task.attempt,
  }
  return { ...task, effects: [...task.effects, intended] }
}

/** Records that an effect is in place, and what applying it gave. */
export function applyEffect(task: Task, name: string, key: string, result: Effect['result']): Task {
  return change(task, name, key, { status: 'applied', result })
}

/** Records that an effect is gone. */
export function undoEffect(task: Task, name: string, key: string): Task {
  return change(task, name, key, { status: 'undone' })
}

/** Records that an effect could not be undone: a person is needed, and the instance stays locked. */
export function failUndo(task: Task, name: string, key: string, failure: Failure): Task {
  if (!effectsToUndo(task).some(effect => effect.name === name && effect.key === key))
    throw unfit(task, `it has no effect ${name} ${key} to be undone now`)
  return { ...change(task, name, key, { status: 'undo_failed' }), failure }
}

/** Marks what stays for good once all steps have succeeded. */
export function keepEffects(task: Task): Task {
  return {
    ...task,
    effects: task.effects.map(effect =>
      isInPlace(effect) && effect.lives === 'keep' ? { ...effect, status: 'kept' as const } : effect,
    ),
  }
}
