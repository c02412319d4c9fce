import type { ListOrder, TaskFilter } from '../core/store.ts'
import { endedStatuses, taskStatuses, type Task, type TaskStatus } from '../core/task.ts'

/** What the order `active` is made of, first to last: which tasks, and in which order. */
const parts: readonly (readonly [statuses: readonly TaskStatus[], order: Exclude<ListOrder, 'active'>])[] = [
  [['running'], 'newest'],
  [['paused'], 'newest'],
  [['pending'], 'queue'],
  [endedStatuses, 'ended'],
]

/**
 * Reads one page in the order `active`, part by part. It goes on in the part in which the task before stood (null: from the
 * beginning), wherever that one stands now.
 */
export function readActive(
  read: (filter: TaskFilter) => readonly Task[],
  { after, statuses = taskStatuses, limit, ...filter }: TaskFilter,
  stood: TaskStatus | null,
): readonly Task[] {
  const first = parts.findIndex(([of]) => stood === null || of.includes(stood))
  return parts.slice(first).reduce<readonly Task[]>((found, [of, order], index) => {
    const wanted = statuses.filter(status => of.includes(status))
    const left = limit - found.length
    if (wanted.length === 0 || left === 0) return found
    const behind = index === 0 && after !== undefined ? { after } : {}
    return [...found, ...read({ ...filter, ...behind, statuses: wanted, order, limit: left })]
  }, [])
}
