import type { DatabaseSync } from 'node:sqlite'
import type { AccessKey } from '../../core/caller.ts'
import type { Instance } from '../../core/instance.ts'
import type { Worker } from '../../core/store.ts'
import { taskStatuses, type Task, type TaskStatus } from '../../core/task.ts'
import type { Webhook } from '../../core/webhook.ts'

/** What a database holds. */
export interface Contents {
  readonly schemaVersion: number
  /** Of the database itself, without its WAL. */
  readonly sizeBytes: number
  readonly tasks: { readonly [status in TaskStatus]: number }
  /** The newest moment that was stored, in milliseconds since the epoch; null: nothing was. */
  readonly newestAt: number | null
}

const numberOf = (connection: DatabaseSync, sql: string): number =>
  Number(Object.values(connection.prepare(sql).get()!)[0])

/** The documents that a statement finds. */
export const documentsOf = <Document>(connection: DatabaseSync, sql: string): readonly Document[] =>
  connection
    .prepare(sql)
    .all()
    .map(row => JSON.parse(row['document'] as string) as Document)

/** The webhooks of a database, the oldest first; one of an earlier version has none. */
export function webhooksIn(connection: DatabaseSync): readonly Webhook[] {
  const table = connection.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'webhook'`)
  return table.get() === undefined
    ? []
    : documentsOf<Webhook>(connection, 'SELECT document FROM webhook ORDER BY number')
}

/** Reads what a database of ours holds; within a transaction, of one moment. */
export function readContents(connection: DatabaseSync): Contents {
  return {
    schemaVersion: numberOf(connection, 'PRAGMA user_version'),
    sizeBytes: numberOf(connection, 'PRAGMA page_count') * numberOf(connection, 'PRAGMA page_size'),
    tasks: countTasks(connection),
    newestAt: newestMoment(connection),
  }
}

function countTasks(connection: DatabaseSync): Contents['tasks'] {
  const rows = connection.prepare('SELECT status, count(*) AS count FROM task GROUP BY status').all()
  const counted = new Map(rows.map(row => [row['status'], Number(row['count'])]))
  return Object.fromEntries(
    taskStatuses.map(status => [status, counted.get(status) ?? 0]),
  ) as Contents['tasks']
}

/** Tasks and events are read from the newest on: reading them all would take seconds, and tell no more. */
function newestMoment(connection: DatabaseSync): number | null {
  const tasks = documentsOf<Task>(connection, 'SELECT document FROM task ORDER BY number DESC LIMIT 100')
  const workers = documentsOf<Worker>(connection, 'SELECT document FROM worker')
  const instances = documentsOf<Instance>(connection, 'SELECT document FROM instance')
  const keys = documentsOf<AccessKey>(connection, 'SELECT document FROM access_key')
  const events = connection.prepare('SELECT at FROM event ORDER BY id DESC LIMIT 1').all()
  const moments = [
    ...tasks.flatMap(({ createdAt, endedAt }) => [createdAt, endedAt ?? createdAt]),
    ...workers.map(({ heartbeatAt }) => heartbeatAt),
    ...instances.map(({ updatedAt }) => updatedAt),
    ...keys.map(({ createdAt }) => createdAt),
    ...events.map(row => Number(row['at'])),
  ]
  return moments.length === 0 ? null : Math.max(...moments)
}

/** What SQLite finds wrong with the structure of a database, line by line; empty: nothing. It reads the whole file. */
export function damageIn(connection: DatabaseSync): readonly string[] {
  const rows = connection.prepare('PRAGMA quick_check').all()
  return rows
    .flatMap(row => String(row['quick_check']).split('\n'))
    .filter(line => line !== 'ok' && !line.startsWith('***'))
}
