import type { Language } from '../../../../../src/core/words.ts'
import { eventNames, type EventNames } from '../../../../../src/telling/event-names.ts'
import { eventText } from '../../../../../src/telling/event-text.ts'
import { formatMoment } from '../../../../../src/telling/format.ts'
import { whoText } from '../../../../../src/telling/who-text.ts'
import type { Event, Task } from '../../../api/native.generated.ts'
import type { LanguageChoice } from '../../../words/language.tsx'

/** An event as a person reads it. */
export interface ToldEvent {
  readonly when: string
  readonly what: string
  /** A person by name, a worker by the beginning of its id, or Stepwell itself. */
  readonly who: string
  /** `''`: none was given. */
  readonly reason: string
}

/** Tells the events of a task in a language. What was told once is kept: it takes long, and is searched again and again. */
export function tellerOf(
  task: Task,
  { language, say }: Pick<LanguageChoice, 'language' | 'say'>,
): (event: Event) => ToldEvent {
  const names = eventNames(task)
  const told = new WeakMap<Event, ToldEvent>()
  return event => {
    const known = told.get(event)
    if (known !== undefined) return known
    const who = whoText(event, say)
    const fresh = { ...momentAndText(event, names, language), who, reason: event.reason ?? '' }
    told.set(event, fresh)
    return fresh
  }
}

function momentAndText(
  event: Event,
  names: EventNames,
  language: Language,
): Pick<ToldEvent, 'when' | 'what'> {
  const at = Date.parse(event.at)
  return { when: formatMoment(at, language), what: eventText(event, names, { language, now: at }) }
}
