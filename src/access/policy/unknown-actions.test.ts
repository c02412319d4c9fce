import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { JsonObject } from '../../core/json.ts'
import type { Permission } from '../../core/permission.ts'
import { parsePolicy } from './policy.ts'
import { unknownActions } from './unknown-actions.ts'

const action = (name: string, ...aliases: readonly string[]): Permission => ({
  action: name,
  aliases,
  resourceType: null,
})
const known = [
  action('dcs:instance:getBackgroundTask'),
  action('gaussdbformysql:task:list', 'gaussdb:instance:list'),
  action('stepwell:task:getLog'),
]

const unknownIn = (...statements: readonly JsonObject[]): readonly string[] => {
  const Statement = statements.map(statement => ({ Effect: 'Deny', ...statement }))
  const parsed = parsePolicy({ Version: '5.0', Statement })
  assert.ok(parsed.ok)
  return unknownActions(parsed.policy, known)
}

test('a misspelt action is saved without a word, be it service, type or act, or what a NotAction leaves out', () => {
  assert.deepEqual(
    unknownIn(
      { Action: ['stepwell:task:look', 'dcs:instance:lits', 'stepwell:task:getLog'] },
      { NotAction: ['dcs:instances:getBackgroundTask'] },
      { Action: ['stepwel:task:getLog'] },
    ),
    ['stepwell:task:look', 'dcs:instance:lits', 'dcs:instances:getBackgroundTask', 'stepwel:task:getLog'],
  )
})

test('a pattern is told that stands for an action, or one is not that stands for none', () => {
  assert.deepEqual(unknownIn({ Action: ['*', '*:*:*', 'd?s:*:get*', 'stepwell:task:*'] }), [])
  assert.deepEqual(unknownIn({ Action: ['d?s:*:list*', 'stepwell:tasks:*', '*:*:get?'] }), [
    'd?s:*:list*',
    'stepwell:tasks:*',
    '*:*:get?',
  ])
})

test('an action is told as unknown for an older name, or for the case that policies do not see', () => {
  assert.deepEqual(unknownIn({ Action: ['gaussdb:instance:list', 'dcs:Instance:GETbackgroundtask'] }), [])
})

test('an action of another service is told as if it counted, or one is told twice or in another case', () => {
  assert.deepEqual(unknownIn({ Action: ['obs:*:*', 'obs:bucket:Put'] }, { Action: ['obs:bucket:Put'] }), [
    'obs:*:*',
    'obs:bucket:Put',
  ])
})
