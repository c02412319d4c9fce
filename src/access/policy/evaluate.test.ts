import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Json, JsonObject } from '../../core/json.ts'
import type { Permission } from '../../core/permission.ts'
import { conditionKeys } from './condition-keys.ts'
import {
  allowsAlways,
  evaluate,
  evaluateAll,
  refusalProblem,
  type AccessRequest,
  type HeldPolicy,
  type Ruling,
} from './evaluate.ts'
import { parsePolicy } from './policy.ts'
import { instanceKind, instanceUrn } from './urn.ts'

const held = (name: string, ...statements: readonly JsonObject[]): HeldPolicy => {
  const parsed = parsePolicy({ Version: '5.0', Statement: statements })
  assert.ok(parsed.ok, JSON.stringify(statements))
  return { name, policy: parsed.policy }
}

const allow = (action: string, more: JsonObject = {}): JsonObject => ({
  Effect: 'Allow',
  Action: [action],
  ...more,
})
const deny = (action: string, more: JsonObject = {}): JsonObject => ({
  Effect: 'Deny',
  Action: [action],
  ...more,
})
const whereTag = (value: Json): JsonObject => ({
  Condition: { StringEquals: { 'g:ResourceTag/env': value } },
})

const show: Permission = { action: 'dcs:instance:getBackgroundTask', aliases: [], resourceType: 'instance' }
const list: Permission = {
  action: 'gaussdbformysql:task:list',
  aliases: ['gaussdb:instance:list'],
  resourceType: null,
}

const lookUp = conditionKeys({
  user: { id: 'u1', name: 'anna' },
  projectName: 'p',
  domainName: 'd',
  service: 'dcs',
  instance: { enterpriseProject: '0', tags: { env: 'prod' } },
  givenTags: null,
  sourceAddress: null,
  now: 0,
})
const resource = instanceUrn({ service: 'dcs', id: 'i1' }, 'r', 'a')
const request = (permission: Permission): AccessRequest => ({ permission, resource, lookUp })

const isAllowed = (permission: Permission, ...policies: readonly HeldPolicy[]): boolean =>
  evaluate(policies, request(permission)).allowed

test('what nothing allows is allowed', () => {
  const nothing = { allowed: false, by: null, near: null }
  assert.deepEqual(evaluate([], request(show)), nothing)
  assert.deepEqual(evaluate([held('p', allow('dms:*:*'))], request(show)), nothing)
  assert.deepEqual(evaluate([held('p', deny('dms:*:*'))], request(show)), nothing)
})

test('what is allowed does not say by what', () => {
  const policies = [held('one', allow('dms:*:*')), held('two', allow('*', { Sid: 'All' }), allow('dcs:*:*'))]
  assert.deepEqual(evaluate(policies, request(show)), {
    allowed: true,
    by: { policy: 'two', index: 0, sid: 'All' },
  })
})

test('an Allow outweighs a Deny', () => {
  const allowing = held('a', allow('*'))
  const denying = held('d', allow('dms:*:*'), deny('dcs:*:get*', { Sid: 'No' }))
  for (const policies of [
    [allowing, denying],
    [denying, allowing],
  ])
    assert.deepEqual(evaluate(policies, request(show)), {
      allowed: false,
      by: { policy: 'd', index: 1, sid: 'No' },
      near: null,
    })
})

test('a Deny whose condition does not hold denies', () => {
  assert.equal(isAllowed(show, held('p', allow('*'), deny('*', whereTag('test')))), true)
  assert.equal(isAllowed(show, held('p', allow('*'), deny('*', whereTag(['test', 'prod'])))), false)
  assert.equal(isAllowed(show, held('p', allow('*', whereTag('test')))), false)
})

test('a Deny of what is not tagged spares what has no tag at all', () => {
  const guard = deny('*', { Condition: { StringNotEquals: { 'g:ResourceTag/owner': 'anna' } } })
  assert.equal(isAllowed(show, held('p', allow('*'), guard)), false)
})

test('an action is written in other letters, and is another action', () => {
  assert.equal(isAllowed(show, held('p', allow('dcs:Instance:GETBACKGROUNDTASK'))), true)
  assert.equal(isAllowed(show, held('p', allow('dcs:*:get????*'))), true)
  assert.equal(isAllowed(show, held('p', allow('dcs:instance:get'))), false)
  assert.equal(isAllowed(show, held('p', allow('dc?:*:*Task'))), true)
})

