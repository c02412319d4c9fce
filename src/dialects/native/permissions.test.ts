import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPermission } from '../../core/permission.ts'
import { services } from '../../core/task.ts'
import { nativeDialect } from './dialect.ts'
import {
  isOfProject,
  nativePermission,
  nativePermissions,
  nativePermissionsShown,
  nativePermissionsTaken,
  type NativeAct,
} from './permissions.ts'

const acts = Object.keys(nativePermissions) as readonly NativeAct[]
const actionOf = (...of: Parameters<typeof nativePermission>) => nativePermission(...of)?.action ?? null

test('a route takes no permission because it was forgotten', () => {
  const routes = nativeDialect.routes.map(({ id }) => id)
  const ofTargets = ['cancelScheduledTask', 'deleteScheduledTask', 'listInstanceTasks']
  assert.deepEqual(acts.toSorted(), [...routes, ...ofTargets].toSorted())
})

/** Whoever is known may. */
const known = ['showSession', 'signOut', 'showServer', 'changePassword']

test('a route that anybody may use takes a permission, or another takes none', () => {
  const withoutPermission = new Set<string>(acts.filter(act => nativePermissions[act] === null))
  for (const { id, open } of nativeDialect.routes)
    assert.equal(withoutPermission.has(id), open || known.includes(id), id)
})

test('an act has a name that no policy can have', () => {
  for (const act of acts)
    for (const service of [...services, null]) {
      const permission = nativePermission(act, service)
      assert.ok(permission === null || isPermission(permission), act)
    }
})

test('an act takes our own action where its service has one, or none', () => {
  assert.equal(actionOf('showTask', 'dcs'), 'dcs:instance:getBackgroundTask')
  assert.equal(actionOf('showServiceAnswer', 'taurusdb'), 'gaussdbformysql:task:list')
  assert.equal(actionOf('deleteTask', 'dms'), 'dms:instance:deleteBackgroundTask')
  assert.equal(actionOf('rescheduleTask', 'dms'), 'dms:instance:modifyScheduledTask')
  assert.equal(actionOf('rescheduleTask', 'dcs'), 'stepwell:task:reschedule')
  assert.equal(actionOf('cancelTask', 'dms'), 'stepwell:task:cancel')
  assert.equal(actionOf('cancelScheduledTask', 'taurusdb'), 'gaussdbformysql:task:delete')
  assert.equal(actionOf('cancelScheduledTask', 'dcs'), 'stepwell:task:cancel')
  assert.equal(actionOf('deleteScheduledTask', 'dms'), 'dms:instance:deleteScheduledTask')
  assert.equal(actionOf('deleteScheduledTask', 'dcs'), 'dcs:instance:deleteBackgroundTask')
  assert.equal(actionOf('listInstanceTasks', 'dcs'), 'dcs:instance:getBackgroundTask')
  assert.equal(actionOf('listInstances', 'taurusdb'), 'gaussdbformysql:instance:list')
  assert.equal(actionOf('listInstances', null), 'stepwell:instance:list')
  assert.equal(actionOf('showHealth', 'dcs'), null)
})

test('a policy for one instance is of no use for our own acts on it', () => {
  assert.equal(nativePermission('pauseTask', 'dms')?.resourceType, 'kafka')
  assert.equal(nativePermission('pauseTask', null)?.resourceType, null)
  assert.equal(nativePermission('addWebhook', 'dms')?.resourceType, null)
})

const actionsOf = (permissions: readonly { readonly action: string }[]) =>
  permissions.map(({ action }) => action)

test('events are listed without the right to the history, or a list escapes a Deny on what it shows', () => {
  assert.deepEqual(actionsOf(nativePermissionsTaken('listEvents', 'dcs')), [
    'dcs:task:list',
    'stepwell:task:getHistory',
  ])
  assert.deepEqual(actionsOf(nativePermissionsTaken('signOut', null)), [])
  assert.deepEqual(nativePermissionsShown('listInstanceTasks', 'dcs'), [
    { action: 'dcs:task:list', aliases: [], resourceType: 'instance' },
  ])
  assert.deepEqual(actionsOf(nativePermissionsShown('listTasks', 'dms')), ['dms:instance:getBackgroundTask'])
  assert.deepEqual(nativePermissionsShown('showTask', 'dms'), [])
})

test('what belongs to the account is asked for in a project, or what belongs to a project in none', () => {
  for (const act of ['listTasks', 'addInstance', 'addWebhook', 'submitTask'] as const)
    assert.ok(isOfProject(act))
  for (const act of ['listUsers', 'createKey', 'showMetrics', 'listOperations', 'signOut'] as const)
    assert.ok(!isOfProject(act), act)
})
