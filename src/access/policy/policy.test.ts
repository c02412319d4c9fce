import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Json, JsonObject } from '../../core/json.ts'
import { policyLimits } from './members.ts'
import { parsePolicy } from './policy.ts'

const statement = { Effect: 'Allow', Action: ['dcs:task:list'] }
const withStatement = (changes: JsonObject): Json => ({
  Version: '5.0',
  Statement: [{ ...statement, ...changes }],
})
const withCondition = (condition: Json): Json => withStatement({ Condition: condition })

const problemsOf = (document: string | Json): readonly string[] => {
  const parsed = parsePolicy(document)
  return parsed.ok ? [] : parsed.problems.map(({ path, message }) => `${path}: ${message['en-us']}`)
}

const refused = (document: string | Json, ...problems: readonly RegExp[]): void => {
  const found = problemsOf(document)
  assert.equal(found.length, problems.length, `${JSON.stringify(document)} ${found.join('; ')}`)
  for (const [index, problem] of problems.entries()) assert.match(found[index] as string, problem)
}

test('a policy that the documents show is refused', () => {
  const documents = [
    withStatement({}),
    // The example of the page on identity policies.
    {
      Version: '5.0',
      Statement: [
        {
          Sid: 'optional',
          Effect: 'Allow',
          Action: ['dcs:instance:getBackgroundTask'],
          Resource: ['*'],
          Condition: { StringEquals: { 'g:EnterpriseProjectId': ['0'] } },
        },
      ],
    },
    // support.huaweicloud.com, usermanual-iam5/iam_01_0934
    withCondition({
      StringEndWithIfExists: { 'g:UserName': ['specialCharacter'] },
      Bool: { 'g:MFAPresent': ['true'] },
    }),
    // huaweicloud.com/guide, operators of SCPs
    {
      Version: '5.0',
      Statement: [
        {
          Effect: 'Deny',
          Action: ['ram:*:*'],
          Condition: { DateLessThan: { 'g:CurrentTime': ['2022-08-01T00:00:00Z'] } },
        },
      ],
    },
    // docs of the Terraform provider, huaweicloud_identity_policy
    { Statement: [{ Action: ['*'], Effect: 'Allow' }], Version: '5.0' },
    withStatement({ Resource: ['iam::55555555555555555555555555555555:user:anna', 'DCS:*:*:instance:x'] }),
    {
      Version: '5.0',
      Statement: [{ Effect: 'Deny', NotAction: ['dcs:*:get?'], NotResource: ['dms:*:*:kafka:*'] }],
    },
    withCondition({
      NumberLessThan: { 'g:MFAAge': '60' },
      Null: { 'g:PrincipalUrn': 'false', 'obs:prefix': 'true' },
    }),
    withCondition({ 'ForAllValues:StringMatchIfExists': { 'g:ResourceTag/cost centre': 'a*' } }),
  ]
  for (const document of documents) {
    assert.deepEqual(problemsOf(document), [])
    assert.deepEqual(problemsOf(JSON.stringify(document, null, 2)), [])
  }
})

test('a policy that is none is taken', () => {
  refused('', /^: is not valid JSON at line 1, column 1/)
  refused('{"Version": "5.0"\n"Statement": []}', /^: is not valid JSON at line 2, column 1/)
  refused('[]', /^: must be an object/)
  refused(null, /^: must be an object/)
  refused({}, /^: must be an object with at least one member/)
  refused({ Version: '5.0' }, /^\/Statement: is missing/)
  refused({ Statement: [statement] }, /^\/Version: is missing/)
  refused({ Version: '1.1', Statement: [statement] }, /^\/Version: must be one of "5.0"/)
  refused({ Version: 5, Statement: [statement] }, /^\/Version: must be one of/)
  refused({ Version: '5.0', Statement: [] }, /^\/Statement: must be a list/)
  refused({ Version: '5.0', Statement: statement }, /^\/Statement: must be a list/)
  refused({ Version: '5.0', Statement: [statement], Id: 'x' }, /^\/Id: is not a field/)
})

test('a statement says less than its author thinks', () => {
  const at = String.raw`^\/Statement\/0`
  const place = (path: string): RegExp => new RegExp(at + path)
  refused(withStatement({ Efect: 'Deny' }), place('/Efect: is not a field'))
  refused(withStatement({ 'a/b~c': 1 }), place('/a~1b~0c: is not a field'))
  refused(withStatement({ Principal: '*' }), place('/Principal: is not a field'))
  refused(withStatement({ Effect: 'allow' }), place('/Effect: must be one of Allow, Deny'))
  refused(withStatement({ Sid: 7 }), place('/Sid: must be a text'))
  refused({ Version: '5.0', Statement: [{ Action: ['a:b:c'] }] }, place('/Effect: is missing'))
  refused({ Version: '5.0', Statement: [{ Effect: 'Deny' }] }, place('/Action: is missing'))
  refused(withStatement({ NotAction: ['a:b:c'] }), place('/NotAction: cannot be given beside Action'))
  refused(
    withStatement({ Resource: ['*'], NotResource: ['*'] }),
    place('/NotResource: cannot be given beside Resource'),
  )
  refused(withStatement({ Action: 'dcs:task:list' }), place('/Action: must be a list'))
  refused(withStatement({ Action: [] }), place('/Action: must be a list'))
  refused(withStatement({ Resource: [] }), place('/Resource: must be a list'))
  refused(withStatement({ Action: ['dcs:task:list', 7] }), place('/Action/1: must be a text'))
  for (const action of [
    '',
    'dcs',
    'dcs:*',
    'dcs:task:list:all',
    'DCS:task:list',
    'dcs:task:',
    'dcs: task:list',
    '**',
  ])
    refused(withStatement({ Action: [action] }), place('/Action/0: is neither'))
  for (const urn of ['', 'dcs', 'dcs:*:*:instance', '**'])
    refused(withStatement({ Resource: ['*', urn] }), place('/Resource/1: is neither'))
  refused({ Version: '5.0', Statement: [7] }, place(': must be an object'))
})

