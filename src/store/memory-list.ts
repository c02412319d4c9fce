import { beginsAt } from '../core/due.ts'
import {
  mostCountedTasks,
  type ListOrder,
  type TaskCountFilter,
  type TaskFilter,
  type TaskMatch,
} from '../core/store.ts'
import { involves } from '../core/involved-instances.ts'
import { isEnded, type Task } from '../core/task.ts'
import { readActive } from './active-list.ts'
import { isLeftIn } from '../core/task-filter.ts'
import type { KeptTask } from './memory-history.ts'
import { rankOf } from './order.ts'

/** One page of a list. */
export function listOf(kept: readonly KeptTask[], asked: TaskFilter): readonly Task[] {
  const { after, offset = 0, limit, order = 'newest', now = 0, ...filter } = asked
  const last = after === undefined ? null : kept.find(({ task }) => task.id === after)
  if (last === undefined) return []
  if (order === 'active')
    return readActive(part => listOf(kept, part), asked, filter.afterStatus ?? last?.task.status ?? null)
  const orders: Readonly<Record<Exclude<ListOrder, 'active'>, Compare>> = {
    newest: (one, other) => byAge(other, one),
    oldest: byAge,
    queue: byQueue(now),
    ended: byEnd,
  }
  const compare = orders[order]
  const isOfOrder = ({ status }: Task): boolean =>
    order === 'queue' ? status === 'pending' : order !== 'ended' || isEnded({ status })
  return kept
    .filter(({ task }) => isListed(task, filter) && isOfOrder(task))
    .filter(one => last === null || compare(one, last) > 0)
    .toSorted(compare)
    .slice(offset, offset + limit)
    .map(({ task }) => task)
}

/** How many there are, as far as they are counted. */
export function countOf(kept: readonly KeptTask[], filter: TaskCountFilter): number {
  return Math.min(mostCountedTasks, kept.filter(({ task }) => isListed(task, filter)).length)
}

type Compare = (one: KeptTask, other: KeptTask) => number

const byAge: Compare = (one, other) => one.task.createdAt - other.task.createdAt || one.number - other.number

/** What ended last comes first. One that was retried since stands where it ended then. */
const byEnd: Compare = (one, other) => endOf(other) - endOf(one) || other.number - one.number

const endOf = ({ task }: KeptTask): number => task.attempts.at(-1)?.endedAt ?? 0

/** What is due begins by rank and submission; what is not stands behind it, first by its time. */
const byQueue =
  (now: number): Compare =>
  (one, other) => {
    const [due, otherDue] = [beginsAt(one.task) <= now, beginsAt(other.task) <= now]
    if (due !== otherDue) return due ? -1 : 1
    const byTime = due ? 0 : beginsAt(one.task) - beginsAt(other.task)
    return byTime || rankOf[one.task.priority] - rankOf[other.task.priority] || one.number - other.number
  }

const isListed = (task: Task, filter: Omit<TaskFilter, 'limit'>): boolean =>
  task.deletedAt === null &&
  isLeftIn(task, filter) &&
  (filter.locked === undefined || task.locked) &&
  (filter.uses === undefined || isUsing(task, filter.uses)) &&
  (filter.anyOf === undefined || isMatch(task, filter.anyOf))

const isUsing = ({ status, locked, locks }: Task, instance: string): boolean =>
  (locked || status === 'pending') && locks.includes(instance)

const isMatch = (task: Task, { idPrefix, instances, operations }: TaskMatch): boolean =>
  task.id.startsWith(idPrefix) ||
  instances.some(instance => involves(task, instance)) ||
  operations.includes(task.operation.name)
