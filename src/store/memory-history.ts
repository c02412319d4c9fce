import type { FeedEvent, HistoryEvent } from '../core/event.ts'
import type { EventFilter } from '../core/store.ts'
import { isEnded, type Task } from '../core/task.ts'
import { frozenCopy } from './frozen-copy.ts'
import { isSample, thinned } from './thin-samples.ts'

/** A task in memory with its history. */
export interface KeptTask {
  /** Place in the order of submission. */
  readonly number: number
  readonly task: Task
  /** History of the attempts that have ended, thinned. */
  readonly packed: readonly HistoryEvent[]
  /** What came since. */
  readonly events: readonly HistoryEvent[]
}

/** The history with what a commit adds; thinned when the commit ends the task. */
export function recordEvents(
  kept: Pick<KeptTask, 'packed' | 'events'>,
  added: readonly Omit<HistoryEvent, 'id'>[],
  lastEventId: number,
  task: Task,
): Pick<KeptTask, 'packed' | 'events'> {
  const numbered = added.map((event, index) => frozenCopy({ id: lastEventId + index + 1, ...event }))
  const events = [...kept.events, ...numbered]
  if (!isEnded(task) || task.worker !== null) return { packed: kept.packed, events }
  const samples = new Set(thinned(events.filter(isSample)))
  return {
    packed: [...kept.packed, ...events.filter(event => !isSample(event) || samples.has(event))],
    events: [],
  }
}

/** One page of a task's history, oldest first; empty for a task nobody has. */
export function historyAfter(
  kept: KeptTask | undefined,
  afterId: number,
  limit: number,
): readonly HistoryEvent[] {
  if (kept === undefined) return []
  return [...kept.packed, ...kept.events].filter(event => event.id > afterId).slice(0, limit)
}

/** The newest line of a task's history of one of these types; null: there is none. */
export function lastEventOf(
  kept: KeptTask | undefined,
  types: readonly HistoryEvent['event']['type'][],
): HistoryEvent | null {
  const all = kept === undefined ? [] : [...kept.packed, ...kept.events]
  return all.findLast(({ event }) => types.includes(event.type)) ?? null
}

/** One page of the history of all tasks that a filter names, in the order of ids. */
export function eventsAfter(
  tasks: Iterable<KeptTask>,
  filter: EventFilter,
  afterId: number,
  limit: number,
): readonly FeedEvent[] {
  return [...tasks]
    .filter(({ task }) => (filter.project ?? task.project) === task.project)
    .filter(({ task }) => (filter.task ?? task.id) === task.id)
    .flatMap(kept =>
      historyAfter(kept, afterId, limit).map(event => ({ ...event, project: kept.task.project })),
    )
    .toSorted((one, other) => one.id - other.id)
    .slice(0, limit)
}
