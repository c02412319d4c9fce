import type { EventList, EventView } from '../../src/dialects/native/schema.ts'
import type { Native } from '../scenario/native.ts'

/** All events of a task, oldest first. */
export async function readHistory(native: Native, id: string): Promise<readonly EventView[]> {
  const events: EventView[] = []
  for (let after: number | null = 0; after !== null;) {
    const page: EventList = await native.ask('GET', `/tasks/${id}/events?limit=1000&after=${after}`)
    events.push(...page.events)
    after = page.next
  }
  return events
}

/** Steps that ran again after they had ended, by a task's events. */
export function stepsRunAgain(events: readonly EventView[]): readonly string[] {
  const ended = new Set<string>()
  const again: string[] = []
  for (const { type, id, event } of events) {
    const step = String(event['step'])
    if ((type === 'stepStarted' || type === 'stepSucceeded') && ended.has(step))
      again.push(`${step} ended, and then came ${type} (event ${id})`)
    if (type === 'stepSucceeded') ended.add(step)
  }
  return again
}
