import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { mostCountedTasks, type TaskCountFilter, type TaskFilter } from '../../core/store.ts'
import { taskStatuses, type Task } from '../../core/task.ts'
import { documentsOf } from './documents.ts'
import {
  conditionsOf,
  conditionsSql,
  matchSql,
  matchValues,
  statusesOf,
  type Condition,
  type ListPlace,
  type ListShape,
  type Values,
} from './list-shape.ts'
import { readQueue } from './queue-list-query.ts'
import { usedSql } from './used-list-query.ts'

/** Reads and counts lists. */
export interface ListQueries {
  readonly list: (filter: TaskFilter) => readonly Task[]
  readonly countTasks: (filter: TaskCountFilter) => number
}

/**
 * Makes the queries of lists. Each status is read from an index in the order of the list and the statuses are merged, so
 * that a page costs what it shows, whatever the filter and however deep. A search reads an index that has all it compares;
 * what holds or wants an instance is found by locks and lines. Statements are kept by the filter's shape.
 */
export function listQueries(connection: DatabaseSync): ListQueries {
  const statements = new Map<string, StatementSync>()
  const findPlace = connection.prepare(
    'SELECT created_at AS createdAt, number, rank, due_at AS dueAt FROM task WHERE id = ?',
  )

  function prepared(sql: string): StatementSync {
    const statement = statements.get(sql) ?? connection.prepare(sql)
    statements.set(sql, statement)
    return statement
  }

  const read = (sql: string, values: Values): readonly Task[] => documentsOf<Task>(prepared(sql).all(values))

  return {
    list(filter) {
      const { after, offset = 0, limit, statuses = taskStatuses, order = 'newest', anyOf, uses } = filter
      const { locked = false } = filter
      const last = after === undefined ? null : (findPlace.get(after) as ListPlace | undefined)
      if (last === undefined || statuses.length === 0) return []
      // What holds its instances has left the queue.
      if (order === 'queue')
        return locked || !statuses.includes('pending') ? [] : readQueue(read, filter, last)
      const asked = conditionsOf(filter)
      const conditions = Object.keys(asked) as Condition[]
      const shape = { statuses, conditions, isPaged: last !== null, order }
      const values: Values = {
        ...asked,
        ...(last === null ? {} : { createdAt: last.createdAt, number: last.number }),
        ...(anyOf === undefined ? {} : matchValues(anyOf)),
        ...(uses === undefined ? {} : { uses }),
        limit,
        offset,
      }
      if (uses === undefined && !locked)
        return read(anyOf === undefined ? listSql(shape) : searchSql(shape), values)
      const isSearch = anyOf !== undefined
      return read(usedSql({ ...shape, isOfOne: uses !== undefined, isLocked: locked, isSearch }), values)
    },
    countTasks(filter) {
      const { statuses = taskStatuses } = filter
      if (statuses.length === 0) return 0
      const asked = conditionsOf(filter)
      const sql = countSql({ statuses, conditions: Object.keys(asked) as Condition[] })
      return prepared(sql).get({ ...asked, limit: mostCountedTasks })!['count'] as number
    },
  }
}

const behindSql = ({ isPaged, order }: ListShape): string =>
  isPaged ? `AND (created_at, number) ${order === 'newest' ? '<' : '>'} (:createdAt, :number)` : ''

const orderSql = ({ order }: ListShape): string =>
  order === 'newest' ? 'ORDER BY created_at DESC, number DESC' : 'ORDER BY created_at, number'

/** Indexes by the conditions they begin with, the one that leaves fewest tasks first. All have them in the order of lists. */
const indexes: readonly (readonly [index: string, begins: readonly Condition[]])[] = [
  ['task_by_instance', ['instance']],
  ['task_by_job', ['project', 'jobName']],
  ['task_by_operation', ['project', 'operation']],
  ['task_by_service', ['project', 'service']],
  ['task_by_project', ['project']],
  ['task_by_status', []],
]

/** Where the tasks of a status are read. */
function fromSql({ conditions }: Pick<ListShape, 'conditions'>, status: string): string {
  const [index] = indexes.find(([, begins]) => begins.every(condition => conditions.includes(condition)))!
  return `FROM task INDEXED BY ${index} WHERE status = '${status}' ${conditionsSql(conditions)}`
}

/** The statement for a filter's shape. Exported so that a test can ask for its plan. */
export function listSql(shape: ListShape): string {
  const arms = statusesOf(shape).map(
    status => `SELECT created_at, number, document ${fromSql(shape, status)} ${behindSql(shape)}`,
  )
  return `${arms.join(' UNION ALL ')} ${orderSql(shape)} LIMIT :limit OFFSET :offset`
}

/** The statement that counts, from an index alone. Exported so that a test can ask for its plan. */
export function countSql(shape: Pick<ListShape, 'statuses' | 'conditions'>): string {
  const arms = statusesOf(shape).map(status => `SELECT 1 ${fromSql(shape, status)}`)
  return `SELECT count(*) AS count FROM (${arms.join(' UNION ALL ')} LIMIT :limit)`
}

/**
 * The statement of a search for a filter's shape. It goes through one index in the order of the list until the page is full,
 * and reads the documents of what it shows alone. With 100,000 tasks a search that finds nothing takes 25 ms, one for a
 * thousand instances that have no task 45 ms.
 */
export function searchSql(shape: ListShape): string {
  const statuses = statusesOf(shape).map(status => `'${status}'`)
  return `
    SELECT document FROM (
      SELECT number AS found FROM task INDEXED BY task_search
      WHERE status IN (${statuses.join(', ')}) ${conditionsSql(shape.conditions)} ${behindSql(shape)} ${matchSql}
      ${orderSql(shape)} LIMIT :limit OFFSET :offset)
    JOIN task ON number = found ${orderSql(shape)}`
}
