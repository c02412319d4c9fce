import type { TaskFilter } from '../../core/store.ts'
import type { Task } from '../../core/task.ts'
import {
  conditionsOf,
  conditionsSql,
  matchSql,
  matchValues,
  type Condition,
  type ListPlace,
  type ReadTasks,
  type Values,
} from './list-shape.ts'

/** What of a filter decides how the statements of a queue are written. */
export interface QueueShape {
  readonly conditions: readonly Condition[]
  /** Whether it is the line of one instance; else that of a whole project. */
  readonly isOneLine: boolean
  readonly isSearch: boolean
  /** Whether it begins behind a task. */
  readonly isPaged: boolean
}

/** What a half is read from, in its order, with how its place is called there. */
const sourceOf = ({ isOneLine }: QueueShape, index: string): readonly [place: string, from: string] =>
  isOneLine
    ? [
        'place',
        `queue AS place ${index} CROSS JOIN task ON task.number = place.number WHERE place.instance = :line`,
      ]
    : ['task', `task ${index} WHERE task.status = 'pending'`]

const narrowSql = ({ conditions, isSearch }: QueueShape): string =>
  `${conditionsSql(conditions)} ${isSearch ? matchSql : ''}`

/** What is due, in the order in which it begins (`+`: not by time and then sorted). Exported so that a test can ask for its plan. */
export function queueDueSql(shape: QueueShape): string {
  const [place, from] = sourceOf(shape, shape.isOneLine ? '' : 'INDEXED BY task_queue')
  const behind = shape.isPaged ? `AND (${place}.rank, ${place}.number) > (:rank, :number)` : ''
  return `
    SELECT task.document FROM ${from} AND +${place}.due_at <= :now ${behind} ${narrowSql(shape)}
    ORDER BY ${place}.rank, ${place}.number LIMIT :limit`
}

/** What is not due, by its time. Exported so that a test can ask for its plan. */
export function queueLaterSql(shape: QueueShape): string {
  const index = shape.isOneLine ? 'queue_by_instance_due' : 'task_queue_later'
  const [place, from] = sourceOf(shape, `INDEXED BY ${index}`)
  const order = `${place}.due_at, ${place}.rank, ${place}.number`
  const behind = shape.isPaged ? `(${order}) > (:dueAt, :rank, :number)` : `${place}.due_at > :now`
  return `
    SELECT task.document FROM ${from} AND ${behind} ${narrowSql(shape)}
    ORDER BY ${order} LIMIT :limit`
}

/**
 * Reads one page of a queue, from behind a task or from its beginning (null): what is due, then the rest. With 100,000 pending
 * tasks, half of them due, a page takes 1 to 2 ms, at worst (none is due, or none fits) 25 ms.
 */
export function readQueue(read: ReadTasks, filter: TaskFilter, last: ListPlace | null): readonly Task[] {
  const { now = 0, limit, anyOf } = filter
  const asked = conditionsOf(filter)
  const line = filter.uses ?? filter.involves ?? filter.instance
  const shape = {
    conditions: Object.keys(asked) as Condition[],
    isOneLine: line !== undefined,
    isSearch: anyOf !== undefined,
  }
  const values: Values = {
    ...asked,
    ...(line === undefined ? {} : { line }),
    ...(anyOf === undefined ? {} : matchValues(anyOf)),
  }
  const readLater = (most: number, behind: Values, isPaged: boolean): readonly Task[] =>
    read(queueLaterSql({ ...shape, isPaged }), { ...values, ...behind, limit: most })

  if (last !== null && last.dueAt > now)
    return readLater(limit, { dueAt: last.dueAt, rank: last.rank, number: last.number }, true)
  const behind: Values = last === null ? {} : { rank: last.rank, number: last.number }
  const due = read(queueDueSql({ ...shape, isPaged: last !== null }), { ...values, ...behind, now, limit })
  return due.length === limit ? due : [...due, ...readLater(limit - due.length, { now }, false)]
}
