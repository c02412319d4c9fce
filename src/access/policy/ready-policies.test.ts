import assert from 'node:assert/strict'
import { test } from 'node:test'
import { evaluate } from './evaluate.ts'
import { parsePolicy } from './policy.ts'
import { fullAccessPolicy, readOnlyPolicy, type ReadyPolicy } from './ready-policies.ts'

const isAllowed = ({ name, document }: ReadyPolicy, action: string): boolean => {
  const parsed = parsePolicy(document)
  assert.ok(parsed.ok, name)
  const permission = { action, aliases: [], resourceType: null }
  return evaluate([{ name, policy: parsed.policy }], { permission, resource: null, lookUp: () => null })
    .allowed
}

test('who may only read may change something, or not read', () => {
  for (const action of [
    'dcs:instance:getBackgroundTask',
    'gaussdbformysql:task:list',
    'stepwell:task:getLog',
  ])
    assert.equal(isAllowed(readOnlyPolicy, action), true, action)
  for (const action of [
    'dcs:instance:deleteBackgroundTask',
    'dcs:migrationTask:create',
    'stepwell:task:retry',
  ])
    assert.equal(isAllowed(readOnlyPolicy, action), false, action)
})

test('who may do everything may not', () => {
  for (const action of [
    'dcs:instance:getBackgroundTask',
    'dcs:migrationTask:create',
    'stepwell:accessKey:create',
  ])
    assert.equal(isAllowed(fullAccessPolicy, action), true, action)
})