test('an alias neither allows nor denies', () => {
  assert.equal(isAllowed(list, held('p', allow('gaussdb:instance:list'))), true)
  assert.equal(isAllowed(list, held('p', allow('gaussdbformysql:*:*'), deny('gaussdb:*:*'))), false)
})

test('NotAction is about what it names', () => {
  const except = (effect: string, action: string): JsonObject => ({ Effect: effect, NotAction: [action] })
  assert.equal(isAllowed(show, held('p', except('Allow', 'dcs:*:delete*'))), true)
  assert.equal(isAllowed(show, held('p', except('Allow', 'dcs:*:get*'))), false)
  assert.equal(isAllowed(show, held('p', allow('*'), except('Deny', '*:*:get*'))), true)
  assert.equal(isAllowed(show, held('p', allow('*'), except('Deny', '*:*:list*'))), false)
  // Under either of its names it is the action that is spared.
  assert.equal(isAllowed(list, held('p', allow('*'), except('Deny', 'gaussdb:*:list'))), true)
})

test('a policy reaches another resource than it names', () => {
  const on = (...urns: readonly string[]): JsonObject => ({ Resource: urns })
  assert.equal(isAllowed(show, held('p', allow('*', on('dms:*:*:kafka:*', 'dcs:*:*:instance:i1')))), true)
  assert.equal(isAllowed(show, held('p', allow('*', on('dcs:*:*:instance:i2')))), false)
  assert.equal(isAllowed(show, held('p', allow('*', { NotResource: ['dcs:*:*:instance:i2'] }))), true)
  assert.equal(isAllowed(show, held('p', allow('*', { NotResource: ['dcs:*:*:instance:i*'] }))), false)
})

test('an action without a resource type is given for one resource', () => {
  assert.equal(isAllowed(list, held('p', allow('*', { Resource: ['*:*:*:*:*'] }))), false)
  assert.equal(isAllowed(list, held('p', allow('*', { Resource: ['dcs:*:*:instance:i1', '*'] }))), true)
  assert.equal(isAllowed(list, held('p', allow('*', { NotResource: ['dcs:*:*:instance:*'] }))), true)
})

test('a refusal does not name the action that is missing, or the statement that denies it', () => {
  const words = (by: Ruling | null) => refusalProblem(show, { by, near: null }).message
  assert.equal(words(null)['en-us'], 'no policy of the caller allows dcs:instance:getBackgroundTask here')
  assert.equal(
    words({ policy: 'guard', index: 2, sid: 'NoProd' })['en-us'],
    'policy guard denies dcs:instance:getBackgroundTask here, in NoProd',
  )
  const by = { policy: 'guard', index: 2, sid: null }
  assert.match(words(by)['zh-cn'], /guard.*Statement\[2\]/)
  const inPart = refusalProblem(show, { by, near: null }, 'part').message['en-us']
  assert.match(inPart, /on some instances, in Statement\[2\].*one/)
})

test('who may do something elsewhere is told that no policy allows it', () => {
  const policies = [
    held('guard', deny('*', { Resource: ['dcs:*:*:instance:i2'] }), allow('dms:*:*')),
    held('reds', allow('dcs:*:*', whereTag(['red'])), allow('*', { Resource: ['dcs:*:*:instance:i3'] })),
  ]
  const refused = evaluate(policies, request(show))
  const near = { policy: 'reds', index: 0, sid: null }
  assert.deepEqual(refused, { allowed: false, by: null, near })
  const told = (reach?: 'part') => refusalProblem(show, { by: null, near }, reach).message['en-us']
  assert.match(told(), /^policy reds allows dcs:instance:getBackgroundTask in Statement\[0\], but not here/)
  assert.match(told('part'), /on some instances only, .*ask for that of one instance$/)
})

const anyStatement = fc
  .record({
    Effect: fc.constantFrom('Allow', 'Deny'),
    Action: fc.array(fc.constantFrom('*', 'dcs:*:*', 'dms:*:*', '*:*:get*', 'gaussdb:*:list'), {
      minLength: 1,
    }),
    negated: fc.boolean(),
    Resource: fc.constantFrom('*', 'dcs:*:*:instance:i1', 'dcs:*:*:instance:i2'),
    tag: fc.constantFrom(null, 'prod', 'test'),
  })
  .map(({ Effect, Action, negated, Resource, tag }) => ({
    Effect,
    [negated ? 'NotAction' : 'Action']: Action,
    Resource: [Resource],
    ...(tag === null ? {} : whereTag(tag)),
  }))
