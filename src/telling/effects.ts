import type { Language } from '../core/words.ts'
import type { TaskView } from '../dialects/native/schema.ts'
import { joinNames } from '../words/joined.ts'
import { plainTitle } from './title.ts'

/** Effects that are, or may be, in the world, and are undone by themselves when their time comes. */
export function effectsInPlace({ effects }: Pick<TaskView, 'effects'>): TaskView['effects'] {
  return effects.filter(({ status }) => status === 'intended' || status === 'applied')
}

/** Effects by their titles, in one text; `''` where there are none. */
export function titlesOf(effects: TaskView['effects'], language: Language): string {
  return joinNames([...new Set(effects.map(({ title }) => plainTitle(title)))], language)
}

/** Whether a failed task that kept something for a retry has it undone now: there is nothing left to call off. */
export function isGivenUp({
  effectsExpireAt,
  actions,
}: Pick<TaskView, 'effectsExpireAt' | 'actions'>): boolean {
  return effectsExpireAt !== null && !actions.some(({ action }) => action === 'cancel')
}

/** Whether it has left something that only a person can undo, and holds its instances until they are released. */
export function isToRelease({
  status,
  locked,
  effects,
}: Pick<TaskView, 'status' | 'locked' | 'effects'>): boolean {
  return status === 'failed' && locked && effects.some(effect => effect.status === 'undo_failed')
}
