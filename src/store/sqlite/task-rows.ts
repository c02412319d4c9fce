import type { DatabaseSync } from 'node:sqlite'
import { tokenKeptMs, type CommitResult } from '../../core/store.ts'
import { eventRows } from './event-rows.ts'
import { involvementRows } from './involvement-rows.ts'
import type { InstanceRows } from './instance-rows.ts'
import { queueRows } from './queue-rows.ts'
import type { CommitRows, TaskRow } from './write-request.ts'

/** What a commit compares with. */
interface StoredRow extends Pick<TaskRow, 'revision' | 'status' | 'rank' | 'worker' | 'suspect' | 'stall'> {
  readonly number: number
  readonly due_at: number
  readonly claimable_at: number | null
  readonly free_since: number | null
  readonly ended_at: number | null
}

/** The task that a client token stands for, if it was submitted behind a moment. */
export const tokenSql = 'SELECT task FROM token WHERE project = ? AND token = ? AND created_at > ?'

/** Writes commits: everything is compared before anything is written. */
export function commitRows(
  connection: DatabaseSync,
  instances: InstanceRows,
): (rows: CommitRows) => CommitResult {
  const queue = queueRows(connection)
  const involvements = involvementRows(connection)
  const history = eventRows(connection)
  const find = connection.prepare(`
    SELECT number, revision, status, rank, due_at, worker, claimable_at, suspect, free_since, ended_at, stall
    FROM task WHERE id = ?`)
  const insert = connection.prepare(`
    INSERT INTO task (id, revision, project, service, instance, operation, job_name, is_scheduled, created_at,
      status, rank, due_at, worker, claimable_at, suspect, free_since, ended_at, stall, document)
    VALUES (:id, :revision, :project, :service, :instance, :operation, :jobName, :isScheduled, :createdAt,
      :status, :rank, :dueAt, :worker, :claimableAt, :suspect, :freeSince, :endedAt, :stall, :document)`)
  const update = connection.prepare(`
    UPDATE task SET revision = :revision, status = :status, rank = :rank, due_at = :dueAt,
      worker = :worker, claimable_at = :claimableAt, suspect = :suspect, free_since = :freeSince,
      ended_at = :endedAt, stall = :stall, document = :document
    WHERE number = :number`)
  // Most commits report progress: they change no column that an index has, and SQLite need not touch one.
  const updateDocument = connection.prepare(
    'UPDATE task SET revision = :revision, document = :document WHERE number = :number',
  )
  const findToken = connection.prepare(tokenSql)
  const putToken = connection.prepare(
    'INSERT OR REPLACE INTO token (project, token, task, created_at) VALUES (?, ?, ?, ?)',
  )
  const findLock = connection.prepare('SELECT task FROM lock WHERE instance = ?')
  const lock = connection.prepare('INSERT OR IGNORE INTO lock (instance, task) VALUES (?, ?)')
  const findLastUser = connection.prepare('SELECT task FROM last_user WHERE instance = ?')
  const putLastUser = connection.prepare('INSERT OR REPLACE INTO last_user (instance, task) VALUES (?, ?)')
  const unlock = connection.prepare('DELETE FROM lock WHERE instance = ? AND task = ?')

  function refusalOf(rows: CommitRows, stored: StoredRow | undefined): CommitResult | null {
    const { task, token } = rows
    if ((stored?.revision ?? 0) !== rows.expectedRevision) return { accepted: false, reason: 'stale' }
    const same =
      stored === undefined && token !== null
        ? findToken.get(task.project, token, task.createdAt - tokenKeptMs)
        : undefined
    if (same !== undefined) return { accepted: false, reason: 'token_taken', task: same['task'] as string }
    for (const instance of rows.acquire) {
      const holder = findLock.get(instance)?.['task'] as string | undefined
      if (holder !== undefined && holder !== task.id)
        return { accepted: false, reason: 'locked', instance, holder }
      if (!rows.soleUser) continue
      const last = (findLastUser.get(instance)?.['task'] as string | undefined) ?? task.id
      if (last !== task.id) return { accepted: false, reason: 'changed', instance, holder: last }
    }
    const stale = rows.instances.find(instance => instances.revisionOf(instance.id) !== instance.revision - 1)
    return stale === undefined ? null : { accepted: false, reason: 'instance_stale', instance: stale.id }
  }

  function putTask(task: TaskRow, stored: StoredRow | undefined): number {
    if (stored === undefined) return Number(insert.run({ ...task }).lastInsertRowid)
    const {
      revision,
      status,
      rank,
      dueAt,
      worker,
      claimableAt,
      suspect,
      freeSince,
      endedAt,
      stall,
      document,
    } = task
    const { number } = stored
    const placed = { status, rank, dueAt, worker, claimableAt, suspect, freeSince, endedAt, stall }
    if (isPlacedAlike(task, stored)) updateDocument.run({ number, revision, document })
    else update.run({ number, revision, ...placed, document })
    return number
  }

  return rows => {
    const { task, token, wants } = rows
    const stored = find.get(task.id) as StoredRow | undefined
    const refusal = refusalOf(rows, stored)
    if (refusal !== null) return refusal
    const number = putTask(task, stored)
    if (stored === undefined && token !== null) putToken.run(task.project, token, task.id, task.createdAt)
    for (const instance of rows.release) unlock.run(instance, task.id)
    for (const instance of rows.acquire) {
      lock.run(instance, task.id)
      putLastUser.run(instance, task.id)
    }
    if (stored === undefined || !isPlacedAlike(task, stored)) {
      queue.dequeue(number)
      queue.enqueue({ number, rank: task.rank, dueAt: task.dueAt }, wants)
      involvements.put(number, task, rows.involved)
    }
    for (const instance of rows.instances) instances.replace(instance)
    const owner = { number, project: task.project }
    history.record(owner, rows.events)
    if (rows.packs) history.packHistory(owner)
    return { accepted: true }
  }
}

/** Whether a task is found, ordered and counted as before: nothing but its document changes. */
function isPlacedAlike(task: TaskRow, stored: StoredRow): boolean {
  return (
    task.status === stored.status &&
    task.rank === stored.rank &&
    task.dueAt === stored.due_at &&
    task.worker === stored.worker &&
    task.claimableAt === stored.claimable_at &&
    task.suspect === stored.suspect &&
    task.freeSince === stored.free_since &&
    task.endedAt === stored.ended_at &&
    task.stall === stored.stall
  )
}
