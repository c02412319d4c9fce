import { pathOf, type HistoryEvent } from '../core/event.ts'
import type { Attempt, SubStep, Task } from '../core/task.ts'
import type { AttemptEnd, PartRun } from './happening.ts'

type Told = HistoryEvent['event']

/** A part whose end may still be to come. */
interface OpenPart extends Omit<PartRun, 'endedAt' | 'status'> {
  /** Null: it has not ended. */
  readonly end: Pick<PartRun, 'endedAt' | 'status'> | null
}

/** The steps of an attempt under way, as its events tell them: once it is tried again its task has forgotten those that failed. */
export interface AttemptRun {
  /** Takes note of an event; one that is told twice, or was known, changes nothing. */
  note(event: Told, at: number): void
  /** What the attempt was, once it has ended; `isFollowed`: there is another one by now. */
  end(attempt: Attempt, isFollowed: boolean): AttemptEnd
}

/** Begins with what a task tells of the attempt that was under way at a time: nobody has listened to what came before. */
export function createAttemptRun(task: Task, seenAt: number): AttemptRun {
  const { startedAt: began } = task.attempts.find(({ endedAt }) => endedAt >= seenAt) ?? task
  const parts = new Map<string, OpenPart>()
  let retryAt = task.ending?.retryAt ?? null

  for (const step of task.steps) {
    known(step.name, null, step)
    for (const part of step.subSteps) known(step.name, part.name, part)
  }

  function known(step: string, subStep: string | null, { startedAt, endedAt, status }: SubStep): void {
    if (startedAt === null) return
    const isOfEarlier = endedAt !== null && endedAt < (began ?? 0)
    if (isOfEarlier) return
    const end = endedAt === null ? null : { endedAt, status: status as PartRun['status'] }
    parts.set(pathOf({ step, subStep }), { step, subStep, startedAt, end })
  }

  function begin(step: string, subStep: string | null, startedAt: number): void {
    const path = pathOf({ step, subStep })
    const before = parts.get(path)
    // It begins again after a crash; or what the task told of it was of a later attempt already.
    if (before !== undefined && before.startedAt <= startedAt) return
    parts.delete(path)
    parts.set(path, { step, subStep, startedAt, end: null })
  }

  /** Ends what has begun and not ended. */
  function finish(holds: (part: OpenPart) => boolean, endedAt: number, status: PartRun['status']): void {
    for (const [path, part] of parts)
      if (part.end === null && holds(part)) parts.set(path, { ...part, end: { endedAt, status } })
  }

  return {
    note(event, at) {
      switch (event.type) {
        case 'stepStarted':
          return begin(event.step, null, at)
        case 'subStepStarted':
          return begin(event.step, event.subStep, at)
        case 'stepSucceeded':
          return finish(({ step }) => step === event.step, at, 'succeeded')
        case 'subStepSucceeded': {
          const { step, subStep } = event
          return finish(part => part.step === step && part.subStep === subStep, at, 'succeeded')
        }
        case 'ending':
          retryAt = event.retryAt
          return finish(() => true, at, event.status)
        case 'effectUndoFailed':
          // No attempt follows by itself where something could not be undone.
          retryAt = null
          return
        default:
      }
    },
    end(attempt, isFollowed) {
      const { endedAt, status } = attempt
      finish(() => true, endedAt, status)
      const own = [...parts.values()]
        // The same of what only a later attempt has begun.
        .filter(({ startedAt }) => startedAt <= endedAt)
        .map(({ end, ...part }) => ({ ...part, ...end! }))
        .toSorted((one, other) => one.startedAt - other.startedAt)
      return { attempt, parts: own, isRetried: isFollowed && retryAt !== null }
    },
  }
}
