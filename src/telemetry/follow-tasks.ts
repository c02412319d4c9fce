import type { EventFeed } from '../core/event-feed.ts'
import type { FeedEvent } from '../core/event.ts'
import type { Store } from '../core/store.ts'
import type { Attempt, Task } from '../core/task.ts'
import { createAttemptRun, type AttemptRun } from './attempt-run.ts'
import type { Happening, HappeningListener } from './happening.ts'

type EventType = FeedEvent['event']['type']

/** Events of which something is told that the event alone does not say: the task is read for them. */
const told: ReadonlySet<EventType> = new Set([
  'submitted',
  'claimed',
  'stalled',
  'workerLost',
  'effectUndoFailed',
  'retryRequested',
  'skipRequested',
  'cancelRequested',
  'ended',
])

/** Events that tell of the steps of an attempt. */
const ofAttempt: ReadonlySet<EventType> = new Set([
  'claimed',
  'stepStarted',
  'subStepStarted',
  'stepSucceeded',
  'subStepSucceeded',
  'ending',
  'effectUndoFailed',
])

export interface FollowParts {
  readonly store: Pick<Store, 'find' | 'lastEventId'>
  readonly feed: Pick<EventFeed, 'subscribe'>
  /** Nulls are left out. */
  readonly listeners: readonly (HappeningListener | null)[]
  /** Told why a listener has failed: what it was told is lost to it, and to nobody else. */
  readonly log: (text: string) => void
}

/** Tells listeners what happens to tasks from now on. Gives what ends it. */
export async function followTasks({ store, feed, listeners, log }: FollowParts): Promise<() => void> {
  /** Attempts under way, by task. */
  const runs = new Map<string, AttemptRun>()

  async function deliver(batch: readonly FeedEvent[]): Promise<void> {
    // First, so that nothing is told twice should the store not answer: the batch is given again.
    const tasks = await tasksOf(batch.filter(isWanted))
    for (const line of batch) {
      const task = tasks.get(line.task) ?? null
      if (ofAttempt.has(line.event.type)) runOf(line, task)?.note(line.event, line.at)
      if (task !== null && told.has(line.event.type))
        for (const happening of happeningsOf(line, task)) tell({ ...happening, task, at: line.at })
      // Also of a task that was removed meanwhile: nothing more comes of it.
      if (line.event.type === 'ended') runs.delete(line.task)
    }
  }

  const isWanted = ({ task, event: { type } }: FeedEvent): boolean =>
    told.has(type) || (ofAttempt.has(type) && !runs.has(task))

  async function tasksOf(events: readonly FeedEvent[]): Promise<ReadonlyMap<string, Task | null>> {
    const ids = [...new Set(events.map(({ task }) => task))]
    return new Map(await Promise.all(ids.map(async id => [id, await store.find(id)] as const)))
  }

  /** The run of a task; null: the task was removed before anything was known of it. */
  function runOf({ task: id, at }: FeedEvent, task: Task | null): AttemptRun | null {
    const run = runs.get(id) ?? (task === null ? null : createAttemptRun(task, at))
    if (run !== null) runs.set(id, run)
    return run
  }

  function happeningsOf({ event, at }: FeedEvent, task: Task): readonly Told[] {
    switch (event.type) {
      case 'submitted':
        return [{ type: 'submitted' }]
      case 'claimed': {
        const [first = task] = task.attempts
        return first.startedAt === at
          ? [{ type: 'started', waitedMs: Math.max(0, at - Math.max(task.dueAt, task.createdAt)) }]
          : []
      }
      case 'stalled': {
        const { step, since, reason } = event
        return [{ type: 'stalled', stall: { step, since, reason } }]
      }
      case 'workerLost':
        return [{ type: 'workerLost', cause: event.cause }]
      case 'effectUndoFailed':
        return [{ type: 'undoFailed', effect: event.name }]
      case 'retryRequested':
      case 'skipRequested':
        return [{ type: 'retryRequested' }]
      case 'ended':
        return attemptEnd(task, ({ endedAt, startedAt }) => endedAt === at && startedAt !== null)
      case 'cancelRequested':
        // One that has not begun ends at once; any other when it comes to it.
        return attemptEnd(task, ({ endedAt, startedAt }) => endedAt === at && startedAt === null)
      default:
        return []
    }
  }

  /** None: it was the clean-up of what an attempt had kept, or an attempt has only been asked to end. */
  function attemptEnd(task: Task, isOne: (attempt: Attempt) => boolean): readonly Told[] {
    const attempt = task.attempts.findLast(isOne)
    if (attempt === undefined) return []
    const run = runs.get(task.id) ?? createAttemptRun(task, attempt.endedAt)
    return [{ type: 'attemptEnded', ...run.end(attempt, task.attempt > attempt.number) }]
  }

  function tell(happening: Happening): void {
    for (const listener of listeners)
      try {
        listener?.(happening)
      } catch (error) {
        log(`${happening.type} of task ${happening.task.id} is not counted: ${String(error)}`)
      }
  }

  return feed.subscribe(deliver, await store.lastEventId())
}

type WithoutTask<One> = One extends unknown ? Omit<One, 'task' | 'at'> : never
type Told = WithoutTask<Happening>
