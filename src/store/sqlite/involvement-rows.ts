import type { DatabaseSync } from 'node:sqlite'
import type { TaskRow } from './write-request.ts'

/** Which instances tasks are done to or name, with what lists of an instance are ordered by. */
export interface InvolvementRows {
  /** Says how a task stands now; its own instance comes first, and they are the same ones for its whole life. */
  put(
    number: number,
    task: Pick<TaskRow, 'status' | 'createdAt' | 'endedAt'>,
    instances: readonly string[],
  ): void
}

/** Keeps the rows. */
export function involvementRows(connection: DatabaseSync): InvolvementRows {
  const upsert = connection.prepare(`
    INSERT INTO task_instance (task, instance, is_own, status, created_at, ended_at)
    VALUES (:number, :instance, :isOwn, :status, :createdAt, :endedAt)
    ON CONFLICT (task, instance) DO UPDATE SET status = :status, ended_at = :endedAt
    WHERE status <> :status OR ended_at IS NOT :endedAt`)
  return {
    put(number, { status, createdAt, endedAt }, instances) {
      instances.forEach((instance, index) =>
        upsert.run({ number, instance, isOwn: index === 0 ? 1 : 0, status, createdAt, endedAt }),
      )
    },
  }
}
