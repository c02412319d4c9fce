import type { DatabaseSync } from 'node:sqlite'
import type { FeedEvent } from '../../core/event.ts'
import type { EventFilter } from '../../core/store.ts'
import { storedEvent } from './event-rows.ts'
import type { HistoryQuery } from './history-query.ts'
import { unpack } from './packed-history.ts'

/** Reads one page of the history of many tasks, in the order of ids. */
export type EventsQuery = (filter: EventFilter, afterId: number, limit: number) => readonly FeedEvent[]

/** What a page is read by. */
interface EventsSql {
  /** What is not packed. */
  readonly rows: string
  /** Packs that begin before the page and end behind it: of tasks that were under way at that id. */
  readonly underWay: string
  /** Packs that begin behind it, the first first. */
  readonly later: string
}

/** The statements over all projects, or over one. Exported so that a test can ask for their plans. */
export function eventsSql(ofProject: boolean): EventsSql {
  const own = (table: string): string => (ofProject ? `AND ${table}.project = :project` : '')
  const packs = `
    SELECT task.id AS task, task.project, first_id, events
    FROM packed_history AS pack JOIN task ON task.number = pack.task`
  return {
    rows: `
      SELECT event.id, task.id AS task, task.project, event.revision, at, "by", reason, event
      FROM event JOIN task ON task.number = event.task
      WHERE event.id > :afterId ${own('event')} ORDER BY event.id LIMIT :limit`,
    underWay: `${packs} WHERE last_id > :afterId AND first_id <= :afterId ${own('pack')}`,
    later: `${packs} WHERE first_id > :afterId ${own('pack')} ORDER BY first_id`,
  }
}

/** Makes the query of events: rows and packs, merged by id. Of the packs only those are opened that the page needs. */
export function eventsQuery(connection: DatabaseSync, history: HistoryQuery): EventsQuery {
  const projectOf = connection.prepare('SELECT project FROM task WHERE id = ?')
  const prepare = ({ rows, underWay, later }: EventsSql) => ({
    rows: connection.prepare(rows),
    underWay: connection.prepare(underWay),
    later: connection.prepare(later),
  })
  const ofAll = prepare(eventsSql(false))
  const ofProject = prepare(eventsSql(true))

  function ofTask(task: string, asked: string | undefined, afterId: number, limit: number) {
    const project = projectOf.get(task)?.['project'] as string | undefined
    if (project === undefined || (asked ?? project) !== project) return []
    return history(task, afterId, limit).map(event => ({ ...event, project }))
  }

  return ({ project, task }, afterId, limit) => {
    if (task !== undefined) return ofTask(task, project, afterId, limit)
    const { rows, underWay, later } = project === undefined ? ofAll : ofProject
    const place = project === undefined ? { afterId } : { afterId, project }
    const unpacked = rows.all({ ...place, limit }).map(row => storedEvent<FeedEvent>(row))
    const before = underWay.all(place).flatMap(pack => packedEvents(pack, afterId))
    let page = firstOf([...unpacked, ...before], limit)
    for (const pack of later.iterate(place)) {
      const isFull = page.length === limit
      if (isFull && (pack['first_id'] as number) > (page.at(-1)?.id ?? 0)) break
      page = firstOf([...page, ...packedEvents(pack, afterId)], limit)
    }
    return page
  }
}

const firstOf = (events: readonly FeedEvent[], limit: number): readonly FeedEvent[] =>
  events.toSorted((one, other) => one.id - other.id).slice(0, limit)

function packedEvents(pack: Record<string, unknown>, afterId: number): readonly FeedEvent[] {
  const { task, project } = pack as { readonly task: string; readonly project: string }
  return unpack(pack['events'] as Uint8Array)
    .filter(event => event.id > afterId)
    .map(event => ({ ...event, task, project }))
}
