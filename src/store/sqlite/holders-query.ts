import type { DatabaseSync } from 'node:sqlite'
import type { Task } from '../../core/task.ts'

/** Which task holds which of some instances. Exported so that a test can ask for its plan. */
export const holdersOfSql = `
  SELECT lock.instance, task.document FROM json_each(?) AS wanted
  JOIN lock ON lock.instance = wanted.value JOIN task ON task.id = lock.task`

/** Makes the query of who holds instances; a task that holds several is read once for each. */
export function holdersQuery(
  connection: DatabaseSync,
): (instances: readonly string[]) => ReadonlyMap<string, Task> {
  const statement = connection.prepare(holdersOfSql)
  return instances =>
    new Map(
      statement
        .all(JSON.stringify(instances))
        .map(({ instance, document }) => [String(instance), JSON.parse(String(document)) as Task]),
    )
}
