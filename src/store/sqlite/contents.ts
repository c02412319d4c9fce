import type { DatabaseSync } from 'node:sqlite'
import type { AccessKey } from '../../core/caller.ts'
import type { Instance } from '../../core/instance.ts'
import type { Worker } from '../../core/store.ts'
import { taskStatuses, type Task, type TaskStatus } from '../../core/task.ts'
import type { Webhook } from '../../core/webhook.ts'
import { byWord } from '../by-word.ts'
import { documentsOf } from './documents.ts'
import { readPragma } from './migrate.ts'

/** What a database holds. */
export interface Contents {
  readonly schemaVersion: number
  /** Of the database itself, without its WAL. */
  readonly sizeBytes: number
  readonly tasks: { readonly [status in TaskStatus]: number }
  /** The newest moment that was stored, in milliseconds since the epoch; null: nothing was. */
  readonly newestAt: number | null
}

/** The records that a statement finds. */
export const documentsIn = <Document>(connection: DatabaseSync, sql: string): readonly Document[] =>
  documentsOf(connection.prepare(sql).all())

/** The webhooks of a database, the oldest first; one of an earlier version has none. */
export function webhooksIn(connection: DatabaseSync): readonly Webhook[] {
  const table = connection.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'webhook'`)
  return table.get() === undefined
    ? []
    : documentsIn<Webhook>(connection, 'SELECT document FROM webhook ORDER BY number')
}

/** Reads what a database of ours holds; within a transaction, of one moment. */
export function readContents(connection: DatabaseSync): Contents {
  return {
    schemaVersion: readPragma(connection, 'user_version'),
    sizeBytes: readPragma(connection, 'page_count') * readPragma(connection, 'page_size'),
    tasks: countTasks(connection),
    newestAt: newestMoment(connection),
  }
}

function countTasks(connection: DatabaseSync): Contents['tasks'] {
  const rows = connection.prepare('SELECT status, count(*) AS count FROM task GROUP BY status').all()
  const counted = new Map(rows.map(row => [row['status'], Number(row['count'])]))
  return byWord(taskStatuses, status => counted.get(status) ?? 0)
}

/** Tasks and events are read from the newest on: reading them all would take seconds, and tell no more. */
function newestMoment(connection: DatabaseSync): number | null {
  const tasks = documentsIn<Task>(connection, 'SELECT document FROM task ORDER BY number DESC LIMIT 100')
  const workers = documentsIn<Worker>(connection, 'SELECT document FROM worker')
  const instances = documentsIn<Instance>(connection, 'SELECT document FROM instance')
  const keys = documentsIn<AccessKey>(connection, 'SELECT document FROM access_key')
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
