import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isAccountName, isProjectName } from './account.ts'
import { isInUse } from './caller.ts'
import { heldKey, user } from './testing/account-samples.ts'
import { isUserName, isUserOf, policyNamesIn } from './user.ts'

test('a name is refused that people have, or taken that the history means otherwise', () => {
  for (const name of ['lin', '林', 'a', 'Zoë M', 'ops@example.com', 'x'.repeat(64)])
    assert.ok(isUserName(name), name)
  for (const name of [
    '',
    ' lin',
    'lin ',
    'x'.repeat(65),
    'STWLAAAA',
    'worker-1',
    'administrator',
    'a\nb',
    '-a',
  ])
    assert.ok(!isUserName(name), name)
  for (const name of ['cn-north-4', 'default', '0'.repeat(32)]) assert.ok(isAccountName(name), name)
  for (const name of ['', '-a', 'a b', 'x'.repeat(65), '项目']) assert.ok(!isAccountName(name), name)
  for (const name of ['cn-north-4', '0'.repeat(31), '0'.repeat(33)]) assert.ok(isProjectName(name), name)
  for (const name of ['-a', '0'.repeat(32), 'aF'.repeat(16)]) assert.ok(!isProjectName(name), name)
})

test('a policy of one project is good in another, or one for all in none', () => {
  const [one, two] = ['a'.repeat(32), 'b'.repeat(32)]
  const policies = [
    { policy: 'read', project: one },
    { policy: 'write', project: one },
    { policy: 'read', project: null },
  ]
  assert.deepEqual(policyNamesIn({ policies }, one), ['read', 'write'])
  assert.deepEqual(policyNamesIn({ policies }, two), ['read'])
  assert.ok(isUserOf({ policies }, two))
  assert.ok(!isUserOf({ policies: policies.slice(0, 2) }, two))
})

test('a key is in use that is disabled, or whose user is', () => {
  assert.ok(isInUse(heldKey()))
  assert.ok(!isInUse(heldKey({ disabledAt: 1 })))
  assert.ok(!isInUse(heldKey({ holder: user({ disabledAt: 1 }) })))
})
