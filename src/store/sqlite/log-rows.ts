import type { DatabaseSync } from 'node:sqlite'
import { logLinesKept, type NewLogLine } from '../../core/log.ts'

/** The number of the last line of a step and attempt. */
export const lastLineSql = `
  SELECT max(number) AS number FROM log_line INDEXED BY log_line_by_number
  WHERE task = :task AND step IS :step AND attempt = :attempt`

/** Lets the oldest lines of a step and attempt go. */
export const trimSql = `
  DELETE FROM log_line INDEXED BY log_line_by_number
  WHERE task = :task AND step IS :step AND attempt = :attempt AND number <= :number`

/** Makes what adds lines to the log of a task, named by its id; does nothing for one that is not there. */
export function logRows(connection: DatabaseSync): (task: string, lines: readonly NewLogLine[]) => void {
  const numberOf = connection.prepare('SELECT number FROM task WHERE id = ?')
  const last = connection.prepare(lastLineSql)
  const insert = connection.prepare(`
    INSERT INTO log_line (task, step, attempt, number, at, text)
    VALUES (:task, :step, :attempt, :number, :at, :text)`)
  const trim = connection.prepare(trimSql)

  return (id, lines) => {
    const task = numberOf.get(id)?.['number'] as number | undefined
    if (task === undefined) return
    for (const { step, attempt, at, text, skipped } of lines) {
      const beside = { task, step, attempt }
      const number = ((last.get(beside)?.['number'] as number | null) ?? 0) + skipped + 1
      insert.run({ ...beside, number, at, text })
      if (number > logLinesKept) trim.run({ ...beside, number: number - logLinesKept })
    }
  }
}