test('a condition says less than its author thinks', () => {
  const at = String.raw`^\/Statement\/0\/Condition`
  const place = (path: string): RegExp => new RegExp(at + path)
  refused(withCondition({}), place(': must be an object'))
  refused(withCondition([]), place(': must be an object'))
  for (const operator of [
    'StringLike',
    'stringEquals',
    'NullIfExists',
    'ForAllValues:Null',
    'IfExists',
    'ForAny:Bool',
  ])
    refused(
      withCondition({ [operator]: { 'g:UserName': 'x' } }),
      place(`/${operator}: is not an operator; there are`),
    )
  refused(withCondition({ Bool: {} }), place('/Bool: must be an object'))
  refused(
    withCondition({ StringEquals: { UserName: 'x' } }),
    place('/StringEquals/UserName: is not a condition key'),
  )
  for (const [key, spelling] of [
    ['g:username', 'g:UserName'],
    ['G:MFAPresent', 'g:MFAPresent'],
    ['g:resourceTag/Env', 'g:ResourceTag/'],
  ] as const)
    refused(withCondition({ Null: { [key]: 'true' } }), place(`.*: has to be spelled ${spelling}$`))
  refused(withCondition({ Null: { 'g:ResourceTag': 'true' } }), place('.*is not a condition key'))
  refused(
    withCondition({ StringEquals: { 'g:ResourceTag/': 'x' } }),
    place('/StringEquals/g:ResourceTag~1: is not a condition key'),
  )
  refused(
    withCondition({ StringEquals: { 'g:UserName': [] } }),
    place('/StringEquals/g:UserName: must be a list'),
  )
  refused(
    withCondition({ StringEquals: { 'g:UserName': ['x', 7] } }),
    place('/StringEquals/g:UserName/1: must be a text'),
  )
  refused(
    withCondition({ StringEquals: { 'g:UserName': null } }),
    place('/StringEquals/g:UserName: must be a text'),
  )
  refused(
    withCondition({ NumberEquals: { 'g:MFAAge': '1h' } }),
    place('/NumberEquals/g:MFAAge: must be a number'),
  )
  refused(withCondition({ DateLessThan: { 'g:CurrentTime': '2026-11-25' } }), place('.*must be a moment'))
  refused(withCondition({ Bool: { 'g:MFAPresent': 'yes' } }), place('.*must be true or false'))
  refused(withCondition({ Null: { 'g:UserName': 'yes' } }), place('.*must be true or false'))
  refused(withCondition({ IpAddress: { 'g:SourceIp': '10.0.0.0/40' } }), place('.*must be an IP address'))
})

test('a policy without end is read to its end', () => {
  const { bytes, statements, members, problems } = policyLimits
  refused(' '.repeat(bytes + 1), /^: is larger than 16384 bytes/)
  refused(withStatement({ Sid: '字'.repeat(bytes / 2) }), /^: is larger/)
  const many = Array.from({ length: statements + 1 }, () => statement)
  refused({ Version: '5.0', Statement: many }, /^\/Statement: has more than 50 members/)
  const actions = Array.from({ length: members + 1 }, () => 'a:b:c')
  refused(withStatement({ Action: actions }), /^\/Statement\/0\/Action: has more than 100 members/)
  assert.deepEqual(problemsOf({ Version: '5.0', Statement: many.slice(1) }), [])
  const wrong = Array.from({ length: members }, () => 'x')
  assert.equal(problemsOf(withStatement({ Action: wrong, Resource: wrong })).length, problems)
})

test('a policy made of anything throws instead of being refused', () => {
  const names = fc.constantFrom(
    'Version',
    'Statement',
    'Sid',
    'Effect',
    'Action',
    'NotAction',
    'Resource',
    'Condition',
  )
  const words = fc.constantFrom('5.0', 'Allow', 'Deny', '*', 'dcs:*:*', 'StringEquals', 'g:UserName', 'true')
  const { document } = fc.letrec(tie => ({
    document: fc.oneof(
      { maxDepth: 5 },
      words,
      fc.jsonValue(),
      fc.array(tie('document'), { maxLength: 3 }),
      fc.dictionary(fc.oneof(names, words), tie('document'), { maxKeys: 5 }),
    ),
  }))
  const statements = fc.record({ Version: fc.constant('5.0'), Statement: fc.array(document) })
  fc.assert(
    fc.property(fc.oneof(document, statements), anything => {
      const parsed = parsePolicy(anything as Json)
      assert.ok(parsed.ok || parsed.problems.length > 0)
    }),
    { numRuns: 1000 },
  )
})
