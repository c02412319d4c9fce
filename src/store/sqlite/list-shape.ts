import type { SQLInputValue } from 'node:sqlite'
import type { ListOrder, TaskCountFilter, TaskMatch } from '../../core/store.ts'
import { taskStatuses, type Task, type TaskStatus } from '../../core/task.ts'

/** Values of a statement's parameters. */
export type Values = Readonly<Record<string, SQLInputValue>>

/** Runs a statement that gives documents of tasks. */
export type ReadTasks = (sql: string, values: Values) => readonly Task[]

/** Where a task stands in the orders of lists. */
export interface ListPlace {
  readonly createdAt: number
  /** When its last attempt ended; 0: none has. */
  readonly endedAt: number
  readonly status: TaskStatus
  readonly number: number
  readonly rank: number
  readonly dueAt: number
}

/** What a list may ask for of a task: the condition's SQL, by the name of its value. */
const conditions = {
  project: 'task.project = :project',
  service: 'task.service = :service',
  instance: 'task.instance = :instance',
  involves: `EXISTS (
    SELECT 1 FROM task_instance AS part WHERE part.task = task.number AND part.instance = :involves)`,
  operation: 'task.operation = :operation',
  jobName: 'task.job_name = :jobName',
  isScheduled: 'task.is_scheduled = :isScheduled',
  stalled: 'task.stall IS NOT NULL AND :stalled',
  createdFrom: 'task.created_at >= :createdFrom',
  createdTo: 'task.created_at <= :createdTo',
}

/** What a list may ask for beside statuses. */
export type Condition = keyof typeof conditions

/** What of a filter decides how its statement is written. */
export interface ListShape {
  /** At least one. */
  readonly statuses: readonly string[]
  readonly conditions: readonly Condition[]
  /** Whether it begins behind a task. */
  readonly isPaged: boolean
  readonly order: PageOrder
}

/** The orders in which a page is read by one statement. */
export type PageOrder = Exclude<ListOrder, 'queue' | 'active'>

/** What each of them goes by, the number of a task after it, and in which direction. */
const ways: Readonly<Record<PageOrder, readonly [by: 'created_at' | 'ended_at', direction: 'ASC' | 'DESC']>> =
  {
    newest: ['created_at', 'DESC'],
    oldest: ['created_at', 'ASC'],
    ended: ['ended_at', 'DESC'],
  }

/** How a list goes on behind a task, and its order, of rows of a table; the number of a task is called as it is told. */
export function orderOf(
  { order, isPaged }: Pick<ListShape, 'order' | 'isPaged'>,
  table = 'task',
  number = 'number',
): { readonly place: string; readonly behind: string; readonly sql: string } {
  const [by, direction] = ways[order]
  const place = `${table}.${by}`
  const key = `(${place}, ${table}.${number})`
  return {
    place,
    behind: isPaged ? `AND ${key} ${direction === 'DESC' ? '<' : '>'} (:place, :number)` : '',
    sql: `ORDER BY ${place} ${direction}, ${table}.${number} ${direction}`,
  }
}

/** The values of {@link orderOf}. */
export const placeValues = (order: PageOrder, { createdAt, endedAt, number }: ListPlace): Values => ({
  place: ways[order][0] === 'ended_at' ? endedAt : createdAt,
  number,
})

/** In one order, so that one shape has one statement. */
export const statusesOf = ({ statuses }: Pick<ListShape, 'statuses'>): readonly string[] =>
  taskStatuses.filter(status => statuses.includes(status))

export const conditionsSql = (asked: readonly Condition[]): string =>
  asked.map(condition => `AND ${conditions[condition]}`).join(' ')

/** What a filter asks for beside statuses, by the condition's name. */
export function conditionsOf(filter: TaskCountFilter): { readonly [name in Condition]?: SQLInputValue } {
  const { isScheduled, stalled } = filter
  const values = {
    ...filter,
    isScheduled: isScheduled === undefined ? undefined : Number(isScheduled),
    stalled: stalled === undefined ? undefined : 1,
  }
  return Object.fromEntries(
    Object.keys(conditions).flatMap(name => {
      const value = values[name as Condition]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

/** Compares a task with what is searched for. */
export const matchSql = `AND (
  substr(task.id, 1, length(:idPrefix)) = :idPrefix
  OR task.instance IN (SELECT value FROM json_each(:instances))
  OR task.number IN (
    SELECT task FROM task_instance WHERE is_own = 0 AND instance IN (SELECT value FROM json_each(:instances)))
  OR task.operation IN (SELECT value FROM json_each(:operations)))`

export const matchValues = ({ idPrefix, instances, operations }: TaskMatch): Values => ({
  idPrefix,
  instances: JSON.stringify(instances),
  operations: JSON.stringify(operations),
})
