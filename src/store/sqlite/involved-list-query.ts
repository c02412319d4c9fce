import { conditionsSql, matchSql, orderOf, statusesOf, type ListShape } from './list-shape.ts'

/** Where the tasks that involve an instance are read: its rows are in the order of the list, and lead to the tasks. */
const fromSql = ({ conditions }: Pick<ListShape, 'conditions'>, index: string, where: string): string => `
  FROM task_instance INDEXED BY ${index} CROSS JOIN task ON task.number = task_instance.task
  WHERE task_instance.instance = :involves ${where}
    ${conditionsSql(conditions.filter(condition => condition !== 'involves'))}`

const statusIs = (status: string): string => `AND task_instance.status = '${status}'`

/**
 * The statement of a list of what involves an instance, own or named: as others, status by status and merged; by end from an
 * index of its own. Exported so that a test can ask for its plan.
 */
export function involvedSql(shape: ListShape & { readonly isSearch: boolean }): string {
  const { place, behind, sql } = orderOf(shape, 'task_instance', 'task')
  const match = shape.isSearch ? matchSql : ''
  const select = (index: string, where: string): string =>
    `SELECT ${place} AS place, task_instance.task AS found ${fromSql(shape, index, `${where} ${behind}`)} ${match}`
  const statuses = statusesOf(shape)
  const quoted = statuses.map(status => `'${status}'`).join(', ')
  const arms =
    shape.order === 'ended'
      ? [
          select(
            'task_instance_ended',
            `AND task_instance.ended_at IS NOT NULL AND task_instance.status IN (${quoted})`,
          ),
        ]
      : statuses.map(status => select('task_instance_by_status', statusIs(status)))
  const order = sql.replaceAll(place, 'place').replaceAll('task_instance.task', 'found')
  return `
    SELECT document FROM (${arms.join(' UNION ALL ')} ${order} LIMIT :limit OFFSET :offset)
    JOIN task ON number = found ${order}`
}

/** The statement that counts what involves an instance. Exported so that a test can ask for its plan. */
export function involvedCountSql(shape: Pick<ListShape, 'statuses' | 'conditions'>): string {
  const arms = statusesOf(shape).map(
    status => `SELECT 1 ${fromSql(shape, 'task_instance_by_status', statusIs(status))}`,
  )
  return `SELECT count(*) AS count FROM (${arms.join(' UNION ALL ')} LIMIT :limit)`
}
