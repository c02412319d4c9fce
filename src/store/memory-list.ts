import { mostCountedTasks, type TaskCountFilter, type TaskFilter, type TaskMatch } from '../core/store.ts'
import { isScheduled, type Task } from '../core/task.ts'
import type { KeptTask } from './memory-history.ts'

/** One page of a list. */
export function listOf(
  kept: readonly KeptTask[],
  { after, offset = 0, limit, order = 'newest', ...filter }: TaskFilter,
): readonly Task[] {
  const oldestFirst = kept
    .toSorted((one, other) => one.task.createdAt - other.task.createdAt || one.number - other.number)
    .map(({ task }) => task)
  const ordered = order === 'oldest' ? oldestFirst : oldestFirst.toReversed()
  const start = after === undefined ? 0 : ordered.findIndex(task => task.id === after) + 1
  if (after !== undefined && start === 0) return []
  return ordered
    .slice(start)
    .filter(task => isListed(task, filter))
    .slice(offset, offset + limit)
}

/** How many there are, as far as they are counted. */
export function countOf(kept: readonly KeptTask[], filter: TaskCountFilter): number {
  return Math.min(mostCountedTasks, kept.filter(({ task }) => isListed(task, filter)).length)
}

const isListed = (task: Task, filter: Omit<TaskFilter, 'limit'>): boolean =>
  task.deletedAt === null &&
  (filter.project ?? task.project) === task.project &&
  (filter.service ?? task.service) === task.service &&
  (filter.instance ?? task.instance) === task.instance &&
  (filter.operation ?? task.operation.name) === task.operation.name &&
  (filter.jobName ?? task.operation.jobName) === task.operation.jobName &&
  (filter.isScheduled ?? isScheduled(task)) === isScheduled(task) &&
  (filter.createdFrom ?? task.createdAt) <= task.createdAt &&
  (filter.createdTo ?? task.createdAt) >= task.createdAt &&
  (filter.statuses ?? [task.status]).includes(task.status) &&
  (filter.anyOf === undefined || isMatch(task, filter.anyOf))

const isMatch = (task: Task, { idPrefix, instances, operations }: TaskMatch): boolean =>
  task.id.startsWith(idPrefix) ||
  instances.includes(task.instance) ||
  operations.includes(task.operation.name)
