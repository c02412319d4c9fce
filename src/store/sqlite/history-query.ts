import type { DatabaseSync } from 'node:sqlite'
import type { HistoryEvent } from '../../core/event.ts'
import { storedEvent } from './event-rows.ts'
import { unpack } from './packed-history.ts'

/** The newest of what is not packed, of given types: it was mostly written not long ago. Exported so that a test can ask for its plan. */
export const lastEventSql = `
  SELECT id, revision, at, "by", reason, event FROM event
  WHERE task = ? AND sample = 0 AND event ->> '$.type' IN (SELECT value FROM json_each(?))
  ORDER BY id DESC LIMIT 1`

/** Reads one page of a task's history, oldest first. */
export type HistoryQuery = (task: string, afterId: number, limit: number) => readonly HistoryEvent[]

/** Makes the query of a history: what is packed, then the rows behind it. */
export function historyQuery(connection: DatabaseSync): HistoryQuery {
  const numberOf = connection.prepare('SELECT number FROM task WHERE id = ?')
  const packed = connection.prepare('SELECT events FROM packed_history WHERE task = ? AND last_id > ?')
  const rows = connection.prepare(`
    SELECT id, revision, at, "by", reason, event FROM event WHERE task = ? AND id > ? ORDER BY id LIMIT ?`)
  return (task, afterId, limit) => {
    const number = numberOf.get(task)?.['number']
    if (number === undefined) return []
    const pack = packed.get(number, afterId)
    const before = pack === undefined ? [] : unpack(pack['events'] as Uint8Array)
    const page = before.filter(event => event.id > afterId).slice(0, limit)
    const behind = rows.all(number, afterId, limit - page.length).map(storedEvent)
    return [...page, ...behind].map(event => ({ ...event, task }))
  }
}

/** Makes the query of the newest line of a history that is of one of some types. */
export function lastEventQuery(
  connection: DatabaseSync,
): (task: string, types: readonly string[]) => HistoryEvent | null {
  const numberOf = connection.prepare('SELECT number FROM task WHERE id = ?')
  const newest = connection.prepare(lastEventSql)
  const packed = connection.prepare('SELECT events FROM packed_history WHERE task = ?')
  return (task, types) => {
    const number = numberOf.get(task)?.['number']
    if (number === undefined) return null
    const row = newest.get(number, JSON.stringify(types))
    if (row !== undefined) return { ...storedEvent(row), task }
    const pack = packed.get(number)
    const events = pack === undefined ? [] : unpack(pack['events'] as Uint8Array)
    const found = events.findLast(({ event }) => types.includes(event.type))
    return found === undefined ? null : { ...found, task }
  }
}
