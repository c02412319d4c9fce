import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { TaskFilter } from '../../core/store.ts'
import { taskStatuses, type Task } from '../../core/task.ts'
import { documentsOf } from './documents.ts'

/** Reads one page of a list, newest submission first. */
export type ListQuery = (filter: TaskFilter) => readonly Task[]

/**
 * Makes the query of a list. Each status is read from an index in the order of the list and the statuses are merged, so
 * that a page costs what it shows, whatever the filter and however deep. Statements are kept by the filter's shape.
 */
export function listQuery(connection: DatabaseSync): ListQuery {
  const statements = new Map<string, StatementSync>()
  const findPlace = connection.prepare('SELECT created_at, number FROM task WHERE id = ?')

  return ({ after, limit, statuses, ...equal }) => {
    const place = after === undefined ? null : findPlace.get(after)
    if (place === undefined) return []
    const sql = listSql(statuses ?? taskStatuses, Object.keys(equal), place !== null)
    if (sql === null) return []
    const statement = statements.get(sql) ?? connection.prepare(sql)
    statements.set(sql, statement)
    const behind = place === null ? {} : { createdAt: place['created_at']!, number: place['number']! }
    return documentsOf<Task>(statement.all({ ...equal, ...behind, limit }))
  }
}

/** The statement for a filter's shape; null: it can find nothing. Exported so that a test can ask for its plan. */
export function listSql(
  statuses: readonly string[],
  columns: readonly string[],
  isPaged: boolean,
): string | null {
  // An instance has few tasks of its project's or operation's many: `+` keeps those indexes out of it.
  const isNarrow = columns.includes('instance')
  const equal = columns
    .map(column => `AND ${isNarrow && column !== 'instance' ? '+' : ''}${column} = :${column}`)
    .join(' ')
  const behind = isPaged ? 'AND (created_at, number) < (:createdAt, :number)' : ''
  const arms = taskStatuses
    .filter(status => statuses.includes(status))
    .map(
      status => `SELECT created_at, number, document FROM task WHERE status = '${status}' ${equal} ${behind}`,
    )
  if (arms.length === 0) return null
  return `${arms.join(' UNION ALL ')} ORDER BY created_at DESC, number DESC LIMIT :limit`
}
