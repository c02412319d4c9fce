import type { DatabaseSync } from 'node:sqlite'
import { accountRows } from './account-rows.ts'
import { admissionRows } from './admission-rows.ts'
import { auditRows } from './audit-rows.ts'
import { instanceRows } from './instance-rows.ts'
import { logRows } from './log-rows.ts'
import { removal } from './removal.ts'
import { explain, whenFree } from './sqlite-failure.ts'
import { commitRows } from './task-rows.ts'
import { webhookRows } from './webhook-rows.ts'
import type { WriteRequest, WriteResult } from './write-request.ts'

/** How one request of a batch ended. */
export type WriteOutcome =
  { readonly result: WriteResult } | { readonly error: unknown; readonly result?: never }

/** Does a batch of writes in one transaction, hence with one sync; answers when they are on the disk. */
export type WriteBatch = (requests: readonly WriteRequest[]) => Promise<readonly WriteOutcome[]>

/** Makes the writer of a connection to the database at a path. A batch fails as a whole only when its transaction could not be ended. */
export function createWriter(connection: DatabaseSync, path: string): WriteBatch {
  const write = writeOne(connection)

  /** A request that throws takes back what it wrote itself, and nothing of its neighbours. */
  function attempt(request: WriteRequest): WriteOutcome {
    connection.exec('SAVEPOINT request')
    try {
      const result = write(request)
      connection.exec('RELEASE request')
      return { result }
    } catch (error) {
      // A full disk ends the whole transaction by itself.
      if (!connection.isTransaction) throw error
      connection.exec('ROLLBACK TO request; RELEASE request')
      return { error: explain(error, path) }
    }
  }

  return async requests => {
    try {
      await whenFree(() => connection.exec('BEGIN IMMEDIATE'))
      const outcomes = requests.map(attempt)
      connection.exec('COMMIT')
      return outcomes
    } catch (error) {
      if (connection.isTransaction) connection.exec('ROLLBACK')
      throw explain(error, path)
    }
  }
}

function writeOne(connection: DatabaseSync): (request: WriteRequest) => WriteResult {
  const instances = instanceRows(connection)
  const commit = commitRows(connection, instances)
  const appendLog = logRows(connection)
  const removeTask = removal(connection)
  const webhooks = webhookRows(connection)
  const revoke = admissionRows(connection)
  const accounts = accountRows(connection)
  const appendAudit = auditRows(connection)
  const putWorker = connection.prepare(`
    INSERT INTO worker (id, document) VALUES (:id, :document)
    ON CONFLICT (id) DO UPDATE SET document = excluded.document`)
  const removeWorker = connection.prepare('DELETE FROM worker WHERE id = ?')
  const putKey = connection.prepare(`
    INSERT INTO access_key (access_key, token_hash, document) VALUES (:accessKey, :tokenHash, :document)
    ON CONFLICT (access_key) DO UPDATE SET token_hash = excluded.token_hash, document = excluded.document`)
  return request => {
    switch (request.verb) {
      case 'commit':
        return commit(request.rows)
      case 'appendLog':
        return appendLog(request.task, request.lines)
      case 'removeTask':
        return removeTask(request.version)
      case 'addInstance':
        return instances.add(request.row)
      case 'removeInstance':
        return instances.remove(request.id)
      case 'putWorker':
        return void putWorker.run({ id: request.id, document: request.document })
      case 'removeWorker':
        return void removeWorker.run(request.id)
      case 'putKey': {
        const { accessKey, tokenHash, document } = request
        return void putKey.run({ accessKey, tokenHash, document })
      }
      case 'addWebhook':
        return webhooks.add(request.row)
      case 'replaceWebhook':
        return webhooks.replace(request.row)
      case 'removeWebhook':
        return webhooks.remove(request.id)
      case 'revoke':
        return revoke(request.admission, request.now)
      case 'addAccount':
        return accounts.add(request.row)
      case 'replaceAccount':
        return accounts.replace(request.row)
      case 'removeAccount':
        return accounts.remove(request.record)
      case 'removeKey':
        return accounts.removeKey(request.accessKey)
      case 'appendAudit':
        return appendAudit(request.entry, request.keptSince)
    }
  }
}
