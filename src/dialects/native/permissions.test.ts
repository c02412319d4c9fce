import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPermission } from '../../core/permission.ts'
import { services } from '../../core/task.ts'
import { nativeDialect } from './dialect.ts'
import { nativePermission, nativePermissions, type NativeAct } from './permissions.ts'

const acts = Object.keys(nativePermissions) as readonly NativeAct[]
const actionOf = (...of: Parameters<typeof nativePermission>) => nativePermission(...of)?.action ?? null

test('a route takes no permission because it was forgotten', () => {
  const routes = nativeDialect.routes.map(({ id }) => id)
  assert.deepEqual(acts.filter(act => act !== 'cancelScheduledTask').toSorted(), routes.toSorted())
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
  assert.equal(actionOf('listInstances', 'taurusdb'), 'gaussdbformysql:instance:list')
  assert.equal(actionOf('listInstances', null), 'stepwell:instance:list')
  assert.equal(actionOf('showHealth', 'dcs'), null)
})

test('a policy for one instance is of no use for our own acts on it', () => {
  assert.equal(nativePermission('pauseTask', 'dms')?.resourceType, 'kafka')
  assert.equal(nativePermission('pauseTask', null)?.resourceType, null)
  assert.equal(nativePermission('addWebhook', 'dms')?.resourceType, null)
})
