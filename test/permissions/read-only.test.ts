import assert from 'node:assert/strict'
import { test } from 'node:test'
import { evaluate } from '../../src/access/policy/evaluate.ts'
import { parsePolicy } from '../../src/access/policy/policy.ts'
import { readOnlyPolicy } from '../../src/access/policy/ready-policies.ts'
import type { Permission } from '../../src/core/permission.ts'
import { services } from '../../src/core/task.ts'
import { nativeDialect } from '../../src/dialects/native/dialect.ts'
import { nativePermissionsTaken, type NativeAct } from '../../src/dialects/native/permissions.ts'
import { builtInOperations } from '../../src/operations/built-in.ts'

const mayRead = (permission: Permission): boolean => {
  const parsed = parsePolicy(readOnlyPolicy.document)
  assert.ok(parsed.ok)
  const policies = [{ name: readOnlyPolicy.name, policy: parsed.policy }]
  return evaluate(policies, { permission, resource: null, lookUp: () => null }).allowed
}

test('who may only read changes something by the native API, or cannot read a part of it', () => {
  for (const { id, method, path } of nativeDialect.routes) {
    // Everybody signs in and out, and changes the own password.
    if (path === '/v1/session' || path === '/v1/password') continue
    for (const service of [...services, null])
      assert.equal(
        nativePermissionsTaken(id as NativeAct, service).every(mayRead),
        method === 'GET',
        `${id} ${service}`,
      )
  }
})

test('who may only read submits an operation', () => {
  for (const { name, permission } of builtInOperations) assert.equal(mayRead(permission), false, name)
})
