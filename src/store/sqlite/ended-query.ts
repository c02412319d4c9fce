import type { DatabaseSync } from 'node:sqlite'
import type { EndedFilter, TaskVersion } from '../../core/store.ts'

/** The last of the tasks that are left out, from which on nothing is found; no row: there are not even so many. */
const boundSql = `
  SELECT free_since, number FROM task INDEXED BY task_free WHERE status = :status AND free_since IS NOT NULL
  ORDER BY free_since DESC, number DESC LIMIT 1 OFFSET :beyond - 1`

/** Tasks that may be removed, the longest ended first. */
export const endedSql = (leavesOut: boolean): string => `
  SELECT id, revision FROM task INDEXED BY task_free
  WHERE status = :status AND free_since < :endedBefore ${leavesOut ? `AND (free_since, number) < (${boundSql})` : ''}
  ORDER BY free_since, number LIMIT :limit`

/** Makes the query of the tasks that may be removed. */
export function endedQuery(connection: DatabaseSync): (filter: EndedFilter) => readonly TaskVersion[] {
  const all = connection.prepare(endedSql(false))
  const someLeftOut = connection.prepare(endedSql(true))
  return ({ beyond, ...filter }) => {
    const rows = beyond === 0 ? all.all(filter) : someLeftOut.all({ ...filter, beyond })
    return rows.map(row => ({ ...row })) as unknown as readonly TaskVersion[]
  }
}
