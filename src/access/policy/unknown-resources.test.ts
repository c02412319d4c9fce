import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { JsonObject } from '../../core/json.ts'
import { parsePolicy } from './policy.ts'
import { unknownResources } from './unknown-resources.ts'

const unknownIn = (...statements: readonly JsonObject[]): readonly string[] => {
  const Statement = statements.map(statement => ({ Effect: 'Deny', Action: ['*'], ...statement }))
  const parsed = parsePolicy({ Version: '5.0', Statement })
  assert.ok(parsed.ok)
  return unknownResources(parsed.policy)
}

test('a Deny on a resource of no service or type is saved without a word, or what a NotResource leaves out', () => {
  assert.deepEqual(
    unknownIn(
      { Resource: ['dms:*:*:instance:7', 'dms:*:*:kafka:7', 'dsc:*:*:instance:7'] },
      { Resource: ['gaussdb:*:*:instance:7'] },
      { NotResource: ['dcs:*:*:cache:*'] },
      {},
    ),
    ['dms:*:*:instance:7', 'dsc:*:*:instance:7', 'gaussdb:*:*:instance:7', 'dcs:*:*:cache:*'],
  )
})

test('a pattern is told that may be an instance, or a region or an account that nobody knows', () => {
  assert.deepEqual(
    unknownIn({
      Resource: [
        '*',
        '*:*:*:*:*',
        'd?s:*:*:inst*:7',
        'DCS:*:*:instance:7',
        'gaussdbformysql:::instance:7',
        'dms:defualt:nobody:kafka:7',
      ],
    }),
    [],
  )
})

test('a mistaken resource is told twice', () => {
  const text = 'obs:*:*:bucket:a'
  assert.deepEqual(unknownIn({ Resource: [text, text] }, { Resource: [text] }), [text])
})
