import type { Attempt, Effect, EffectLife, Task } from '../../../src/core/task.ts'
import { effectKey, type InPlace } from '../outside/outside.ts'

/** What is declared of lives, told anew: whether an effect of a life is still in place after such an end. */
export function mayStayAfter(status: Attempt['status'], lives: EffectLife): boolean {
  if (status === 'succeeded') return lives === 'keep'
  return status === 'failed' && lives !== 'attempt'
}

/** What of a task that has ended is otherwise on the servers than its effects say; null: nothing. */
export function endsAsDeclared(task: Task, inPlace: ReadonlyMap<string, InPlace>): string | null {
  const last = new Map(task.effects.map(effect => [effectKey({ ...effect, task: task.id }), effect]))
  for (const [key, effect] of last) {
    const isThere = inPlace.has(key)
    if (isGone(effect) && isThere) return `${key} is ${effect.status} and is still in place`
    if (isThereForSure(effect) && !isThere) return `${key} is ${effect.status} and is not in place`
  }
  const unknown = [...inPlace].find(([key, effect]) => effect.task === task.id && !last.has(key))
  return unknown === undefined ? null : `${unknown[0]} is in place, and the task does not know of it`
}

const isGone = ({ status }: Effect): boolean => status === 'undone' || status === 'released'

/** Of one that was only intended, or could not be undone, nobody knows. */
const isThereForSure = ({ status, result }: Effect): boolean =>
  status === 'applied' || (status === 'kept' && result !== null)

/** Whether an effect that is in place may be so while its task does not hold the instance. */
export function mayStayUnlocked(task: Task, { name, key, lives }: InPlace): boolean {
  // Between a failure and the retry, or its end.
  if (task.status === 'pending' || task.status === 'failed') return lives !== 'attempt'
  return task.effects.findLast(effect => effect.name === name && effect.key === key)?.status === 'kept'
}
