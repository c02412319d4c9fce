import type { DatabaseSync } from 'node:sqlite'
import type { Task } from '../../core/task.ts'
import { documentsOf } from './documents.ts'

/** Tasks under way that no worker holds, and pauses that are over. They are few: sorting them costs nothing. */
export const goingOnSql = `
  SELECT document FROM task INDEXED BY task_going_on
  WHERE status IN ('running', 'paused') AND suspect = :suspect AND claimable_at <= :now
  ORDER BY rank, number LIMIT :limit`

/** Ended tasks whose kept effects have expired and whose instances nobody else holds. */
export const expiredSql = `
  SELECT document FROM task INDEXED BY task_expiring
  WHERE status IN ('succeeded', 'failed', 'cancelled') AND suspect = :suspect AND claimable_at <= :now
    AND NOT EXISTS (
      SELECT 1 FROM json_each(task.document, '$.locks') AS wanted JOIN lock ON lock.instance = wanted.value
      WHERE lock.task <> task.id)
  ORDER BY claimable_at, number LIMIT :limit`

/**
 * Pending tasks that may begin: in the line of every instance they want nobody stands before them who is due, and nobody
 * holds it. A row that is not `first` always has somebody before it who is due when it is.
 */
export const pendingSql = `
  SELECT task.document FROM queue AS head INDEXED BY queue_line JOIN task ON task.number = head.number
  WHERE head.first = 1 AND head.leads = 1 AND head.due_at <= :now
    AND NOT EXISTS (
      SELECT 1 FROM queue AS wanted INDEXED BY queue_by_task
      WHERE wanted.number = head.number AND (
        wanted.first = 0
        OR EXISTS (SELECT 1 FROM lock WHERE lock.instance = wanted.instance)
        OR EXISTS (
          SELECT 1 FROM queue AS earlier INDEXED BY queue_first
          WHERE earlier.first = 1 AND earlier.instance = wanted.instance AND earlier.due_at <= :now
            AND (earlier.rank, earlier.number) < (wanted.rank, wanted.number))))
  ORDER BY head.rank, head.number LIMIT :limit`

/** When the next delayed task, pause, retry or kept effect falls due. */
export const nextDueSql = `
  SELECT min(at) AS at FROM (
    SELECT min(due_at) AS at FROM queue INDEXED BY queue_by_due WHERE due_at > :now
    UNION ALL
    SELECT min(claimable_at) FROM task INDEXED BY task_going_on
    WHERE status IN ('running', 'paused') AND suspect IN (0, 1) AND claimable_at > :now
    UNION ALL
    SELECT min(claimable_at) FROM task INDEXED BY task_expiring
    WHERE status IN ('succeeded', 'failed', 'cancelled') AND suspect IN (0, 1) AND claimable_at > :now)`

/** Finds what may be claimed, and when to look again. */
export interface DueQuery {
  due(now: number, limit: number, suspects?: boolean): readonly Task[]
  /** Null: nothing falls due by itself. */
  nextDueAt(now: number): number | null
}

/** Makes the queries of what is due. */
export function dueQuery(connection: DatabaseSync): DueQuery {
  const goingOn = connection.prepare(goingOnSql)
  const expired = connection.prepare(expiredSql)
  const pending = connection.prepare(pendingSql)
  const nextDue = connection.prepare(nextDueSql)
  return {
    due(now, limit, suspects = false) {
      const suspect = suspects ? 1 : 0
      const running = documentsOf<Task>(goingOn.all({ now, limit, suspect }))
      const cleanUp = withoutSharing(documentsOf<Task>(expired.all({ now, limit, suspect })))
      // Nothing that has not begun can be suspected.
      if (suspects) return [...running, ...cleanUp].slice(0, limit)
      const taken = new Set(cleanUp.flatMap(task => task.locks))
      // Each instance that is to be cleaned up has one pending task at most that could begin on it.
      const begin = documentsOf<Task>(pending.all({ now, limit: limit + taken.size })).filter(task =>
        task.locks.every(instance => !taken.has(instance)),
      )
      return [...running, ...cleanUp, ...begin].slice(0, limit)
    },
    nextDueAt: now => (nextDue.get({ now })!['at'] as number | null) ?? null,
  }
}

/** The tasks that can be claimed one after the other: each instance serves the first that wants it. */
function withoutSharing(tasks: readonly Task[]): readonly Task[] {
  const taken = new Set<string>()
  return tasks.filter(task => {
    const free = task.locks.every(instance => !taken.has(instance))
    if (free) for (const instance of task.locks) taken.add(instance)
    return free
  })
}
