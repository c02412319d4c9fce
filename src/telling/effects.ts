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
