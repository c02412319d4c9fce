import type { FeedEvent } from './event.ts'
import type { Failure } from './failure.ts'
import type { Attempt, Stall, Task } from './task.ts'
import type { Told, WebhookKind } from './webhook.ts'

/** An event that somebody may want to be told of, with how the task stood then. */
export interface Notice extends Told {
  /** Number of the attempt it happened in. */
  readonly attempt: number
  /** 0 to 100; null: not known any more, because a later attempt has begun since. */
  readonly percent: number | null
  /** Null: it did not fail. */
  readonly failure: Failure | null
  /** Null: it had not stalled. */
  readonly stall: Stall | null
}

/** What an event is told as; null: it is nothing to be told of. The task may have gone on since. */
export function noticeOf({ id, at, event }: FeedEvent, task: Task): Notice | null {
  const notice = (
    kind: WebhookKind,
    attempt: number,
    more: Partial<Pick<Notice, 'percent' | 'failure' | 'stall'>> = {},
  ): Notice => {
    const percent = attempt === task.attempt ? task.percent : null
    return { event: id, task: task.id, kind, at, attempt, percent, failure: null, stall: null, ...more }
  }
  switch (event.type) {
    case 'ended':
    case 'cancelRequested': {
      const attempt = attemptEndedAt(task, at)
      // A task that has not begun ends with the request to cancel; any other with an event of its own.
      if (attempt === null || (attempt.startedAt === null) !== (event.type === 'cancelRequested')) return null
      const { number, status, failure } = attempt
      return notice(status, number, { failure, ...(status === 'succeeded' ? { percent: 100 } : {}) })
    }
    case 'stalled': {
      const { step, since, reason, about } = event
      const stall = { step, since, reason, ...(about === undefined ? {} : { about }) }
      return notice('stalled', attemptAt(task, at), { stall })
    }
    case 'paused':
      return notice('paused', attemptAt(task, at))
    // What nobody works on any more, or not yet again, is paused by these, if that was asked for.
    case 'pauseRequested':
    case 'workerLost':
    case 'yielded':
      return task.pausedAt === at ? notice('paused', task.attempt) : null
    default:
      return null
  }
}

/** The attempt that ended at a moment, and the task with it. Null: none, or the next one has begun by itself. */
function attemptEndedAt(task: Task, at: number): Attempt | null {
  const attempt = task.attempts.find(({ endedAt }) => endedAt === at)
  if (attempt === undefined) return null
  const next = task.attempts[attempt.number] ?? (task.attempt > attempt.number ? task : null)
  return next?.startedAt === at ? null : attempt
}

/** Number of the attempt that was under way at a moment. */
const attemptAt = (task: Task, at: number): number =>
  1 + task.attempts.filter(({ endedAt }) => endedAt <= at).length
