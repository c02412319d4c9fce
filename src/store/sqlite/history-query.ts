import type { DatabaseSync } from 'node:sqlite'
import type { HistoryEvent } from '../../core/event.ts'
import { storedEvent } from './event-rows.ts'
import { unpack } from './packed-history.ts'

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
