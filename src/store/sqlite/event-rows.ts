import type { DatabaseSync } from 'node:sqlite'
import { thinned } from '../thin-samples.ts'
import { pack, unpack, type StoredEvent } from './packed-history.ts'
import type { EventRow } from './write-request.ts'

/** Whose history it is. */
export interface HistoryOwner {
  /** Of the task. */
  readonly number: number
  readonly project: string
}

/** The history's rows, as the writer changes them. */
export interface EventRows {
  record(task: HistoryOwner, events: readonly EventRow[]): void
  /** Packs what a task's history has gained since it was packed last, with its samples thinned. */
  packHistory(task: HistoryOwner): void
}

/** Keeps the history: a row an event, until they are packed. */
export function eventRows(connection: DatabaseSync): EventRows {
  const insert = connection.prepare(`
    INSERT INTO event (task, project, sample, revision, at, "by", reason, event)
    VALUES (:task, :project, :sample, :revision, :at, :by, :reason, :event)`)
  const samples = connection.prepare('SELECT id FROM event WHERE task = ? AND sample = 1 ORDER BY id')
  const deleteOne = connection.prepare('DELETE FROM event WHERE id = ?')
  const rest = connection.prepare(`
    SELECT id, revision, at, "by", reason, event FROM event WHERE task = ? ORDER BY id`)
  const deleteRest = connection.prepare('DELETE FROM event WHERE task = ?')
  const packed = connection.prepare('SELECT events FROM packed_history WHERE task = ?')
  const putPacked = connection.prepare(`
    INSERT INTO packed_history (task, project, first_id, last_id, events)
    VALUES (:task, :project, :firstId, :lastId, :events)
    ON CONFLICT (task) DO UPDATE SET last_id = excluded.last_id, events = excluded.events`)

  /** Before anything is read as a whole: a long task has tens of thousands of samples. */
  function thin(task: number): void {
    const ids = samples.all(task).map(row => row['id'] as number)
    const kept = new Set(thinned(ids))
    for (const id of ids) if (!kept.has(id)) deleteOne.run(id)
  }

  return {
    record({ number, project }, events) {
      for (const event of events) insert.run({ task: number, project, ...event })
    },
    packHistory({ number: task, project }) {
      thin(task)
      const added = rest.all(task).map(row => storedEvent(row))
      const earlier = packed.get(task)
      const events = [...(earlier === undefined ? [] : unpack(earlier['events'] as Uint8Array)), ...added]
      const [first, last] = [events[0], events.at(-1)]
      if (first === undefined || last === undefined || added.length === 0) return
      deleteRest.run(task)
      putPacked.run({ task, project, firstId: first.id, lastId: last.id, events: pack(events) })
    },
  }
}

/** A row of the event table as the line of history it is. */
export function storedEvent<Line extends StoredEvent = StoredEvent>(row: Record<string, unknown>): Line {
  return { ...row, event: JSON.parse(row['event'] as string) as unknown } as Line
}
