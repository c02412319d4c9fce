import type { DatabaseSync } from 'node:sqlite'
import { mostCounted, type Front, type WaitingTask } from '../../core/store.ts'
import type { Task } from '../../core/task.ts'
import { documentsOf } from './documents.ts'

/** Tasks that hold what a pending task wants, in the order of submission. */
export const holdersSql = `
  SELECT document FROM task WHERE id IN (
    SELECT lock.task FROM queue AS wanted INDEXED BY queue_by_task JOIN lock ON lock.instance = wanted.instance
    WHERE wanted.number = :number)
  ORDER BY number`

/** The tasks that are due and stand before it in a line it stands in. */
export const beforeSql = `
  SELECT DISTINCT earlier.rank, earlier.number FROM queue AS wanted INDEXED BY queue_by_task
  JOIN queue AS earlier ON earlier.instance = wanted.instance
    AND (earlier.rank, earlier.number) < (wanted.rank, wanted.number)
  WHERE wanted.number = :number AND earlier.due_at <= :now
  ORDER BY earlier.rank, earlier.number LIMIT :limit`

/** Makes the query of what stands in front of a pending task. */
export function frontQuery(connection: DatabaseSync): (task: string, now: number, limit: number) => Front {
  const numberOf = connection.prepare('SELECT number FROM task WHERE id = ?')
  const holders = connection.prepare(holdersSql)
  const before = connection.prepare(beforeSql)
  const queued = connection.prepare(`
    SELECT id, project, operation, (
      SELECT min(theirs.instance) FROM queue AS theirs
      JOIN queue AS own ON own.instance = theirs.instance AND own.number = :number
      WHERE theirs.number = task.number) AS instance
    FROM task WHERE number = :earlier`)
  return (task, now, limit) => {
    const number = numberOf.get(task)?.['number'] ?? null
    const waiting = before.all({ number, now, limit: mostCounted })
    return {
      holders: documentsOf<Task>(holders.all({ number })),
      waiting: waiting
        .slice(0, limit)
        .map(row => ({ ...queued.get({ number, earlier: row['number']! })! }) as unknown as WaitingTask),
      waitingCount: waiting.length,
    }
  }
}
