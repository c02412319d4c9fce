import type { Words } from '../core/words.ts'
import type { EventView } from '../dialects/native/schema.ts'
import { textIn } from '../words/telling.ts'
import {
  attemptEndWords,
  blamedLossWords,
  blameWords,
  eventWords,
  limitedPauseWords,
  passingFailureWords,
  progressLeftWords,
} from '../words/events.ts'
import { printable } from './printable.ts'
import type { Telling } from './telling.ts'
import { fieldsOf, numberOf } from './event-fields.ts'
import type { EventNames } from './event-names.ts'
import { eventParameters } from './event-parameters.ts'
import { spelled } from './spelled.ts'

/** An event as the wire tells it. */
export type ToldEvent = Pick<EventView, 'type' | 'event'>

/** What happened, in words. An event that this version does not know is told by its type alone. */
export function eventText(told: ToldEvent, names: EventNames, telling: Telling): string {
  const words = wordsOf(told)
  if (words === null) return printable(spelled(told.type))
  return printable(textIn(telling.language, words, eventParameters(told.event, names, telling)))
}

function wordsOf({ type, event }: ToldEvent): Words | null {
  const plain = entry(eventWords, type)
  switch (type) {
    case 'pauseRequested':
      return entry(limitedPauseWords, fieldsOf(event['limit'])['afterwards']) ?? plain
    case 'workerLost':
      return entry(blameWords, event['blame']) === null ? plain : blamedLossWords
    case 'ending':
      return numberOf(event['retryAt']) === null
        ? (entry(attemptEndWords, event['status']) ?? plain)
        : passingFailureWords
    case 'progressed':
      return numberOf(event['predictedEndAt']) === null ? plain : progressLeftWords
    default:
      return plain
  }
}

/** The entry of a table; null: it has none of that name. */
function entry(table: Readonly<Record<string, Words>>, name: unknown): Words | null {
  return typeof name === 'string' && Object.hasOwn(table, name) ? table[name]! : null
}
