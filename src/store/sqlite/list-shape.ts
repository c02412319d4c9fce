import type { ListOrder, TaskFilter, TaskMatch } from '../../core/store.ts'
import { taskStatuses, type Task } from '../../core/task.ts'

/** Values of a statement's parameters. */
export type Values = Readonly<Record<string, string | number>>

/** Runs a statement that gives documents of tasks. */
export type ReadTasks = (sql: string, values: Values) => readonly Task[]

/** Where a task stands in the orders of lists. */
export interface ListPlace {
  readonly createdAt: number
  readonly number: number
  readonly rank: number
  readonly dueAt: number
}

/** What of a filter decides how its statement is written. */
export interface ListShape {
  /** At least one. */
  readonly statuses: readonly string[]
  /** Columns that have to have a value. */
  readonly columns: readonly string[]
  /** Whether it begins behind a task. */
  readonly isPaged: boolean
  readonly order: Exclude<ListOrder, 'queue'>
}

/** In one order, so that one shape has one statement. */
export const statusesOf = ({ statuses }: Pick<ListShape, 'statuses'>): readonly string[] =>
  taskStatuses.filter(status => statuses.includes(status))

export const equalSql = (columns: readonly string[]): string =>
  columns.map(column => `AND task.${column} = :${column}`).join(' ')

/** Compares a task with what is searched for. */
export const matchSql = `AND (
  substr(task.id, 1, length(:idPrefix)) = :idPrefix
  OR task.instance IN (SELECT value FROM json_each(:instances))
  OR task.operation IN (SELECT value FROM json_each(:operations)))`

export const matchValues = ({ idPrefix, instances, operations }: TaskMatch): Values => ({
  idPrefix,
  instances: JSON.stringify(instances),
  operations: JSON.stringify(operations),
})

/** The columns of a filter that have to have its values. */
export const columnsOf = ({ project, service, instance, operation }: TaskFilter): Values =>
  Object.fromEntries(
    Object.entries({ project, service, instance, operation }).filter(([, value]) => value !== undefined),
  ) as Values
