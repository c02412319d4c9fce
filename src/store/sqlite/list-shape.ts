import type { SQLInputValue } from 'node:sqlite'
import type { ListOrder, TaskCountFilter, TaskMatch } from '../../core/store.ts'
import { taskStatuses, type Task } from '../../core/task.ts'

/** Values of a statement's parameters. */
export type Values = Readonly<Record<string, SQLInputValue>>

/** Runs a statement that gives documents of tasks. */
export type ReadTasks = (sql: string, values: Values) => readonly Task[]

/** Where a task stands in the orders of lists. */
export interface ListPlace {
  readonly createdAt: number
  readonly number: number
  readonly rank: number
  readonly dueAt: number
}

/** What a list may ask for of a task: the condition's SQL, by the name of its value. */
const conditions = {
  project: 'task.project = :project',
  service: 'task.service = :service',
  instance: 'task.instance = :instance',
  operation: 'task.operation = :operation',
  jobName: 'task.job_name = :jobName',
  isScheduled: 'task.is_scheduled = :isScheduled',
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
  readonly order: Exclude<ListOrder, 'queue'>
}

/** In one order, so that one shape has one statement. */
export const statusesOf = ({ statuses }: Pick<ListShape, 'statuses'>): readonly string[] =>
  taskStatuses.filter(status => statuses.includes(status))

export const conditionsSql = (asked: readonly Condition[]): string =>
  asked.map(condition => `AND ${conditions[condition]}`).join(' ')

/** What a filter asks for beside statuses, by the condition's name. */
export function conditionsOf(filter: TaskCountFilter): { readonly [name in Condition]?: SQLInputValue } {
  const { isScheduled } = filter
  const values = { ...filter, ...(isScheduled === undefined ? {} : { isScheduled: isScheduled ? 1 : 0 }) }
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
  OR task.operation IN (SELECT value FROM json_each(:operations)))`

export const matchValues = ({ idPrefix, instances, operations }: TaskMatch): Values => ({
  idPrefix,
  instances: JSON.stringify(instances),
  operations: JSON.stringify(operations),
})
