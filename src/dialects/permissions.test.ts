import assert from 'node:assert/strict'
import { test } from 'node:test'
import { actionServices, isPermission, type Permission } from '../core/permission.ts'
import { services, type Service } from '../core/task.ts'
import { dcsPermissions } from './dcs/permissions.ts'
import { dcsDialect } from './dcs/dialect.ts'
import { dmsDialect } from './dms/dialect.ts'
import { dmsPermissions } from './dms/permissions.ts'
import { taurusdbDialect } from './taurusdb/dialect.ts'
import { taurusdbPermissions } from './taurusdb/permissions.ts'

const tables: { readonly [service in Service]: { readonly [operation: string]: Permission | null } } = {
  dcs: dcsPermissions,
  dms: dmsPermissions,
  taurusdb: taurusdbPermissions,
}

// As the documents of the services have it, in their order; what they leave open as we decided.
const documented: { readonly [service in Service]: readonly string[] } = {
  dcs: [
    'ListBackgroundTask dcs:instance:getBackgroundTask',
    'DeleteBackgroundTask dcs:instance:deleteBackgroundTask',
    'ShowBackgroundTaskProgress dcs:instance:getBackgroundTask',
    'ListCenterTask dcs:task:list',
    'DeleteCenterTask dcs:task:delete',
    'ShowJobInfo dcs:job:get',
    'ListInstances dcs:instance:list',
    'ShowInstance dcs:instance:get',
    'ListRestoreRecords dcs:instance:getDataRestoreLog',
    'ListConfigurations dcs:instance:get',
    'ListAvailableZones none',
  ],
  dms: [
    'ListBackgroundTasks dms:instance:getBackgroundTask',
    'ShowBackgroundTask dms:instance:getBackgroundTask',
    'ShowBackgroundTaskProgress none',
    'DeleteBackgroundTask dms:instance:deleteBackgroundTask',
    'ListScheduledTasks dms:instance:getBackgroundTask',
    'UpdateScheduledTask dms:instance:modifyScheduledTask dms:instance:modify',
    'DeleteScheduledTask dms:instance:deleteScheduledTask dms:instance:modify',
    'ListInstances dms:instance:list',
    'ShowInstance dms:instance:get',
    'ListAvailableZones none',
  ],
  taurusdb: [
    'ShowTaskDetails gaussdbformysql:task:list gaussdb:instance:list',
    'ListImmediateJobs gaussdbformysql:task:list gaussdb:instance:list',
    'ListScheduleJobs gaussdbformysql:task:list gaussdb:instance:list',
    'CancelScheduleTask gaussdbformysql:task:delete gaussdb:instance:delete',
    'DeleteTaskRecord gaussdbformysql:task:delete gaussdb:instance:delete',
    'DeleteScheduleTasK gaussdbformysql:task:delete gaussdb:instance:delete',
    'ShowGaussMySqlJobInfo gaussdbformysql:task:list gaussdb:instance:list',
    'CheckScheduleTaskExist gaussdbformysql:task:list gaussdb:instance:list',
    'ShowMysqlJobInfo gaussdbformysql:task:list gaussdb:instance:list',
    'ShowGaussMySqlInstanceInfo gaussdbformysql:instance:list',
    'ShowGaussMySqlInstanceInfoUnifyStatus gaussdbformysql:instance:list',
    'ListGaussMySqlInstances gaussdbformysql:instance:list',
    'ListGaussMySqlInstancesUnifyStatus gaussdbformysql:instance:list',
    'ShowMultiTenant gaussdbformysql:instance:list',
  ],
}

test('an operation takes another action than the documents say', () => {
  for (const service of services) {
    const rows = Object.entries(tables[service]).map(([operation, permission]) =>
      [operation, permission?.action ?? 'none', ...(permission?.aliases ?? [])].join(' '),
    )
    assert.deepEqual(rows, documented[service])
  }
})

test('a route of a service has no row, and so takes an action that no policy names', () => {
  for (const { name, routes } of [dcsDialect, dmsDialect, taurusdbDialect])
    assert.deepEqual(Object.keys(tables[name as Service]).toSorted(), routes.map(({ id }) => id).toSorted())
})

test('an action is one thing here and another there', () => {
  for (const service of services) {
    const seen = new Map<string, Permission>()
    for (const permission of Object.values(tables[service])) {
      if (permission === null) continue
      assert.ok(isPermission(permission), permission.action)
      assert.ok(permission.action.startsWith(`${actionServices[service]}:`), permission.action)
      assert.deepEqual(permission, seen.get(permission.action) ?? permission)
      seen.set(permission.action, permission)
    }
  }
})
