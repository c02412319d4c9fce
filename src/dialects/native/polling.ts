import { actions } from '../../core/actions.ts'
import { beginsAt } from '../../core/due.ts'
import { isEnded } from '../../core/task.ts'
import type { Page } from '../question.ts'
import { remainingSeconds, type SeenTask, type ViewContext } from '../view.ts'

/** Names a task's view: the stored revision, and what it shows beside: the seconds left, what instances and users are called, what others do, and what policies forbid. */
export function taskVersion(seen: SeenTask, { now, userName, mayAct }: ViewContext): string {
  const { task, instance, uses, queue, supersededBy, stopAsked, rescheduled } = seen
  // What it keeps for a retry can be given up until its time is over, and not after.
  const isExpired = task.effectsExpireAt !== null && task.effectsExpireAt <= now
  const names = [instance?.name ?? null, ...uses.map(({ name, isRegistered }) => [name, isRegistered])]
  const users = [task.submittedBy, stopAsked?.by, rescheduled?.by].map(by => userName(by ?? null))
  const forbidden = actions.filter(action => !mayAct(action, seen))
  const beside = [remainingSeconds(task, now), names, users, queue, supersededBy, isExpired, forbidden]
  return JSON.stringify([task.id, task.revision, ...beside])
}

/** Names the view of a page of tasks. */
export function taskListVersion({ items, next }: Page<SeenTask, string>, context: ViewContext): string {
  return JSON.stringify([items.map(seen => taskVersion(seen, context)), next])
}

/** What nobody can foretell is asked for again after so long. */
const unforeseenSeconds = 5

/**
 * When it makes sense to ask for a task again: after a tenth of what it needs to its end, or to its beginning if it is not
 * due yet; at least a second, at most a minute. Null: it has ended.
 */
export function taskRetryAfterSeconds({ task }: SeenTask, { now }: ViewContext): number | null {
  if (isEnded(task)) return null
  const untilDue = task.status === 'pending' ? (beginsAt(task) - now) / 1000 : 0
  const seconds = untilDue > 0 ? untilDue : remainingSeconds(task, now)
  return seconds === null ? unforeseenSeconds : Math.min(60, Math.max(1, Math.ceil(seconds / 10)))
}
