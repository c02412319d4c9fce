import { conditionsSql, matchSql, orderOf, statusesOf, type ListShape } from './list-shape.ts'

/** What of a filter decides how the statement of what holds or wants instances is written. */
export interface UsedShape extends ListShape {
  /** Whether one instance is meant; else all. */
  readonly isOfOne: boolean
  /** Whether only what holds them is; a list of all is never of what wants them. */
  readonly isLocked: boolean
  readonly isSearch: boolean
}

/**
 * The tasks that hold instances, or stand in their lines: as many rows are read as there are locks and places, whatever the
 * number of tasks. Exported so that a test can ask for its plan.
 */
export function usedSql(shape: UsedShape): string {
  const { conditions, isOfOne, isLocked, isSearch } = shape
  const holders = `
    SELECT task.number FROM lock CROSS JOIN task ON task.id = lock.task ${isOfOne ? 'WHERE lock.instance = :uses' : ''}`
  const waiting = isLocked ? '' : 'UNION SELECT number FROM queue WHERE instance = :uses'
  const statuses = statusesOf(shape).map(status => `'${status}'`)
  const { behind, sql } = orderOf(shape)
  return `
    SELECT document FROM (
      SELECT task.number AS found FROM (${holders} ${waiting}) AS used CROSS JOIN task ON task.number = used.number
      WHERE +task.status IN (${statuses.join(', ')}) ${conditionsSql(conditions)} ${behind} ${isSearch ? matchSql : ''}
      GROUP BY task.number ${sql} LIMIT :limit OFFSET :offset)
    JOIN task ON number = found ${sql}`
}
