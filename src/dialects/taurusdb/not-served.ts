import type { Method } from '../reply.ts'
import type { NotServed } from '../dialect.ts'

const startsWork =
  'starts work, for which no operation comes with Stepwell; one of your own is submitted at `POST /v1/tasks`'
const noOperation = 'no such operation: Stepwell does not start, stop or address database servers'
const ofRestore = 'reads for a restore, for which there is no operation yet'
const ofBackup = 'backups are not there yet'
const noNetwork = 'instances are registered as they are; Stepwell neither makes nor changes what they run on'

const rows: readonly (readonly [id: string, method: Method, path: string, why: string])[] = [
  ['RestoreOldInstance', 'POST', 'instances/restore', startsWork],
  ['CreateGaussMySqlInstance', 'POST', 'instances', startsWork],
  ['CreateRestoreTables', 'POST', 'instances/{instance_id}/backups/restore/tables', startsWork],
  ['ShowBackupRestoreTime', 'GET', 'instances/{instance_id}/restore-time', ofRestore],
  ['ShowRestoreTables', 'GET', 'instances/{instance_id}/backups/restore/tables', ofRestore],
  ['CreateGaussMySqlBackup', 'POST', 'backups/create', startsWork],
  ['ShowGaussMySqlBackupList', 'GET', 'backups', ofBackup],
  ['DeleteGaussMySqlBackup', 'DELETE', 'backups/{backup_id}', ofBackup],
  ['BatchDeleteBackup', 'DELETE', 'backups', ofBackup],
  ['RestartGaussMySqlInstance', 'POST', 'instances/{instance_id}/restart', noOperation],
  ['RestartGaussMySqlNode', 'POST', 'instances/{instance_id}/nodes/{node_id}/restart', noOperation],
  ['InvokeGaussMySqlInstanceSwitchOver', 'PUT', 'instances/{instance_id}/switchover', noOperation],
  ['UpdateGaussMySqlInstanceEip', 'PUT', 'instances/{instance_id}/public-ips/bind', noOperation],
  ['CancelGaussMySqlInstanceEip', 'PUT', 'instances/{instance_id}/public-ips/unbind', noOperation],
  ['DeleteGaussMySqlInstance', 'DELETE', 'instances/{instance_id}', noNetwork],
]

/** What of TaurusDB v3 is not answered. */
export const taurusdbNotServed: readonly NotServed[] = [
  ...rows.map(([id, method, path, why]) => ({ id, method, path: `/v3/{project_id}/${path}`, why })),
  {
    id: 'ShowRestoreAvailableTables',
    method: 'GET',
    path: '/v3.1/{project_id}/instances/{instance_id}/backups/restore/tables',
    why: ofRestore,
  },
]
