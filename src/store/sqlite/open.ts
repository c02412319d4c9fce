import type { CommitResult, Store } from '../../core/store.ts'
import { accountRow } from './account-rows.ts'
import { openReader, prepareDatabase } from './connection.ts'
import type { GroupedWrites } from './grouped-writes.ts'
import { openInlineWriter } from './inline-writer.ts'
import { createReader } from './reader.ts'
import { explain, whenFree } from './sqlite-failure.ts'
import { versionOf } from './store-version.ts'
import { openThreadWriter } from './thread-writer.ts'
import { webhookRow } from './webhook-rows.ts'
import { commitRequest, instanceRow, keyRequest, workerRequest, type WriteVerbs } from './write-request.ts'

/** Where writes are done: on a thread of their own, or on the caller's, which then waits for the disk. */
export interface SqliteStoreOptions {
  readonly writer: 'thread' | 'inline'
}

/**
 * Opens the store of a data folder: one file, `stepwell.db`, that several processes may have open at once. What it has
 * accepted survives every end of the process and of the machine. Throws a {@link StoreError} for a folder or file that
 * cannot be used.
 */
export async function openSqliteStore(folder: string, options: SqliteStoreOptions): Promise<Store> {
  const path = await prepareDatabase(folder)
  const writes = await (options.writer === 'thread' ? openThreadWriter : openInlineWriter)(path)
  try {
    const reader = await whenFree(() => openReader(path))
    // The server writes on a thread; who writes inline is a worker, which is told by messages what to look at.
    const version = versionOf(reader, options.writer === 'thread' ? 'turn' : 'tick')
    return {
      ...createReader(reader, path, version),
      ...writeVerbs({ write: request => writes.write(request).finally(version.forget) }),
      async close() {
        // The writer goes last: only it may fold the WAL into the database.
        if (reader.isOpen) reader.close()
        await writes.close()
      },
    }
  } catch (error) {
    await writes.close()
    throw explain(error, path)
  }
}

function writeVerbs({ write }: Pick<GroupedWrites, 'write'>): WriteVerbs {
  return {
    commit: async commit => (await write(commitRequest(commit))) as CommitResult,
    appendLog: async (task, lines) =>
      void (await write({ verb: 'appendLog', task, lines: lines.map(line => ({ ...line })) })),
    async removeTask(version) {
      for (;;) {
        // A write each: others get in between.
        const result = await write({ verb: 'removeTask', version })
        if (result !== 'more') return result as boolean
      }
    },
    addInstance: async instance =>
      (await write({ verb: 'addInstance', row: instanceRow(instance) })) as boolean,
    removeInstance: async id => (await write({ verb: 'removeInstance', id })) as boolean,
    putWorker: async worker => void (await write(workerRequest(worker))),
    removeWorker: async id => void (await write({ verb: 'removeWorker', id })),
    putKey: async key => void (await write(keyRequest(key))),
    addWebhook: async webhook => (await write({ verb: 'addWebhook', row: webhookRow(webhook) })) as boolean,
    replaceWebhook: async webhook =>
      (await write({ verb: 'replaceWebhook', row: webhookRow(webhook) })) as boolean,
    removeWebhook: async id => (await write({ verb: 'removeWebhook', id })) as boolean,
    revoke: async ({ id, expiresAt }, now) =>
      void (await write({ verb: 'revoke', admission: { id, expiresAt }, now })),
    addAccount: async record => (await write({ verb: 'addAccount', row: accountRow(record) })) as boolean,
    replaceAccount: async record =>
      (await write({ verb: 'replaceAccount', row: accountRow(record) })) as boolean,
    removeAccount: async ({ kind, id }) =>
      (await write({ verb: 'removeAccount', record: { kind, id } })) as boolean,
    removeKey: async accessKey => (await write({ verb: 'removeKey', accessKey })) as boolean,
    appendAudit: async (entry, keptSince) =>
      void (await write({ verb: 'appendAudit', entry: structuredClone(entry), keptSince })),
  }
}
