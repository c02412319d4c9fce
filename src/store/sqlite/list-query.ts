import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { mostCountedTasks, type ListOrder, type TaskCountFilter, type TaskFilter } from '../../core/store.ts'
import { taskStatuses, type Task } from '../../core/task.ts'
import { documentsOf } from './documents.ts'

/** Reads and counts lists. */
export interface ListQueries {
  readonly list: (filter: TaskFilter) => readonly Task[]
  readonly countTasks: (filter: TaskCountFilter) => number
}

/**
 * Makes the queries of lists. Each status is read from an index in the order of the list and the statuses are merged, so
 * that a page costs what it shows, whatever the filter and however deep. A search reads an index that has all it compares.
 * Statements are kept by the filter's shape.
 */
export function listQueries(connection: DatabaseSync): ListQueries {
  const statements = new Map<string, StatementSync>()
  const findPlace = connection.prepare('SELECT created_at, number FROM task WHERE id = ?')

  function prepared(sql: string): StatementSync {
    const statement = statements.get(sql) ?? connection.prepare(sql)
    statements.set(sql, statement)
    return statement
  }

  return {
    list({ after, offset = 0, limit, order = 'newest', anyOf, ...filter }) {
      const place = after === undefined ? null : findPlace.get(after)
      const { statuses, conditions, values } = conditionsOf(filter)
      if (place === undefined || statuses.length === 0) return []
      const shape = { statuses, conditions, isPaged: place !== null, order }
      const statement = prepared(anyOf === undefined ? listSql(shape) : searchSql(shape))
      const behind = place === null ? {} : { createdAt: place['created_at']!, number: place['number']! }
      const match =
        anyOf === undefined
          ? {}
          : {
              idPrefix: anyOf.idPrefix,
              instances: JSON.stringify(anyOf.instances),
              operations: JSON.stringify(anyOf.operations),
            }
      return documentsOf<Task>(statement.all({ ...values, ...behind, ...match, limit, offset }))
    },
    countTasks(filter) {
      const { statuses, conditions, values } = conditionsOf(filter)
      if (statuses.length === 0) return 0
      const counted = prepared(countSql({ statuses, conditions })).get({ ...values, limit: mostCountedTasks })
      return counted!['count'] as number
    },
  }
}

/** What a list may ask for of a task: the condition's SQL, by the name of its value. */
const conditionsSql = {
  project: 'project = :project',
  service: 'service = :service',
  instance: 'instance = :instance',
  operation: 'operation = :operation',
  jobName: 'job_name = :jobName',
  isScheduled: 'is_scheduled = :isScheduled',
  createdFrom: 'created_at >= :createdFrom',
  createdTo: 'created_at <= :createdTo',
}

/** What a list may ask for beside statuses. */
export type Condition = keyof typeof conditionsSql

interface Conditions {
  readonly statuses: readonly string[]
  readonly conditions: readonly Condition[]
  readonly values: { readonly [name in Condition]?: SQLInputValue }
}

function conditionsOf({ statuses = taskStatuses, isScheduled, ...equal }: TaskCountFilter): Conditions {
  const values = { ...equal, ...(isScheduled === undefined ? {} : { isScheduled: isScheduled ? 1 : 0 }) }
  return { statuses, conditions: Object.keys(values) as Condition[], values }
}

/** What of a filter decides how its statement is written. */
export interface ListShape {
  /** At least one. */
  readonly statuses: readonly string[]
  readonly conditions: readonly Condition[]
  /** Whether it begins behind a task. */
  readonly isPaged: boolean
  readonly order: ListOrder
}

/** In one order, so that one shape has one statement. */
const statusesOf = ({ statuses }: Pick<ListShape, 'statuses'>): readonly string[] =>
  taskStatuses.filter(status => statuses.includes(status))

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
  const match = conditions.map(condition => `AND ${conditionsSql[condition]}`).join(' ')
  return `FROM task INDEXED BY ${index} WHERE status = '${status}' ${match}`
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
  const equal = shape.conditions.map(condition => `AND ${conditionsSql[condition]}`).join(' ')
  const statuses = statusesOf(shape).map(status => `'${status}'`)
  return `
    SELECT document FROM (
      SELECT number AS found FROM task INDEXED BY task_search
      WHERE status IN (${statuses.join(', ')}) ${equal} ${behindSql(shape)} AND (
        substr(id, 1, length(:idPrefix)) = :idPrefix
        OR instance IN (SELECT value FROM json_each(:instances))
        OR operation IN (SELECT value FROM json_each(:operations)))
      ${orderSql(shape)} LIMIT :limit OFFSET :offset)
    JOIN task ON number = found ${orderSql(shape)}`
}
