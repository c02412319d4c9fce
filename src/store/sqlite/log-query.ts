import type { DatabaseSync } from 'node:sqlite'
import type { LogFilter, LogLine } from '../../core/log.ts'

/** Reads one page of a task's log, oldest line first. */
export type LogQuery = (task: string, filter: LogFilter) => readonly LogLine[]

/** The statement of a page: of all steps, or of one. */
export const logSql = (ofStep: boolean): string => `
  SELECT id, step, attempt, number, at, text
  FROM log_line INDEXED BY ${ofStep ? 'log_line_by_step' : 'log_line_by_task'}
  WHERE task = :task ${ofStep ? 'AND step = :step' : ''} AND id > :afterId ORDER BY id LIMIT :limit`

/** Makes the query of a log. */
export function logQuery(connection: DatabaseSync): LogQuery {
  const numberOf = connection.prepare('SELECT number FROM task WHERE id = ?')
  const ofAll = connection.prepare(logSql(false))
  const ofStep = connection.prepare(logSql(true))
  return (id, { step, afterId, limit }) => {
    const task = numberOf.get(id)?.['number'] as number | undefined
    if (task === undefined) return []
    const place = { task, afterId, limit }
    const rows = step === undefined ? ofAll.all(place) : ofStep.all({ ...place, step })
    return rows.map(row => ({ ...row })) as unknown as readonly LogLine[]
  }
}
