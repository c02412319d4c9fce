import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPermission, usualPermission, type Permission } from './permission.ts'
import { services } from './task.ts'

test('an operation that names no permission takes one that no policy can name', () => {
  for (const service of services) assert.ok(isPermission(usualPermission(service)), service)
  assert.equal(usualPermission('taurusdb').action, 'gaussdbformysql:task:create')
})

test('what a recipe gives as a permission is none', () => {
  const permission: Permission = {
    action: 'dcs:migrationTask:create',
    aliases: ['dcs:instance:modify'],
    resourceType: null,
  }
  assert.ok(isPermission(permission))
  assert.ok(isPermission({ ...permission, resourceType: 'instance' }))
  for (const action of ['', 'dcs', 'dcs:task', 'dcs:task:*', 'DCS:task:create', 'dcs:task:create:all'])
    assert.ok(!isPermission({ ...permission, action }), action)
  assert.ok(!isPermission({ ...permission, aliases: ['*'] }))
  assert.ok(!isPermission({ ...permission, resourceType: '' }))
  assert.ok(!isPermission({ action: 'dcs:task:create', aliases: [] }))
  assert.ok(!isPermission({ action: 'dcs:task:create', resourceType: null }))
  assert.ok(!isPermission({ aliases: [], resourceType: null }))
  assert.ok(!isPermission(undefined))
  assert.ok(!isPermission(null))
})
