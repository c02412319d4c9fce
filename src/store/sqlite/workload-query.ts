import type { DatabaseSync } from 'node:sqlite'
import { services, stallReasons, type Service, type StallReason } from '../../core/task.ts'
import type { OperationLoad, Workload } from '../../core/workload.ts'
import { byWord } from '../by-word.ts'

/**
 * What has not ended, a row an operation and status in the order of the index, from which alone it is read. Of 100,000
 * waiting tasks on a busy machine in 30 ms; the counts of all statuses in one row took 85.
 */
export const loadSql = `
  SELECT service, operation, status, count(*) AS tasks,
    sum(due_at <= :now) AS due, min(CASE WHEN due_at <= :now THEN max(due_at, created_at) END) AS dueSince,
    sum(coalesce(claimable_at, 0) > :now) AS claimableLater, sum(suspect) AS suspected,
    ${stallReasons.map(reason => `sum(stall IS '${reason}') AS ${reason}`).join(', ')}
  FROM task INDEXED BY task_live
  WHERE status IN ('pending', 'running', 'paused')
  GROUP BY service, operation, status`

/** Instances that an ended task keeps locked though nobody works on it, a row a service. Of locks there are few. */
export const unreleasedSql = `
  SELECT task.service AS service, count(*) AS instances
  FROM lock CROSS JOIN task ON task.id = lock.task
  WHERE task.status IN ('succeeded', 'failed', 'cancelled') AND task.worker IS NULL
    AND EXISTS (
      SELECT 1 FROM json_each(task.document, '$.effects') AS effect
      WHERE effect.value ->> '$.status' = 'undo_failed')
  GROUP BY task.service`

type LoadRow = Pick<OperationLoad, 'service' | 'operation' | 'due' | 'dueSince' | 'suspected'> & {
  readonly status: 'pending' | 'running' | 'paused'
  readonly tasks: number
  readonly claimableLater: number
} & { readonly [reason in StallReason]: number }

interface LockedRow {
  readonly service: Service
  readonly instances: number
}

/** Makes the query of what there is to do. */
export function workloadQuery(connection: DatabaseSync): (now: number) => Workload {
  const load = connection.prepare(loadSql)
  const unreleased = connection.prepare(unreleasedSql)
  return now => {
    const rows = Object.values(
      Object.groupBy(load.all({ now }) as unknown as readonly LoadRow[], ({ service, operation }) =>
        JSON.stringify([service, operation]),
      ),
    )
    const locked = unreleased.all() as unknown as readonly LockedRow[]
    return {
      operations: rows.map(ofOne => operationLoad(ofOne!)),
      unreleased: byWord(services, word => locked.find(({ service }) => service === word)?.instances ?? 0),
    }
  }
}

/** The load of one operation, of its rows by status. */
function operationLoad(rows: readonly LoadRow[]): OperationLoad {
  const { service, operation } = rows[0]!
  const of = (status: LoadRow['status']): LoadRow | undefined => rows.find(row => row.status === status)
  const sum = (column: 'suspected' | StallReason): number =>
    rows.reduce((total, row) => total + row[column], 0)
  const pending = of('pending')
  return {
    service,
    operation,
    pending: pending?.tasks ?? 0,
    running: of('running')?.tasks ?? 0,
    paused: of('paused')?.tasks ?? 0,
    due: pending?.due ?? 0,
    dueSince: pending?.dueSince ?? null,
    retrying: of('running')?.claimableLater ?? 0,
    suspected: sum('suspected'),
    stalled: byWord(stallReasons, sum),
  }
}