const anyPolicies = fc.array(fc.array(anyStatement, { minLength: 1, maxLength: 4 }), { maxLength: 3 })
const anyPermission = fc.constantFrom(show, list)

test('the order of policies and statements decides', () => {
  fc.assert(
    fc.property(anyPolicies, anyPermission, (policies, permission) => {
      const inOrder = policies.map(statements => held('p', ...statements))
      const reversed = policies.map(statements => held('p', ...statements.toReversed())).toReversed()
      assert.equal(isAllowed(permission, ...inOrder), isAllowed(permission, ...reversed))
    }),
  )
})

test('one more Deny allows more, or one more Allow denies', () => {
  fc.assert(
    fc.property(anyPolicies, anyStatement, anyPermission, (policies, more, permission) => {
      const before = policies.map(statements => held('p', ...statements))
      const was = isAllowed(permission, ...before)
      const is = isAllowed(permission, ...before, held('more', more))
      if (was !== is) assert.equal(is, more.Effect === 'Allow')
    }),
  )
})

test('what depends on a target is taken for always allowed, or what does not is looked at anew', () => {
  const one = { Resource: ['dcs:*:*:instance:i1'] }
  assert.ok(allowsAlways([held('a', allow('dcs:*:*'))], show))
  assert.ok(allowsAlways([held('a', allow('dcs:*:*', { Resource: ['dcs:*:*:instance:i2', '*'] }))], show))
  assert.ok(allowsAlways([held('a', allow('dcs:*:*'), deny('dms:*:*'))], show), 'a denial of something else')
  assert.ok(allowsAlways([held('a', allow('gaussdb:instance:list'))], list), 'by another name')
  for (const statements of [
    [],
    [allow('dms:*:*')],
    [allow('dcs:*:*', one)],
    [allow('dcs:*:*', { NotResource: ['dcs:*:*:instance:i1'] })],
    [allow('dcs:*:*', whereTag(['prod']))],
    [allow('*'), deny('dcs:*:*', one)],
    [allow('*'), deny('dcs:*:*', whereTag(['prod']))],
  ])
    assert.ok(
      !allowsAlways(statements.length === 0 ? [] : [held('a', ...statements)], show),
      JSON.stringify(statements),
    )
})

const kind = instanceKind('dcs', 'r', 'a')
const all = (permission: Permission, ...statements: readonly JsonObject[]) =>
  evaluateAll([held('a', ...statements)], { permission, kind, lookUp })

test('a list shows an instance that a Deny hides, or an Allow leaves out', () => {
  const one = { Resource: ['dcs:*:*:instance:gone'] }
  const except = { NotResource: ['dcs:*:*:instance:*'] }
  const where = (operator: string) => ({ Condition: { [operator]: { 'g:EnterpriseProjectId': ['ep2'] } } })
  const isNull = { Condition: { Null: { 'g:EnterpriseProjectId': 'false' } } }
  for (const narrow of [one, except, whereTag(['other']), where('StringNotEquals'), isNull]) {
    const isDenied = all(show, allow('*'), deny('dcs:*:*', narrow))
    assert.deepEqual(isDenied.by, { policy: 'a', index: 1, sid: null }, JSON.stringify(narrow))
    assert.equal(isDenied.allowed, false)
    assert.equal(all(show, allow('*', narrow)).allowed, false, JSON.stringify(narrow))
  }
  assert.equal(all(list, allow('*'), deny('*', one)).allowed, false, 'also where the action is on none')
  assert.equal(all(show, allow('*', where('StringEqualsIfExists'))).allowed, false)
})

test('a list is refused for what hides nothing of it', () => {
  const isNamed = (name: string) => ({ Condition: { StringEquals: { 'g:UserName': [name] } } })
  for (const narrow of [
    { Resource: ['dms:*:*:kafka:k'] },
    { Resource: ['dcs:elsewhere:*:instance:*'] },
    isNamed('another'),
    { Condition: { StringEquals: { 'g:UserName': ['another'], 'g:ResourceTag/env': ['prod'] } } },
  ])
    assert.ok(all(show, allow('*', isNamed('anna')), deny('dcs:*:*', narrow)).allowed, JSON.stringify(narrow))
  assert.ok(all(show, allow('dcs:*:*'), deny('dcs:instance:delete')).allowed)
  assert.equal(all(show, allow('dcs:*:*', isNamed('another'))).allowed, false)
})
