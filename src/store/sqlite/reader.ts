import type { DatabaseSync } from 'node:sqlite'
import type { Instance } from '../../core/instance.ts'
import type { AccessKey } from '../../core/caller.ts'
import { tokenKeptMs, type Store, type Worker } from '../../core/store.ts'
import type { Task } from '../../core/task.ts'
import { byName } from '../order.ts'
import { closedStore } from '../store-error.ts'
import { accountQueries } from './account-rows.ts'
import { documentsOf } from './documents.ts'
import { admissionQuery } from './admission-rows.ts'
import { auditQuery } from './audit-rows.ts'
import { dueQuery } from './due-query.ts'
import { frontQuery } from './front-query.ts'
import { endedQuery } from './ended-query.ts'
import { eventsQuery } from './events-query.ts'
import { holdersQuery } from './holders-query.ts'
import { listQueries } from './list-query.ts'
import { historyQuery, lastEventQuery } from './history-query.ts'
import { logQuery } from './log-query.ts'
import { createRecentDocuments } from './recent-documents.ts'
import type { StoreVersion } from './store-version.ts'
import { explain, isBusy, whenFree } from './sqlite-failure.ts'
import { webhookQueries } from './webhook-rows.ts'
import { workloadQuery } from './workload-query.ts'
import { tokenSql } from './task-rows.ts'
import type { WriteVerbs } from './write-request.ts'

/** The verbs that read. */
export type ReadVerbs = Omit<Store, keyof WriteVerbs | 'close'>

/** Tasks that a worker holds. */
export const heldSql = 'SELECT document FROM task INDEXED BY task_by_worker WHERE worker = ? ORDER BY number'

/** The newest event's id, which the table remembers also when its row is packed or gone. */
const lastEventSql = `SELECT seq FROM sqlite_sequence WHERE name = 'event'`

/** Records kept as they were parsed: of tasks some thousand. */
const mostCharacters = 16 * 1024 * 1024

/** Reads on a connection of its own: it waits for no writer. `version` is that of this connection. */
export function createReader(connection: DatabaseSync, path: string, version: StoreVersion): ReadVerbs {
  const task = connection.prepare('SELECT document FROM task WHERE id = ?')
  const held = connection.prepare(heldSql)
  const workers = connection.prepare('SELECT document FROM worker ORDER BY rowid')
  const instance = connection.prepare('SELECT document FROM instance WHERE id = ?')
  const instances = connection.prepare(`
    SELECT document FROM instance
    WHERE project = coalesce(:project, project) AND service = coalesce(:service, service)`)
  const key = connection.prepare('SELECT document FROM access_key WHERE access_key = ?')
  const keyByToken = connection.prepare(
    'SELECT document FROM access_key WHERE token_hash = ? ORDER BY rowid LIMIT 1',
  )
  const { list, countTasks } = listQueries(connection)
  const { due, nextDueAt } = dueQuery(connection)
  const history = historyQuery(connection)
  const lastUser = connection.prepare('SELECT task FROM last_user WHERE instance = ?')
  const ofToken = connection.prepare(tokenSql)
  const log = logQuery(connection)
  const ended = endedQuery(connection)
  const lastEvent = connection.prepare(lastEventSql)
  const webhooks = webhookQueries(connection)
  const accounts = accountQueries(connection)

  const tasks = createRecentDocuments(mostCharacters)
  const others = createRecentDocuments(mostCharacters / 8)

  async function eventually<Result>(attempt: () => Result): Promise<Result> {
    try {
      return await whenFree(attempt)
    } catch (error) {
      throw explain(error, path)
    }
  }

  /** Makes a verb of a query of one statement, which sees one moment anyway: a transaction would cost 20 µs more (measured). */
  const lookUp =
    <Result>(query: (id: string) => Result) =>
    async (id: string): Promise<Result> => {
      const attempt = (): Result => {
        if (!connection.isOpen) throw closedStore()
        return query(id)
      }
      try {
        // Nobody is in the way of nearly every reading: one promise less is awaited then.
        return attempt()
      } catch (error) {
        if (!isBusy(error)) throw explain(error, path)
        return eventually(attempt)
      }
    }

  /** Makes a verb of a query. All its statements see one moment, and records that are read after it are no older. */
  const verb =
    <Arguments extends readonly unknown[], Result>(query: (...given: Arguments) => Result) =>
    (...given: Arguments): Promise<Result> => {
      return eventually(() => {
        version.forget()
        return inSnapshot(connection, () => query(...given))
      })
    }

  return {
    find: lookUp(id => tasks.of<Task>(id, version.current(), () => task.get(id))),
    list: verb(list),
    countTasks: verb(countTasks),
    due: verb(due),
    nextDueAt: verb(nextDueAt),
    inFrontOf: verb(frontQuery(connection)),
    taskOfToken: verb(
      (project: string, token: string, now: number) =>
        (ofToken.get(project, token, now - tokenKeptMs)?.['task'] as string | undefined) ?? null,
    ),
    workload: verb(workloadQuery(connection)),
    holders: verb(holdersQuery(connection)),
    lastUser: verb((id: string) => (lastUser.get(id)?.['task'] as string | undefined) ?? null),
    history: verb(history),
    lastEvent: verb(lastEventQuery(connection)),
    readLog: verb(log),
    ended: verb(ended),
    events: verb(eventsQuery(connection, history)),
    lastEventId: verb(() => (lastEvent.get()?.['seq'] as number | undefined) ?? 0),
    heldBy: verb((worker: string) => documentsOf<Task>(held.all(worker))),
    workers: verb(() => documentsOf<Worker>(workers.all())),
    findInstance: lookUp(id =>
      others.of<Instance>(`instance ${id}`, version.current(), () => instance.get(id)),
    ),
    listInstances: verb(({ project = null, service = null }) =>
      documentsOf<Instance>(instances.all({ project, service })).toSorted(byName),
    ),
    findKey: lookUp(accessKey =>
      others.of<AccessKey>(`key ${accessKey}`, version.current(), () => key.get(accessKey)),
    ),
    findKeyByTokenHash: lookUp(hash =>
      others.of<AccessKey>(`token ${hash}`, version.current(), () => keyByToken.get(hash)),
    ),
    findWebhook: verb(webhooks.find),
    listWebhooks: verb(webhooks.list),
    countWebhooks: verb(webhooks.count),
    isRevoked: verb(admissionQuery(connection)),
    listAccounts: verb(accounts.list),
    listKeys: verb(accounts.listKeys),
    listAudit: verb(auditQuery(connection)),
  }
}

function inSnapshot<Result>(connection: DatabaseSync, read: () => Result): Result {
  if (!connection.isOpen) throw closedStore()
  connection.exec('BEGIN')
  try {
    return read()
  } finally {
    connection.exec('COMMIT')
  }
}
