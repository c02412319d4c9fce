import type { HistoryEvent, TimedEvent } from './event.ts'
import { periodsOf, type Period } from './periods.ts'
import { samplesOf, type ProgressSample } from './progress-samples.ts'
import { runsOf, type StepRun } from './step-runs.ts'
import type { Task } from './task.ts'

/** What of a task is drawn over time. Moments are milliseconds since the epoch. */
export interface Timeline {
  /** From the submission to the end, or to now: without a gap, and none over another. */
  readonly periods: readonly Period[]
  /** In the order of their beginning. */
  readonly runs: readonly StepRun[]
  /** In the order of time, thinned. */
  readonly samples: readonly ProgressSample[]
}

const untimed: ReadonlySet<HistoryEvent['event']['type']> = new Set([
  'checkpointSaved',
  'taskCheckpointSaved',
  'effectIntended',
  'effectApplied',
  'effectUndone',
  'effectUndoFailed',
  'instanceChanged',
  'remarked',
  'moved',
])

/** Whether a timeline needs an event; the others may be left out. */
export const isTimed = ({ event }: Pick<HistoryEvent, 'event'>): boolean => !untimed.has(event.type)

/** A task's life over time, by its whole history, oldest event first. */
export function timelineOf(task: Task, history: readonly HistoryEvent[]): Timeline {
  let at = task.createdAt
  const events: TimedEvent[] = []
  // What came after the task was read would tell of another end than its own.
  for (const line of history.filter(({ revision }) => revision <= task.revision)) {
    // A clock that was set back tells of no time before the last.
    at = Math.max(at, line.at)
    events.push({ at, event: line.event })
  }
  return { periods: periodsOf(task, events), runs: runsOf(events), samples: samplesOf(events) }
}
