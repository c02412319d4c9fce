import type { DatabaseSync } from 'node:sqlite'
import type { TaskVersion } from '../../core/store.ts'

/** Lines of a log that one write removes at most: whoever else wants to write waits some milliseconds, not a second. */
const linesAtOnce = 1000

/** Lines of a task's log, the oldest first. */
export const removeLinesSql = `
  DELETE FROM log_line WHERE id IN (
    SELECT id FROM log_line INDEXED BY log_line_by_task WHERE task = :task ORDER BY id LIMIT :limit)`

/**
 * Makes what removes a task and all that belongs to it. False: it was changed or has gone since, or something of it is held.
 * `more`: its log is long, and only a part of that has gone; ask again.
 */
export function removal(connection: DatabaseSync): (version: TaskVersion) => boolean | 'more' {
  const find = connection.prepare(`
    SELECT number, project, document ->> '$.token' AS token FROM task
    WHERE id = :id AND revision = :revision AND free_since IS NOT NULL`)
  const removeLines = connection.prepare(removeLinesSql)
  const removeToken = connection.prepare('DELETE FROM token WHERE project = ? AND token = ? AND task = ?')
  const ofTask = ['event', 'packed_history', 'task_instance'].map(table =>
    connection.prepare(`DELETE FROM ${table} WHERE task = ?`),
  )
  const removeTask = connection.prepare('DELETE FROM task WHERE number = ?')

  return ({ id, revision }) => {
    const found = find.get({ id, revision })
    if (found === undefined) return false
    const { number: task, project, token } = found
    if (removeLines.run({ task: task!, limit: linesAtOnce }).changes === linesAtOnce) return 'more'
    for (const statement of ofTask) statement.run(task!)
    if (token !== null) removeToken.run(project!, token!, id)
    removeTask.run(task!)
    return true
  }
}
