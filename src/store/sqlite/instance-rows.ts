import type { DatabaseSync } from 'node:sqlite'
import type { InstanceRow } from './write-request.ts'

/** The registry's rows, as the writer changes them. */
export interface InstanceRows {
  /** Null: there is no such instance. */
  revisionOf(id: string): number | null
  replace(row: InstanceRow): void
  /** False: its project has one of that name, or the id is taken. */
  add(row: InstanceRow): boolean
  /** False: a task that has not ended names or locks it, or it is gone. */
  remove(id: string): boolean
}

/** Keeps the registry of instances. */
export function instanceRows(connection: DatabaseSync): InstanceRows {
  const revision = connection.prepare('SELECT revision FROM instance WHERE id = ?')
  const update = connection.prepare(`
    UPDATE instance SET project = :project, service = :service, name = :name, revision = :revision, document = :document
    WHERE id = :id`)
  const insert = connection.prepare(`
    INSERT INTO instance (id, project, service, name, revision, document)
    VALUES (:id, :project, :service, :name, :revision, :document) ON CONFLICT DO NOTHING`)
  // Running and paused tasks are few: what they lock is read from their documents.
  const remove = connection.prepare(`
    DELETE FROM instance WHERE id = :id
      AND NOT EXISTS (SELECT 1 FROM lock WHERE instance = :id)
      AND NOT EXISTS (SELECT 1 FROM queue WHERE instance = :id)
      AND NOT EXISTS (
        SELECT 1 FROM task, json_each(task.document, '$.locks') AS wanted
        WHERE status IN ('running', 'paused') AND (task.instance = :id OR wanted.value = :id))`)
  return {
    revisionOf: id => (revision.get(id)?.['revision'] as number | undefined) ?? null,
    replace: row => void update.run({ ...row }),
    add: row => insert.run({ ...row }).changes === 1,
    remove: id => remove.run({ id }).changes === 1,
  }
}
