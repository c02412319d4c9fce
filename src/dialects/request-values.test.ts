import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Type } from 'typebox'
import { StepwellError } from '../core/error.ts'
import { problemsOf } from './check.ts'
import { messageOf, refusalOf } from './refusal.ts'
import { readBody, readQuery } from './request-values.ts'

const schema = Type.Object(
  {
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 9 })),
    status: Type.Optional(Type.Array(Type.Enum(['running', 'failed']))),
    name: Type.Optional(Type.String({ minLength: 2 })),
    side: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  },
  { additionalProperties: false },
)

/** What a refusal says of places, in English. */
function refusal(act: () => unknown): readonly string[] {
  try {
    act()
  } catch (error) {
    assert.ok(error instanceof StepwellError)
    assert.equal(error.code, 'invalid_request')
    return error.problems.map(({ path, message }) => `${path} ${message['en-us']}`)
  }
  return assert.fail('nothing was refused')
}

test('a query is read by its schema', () => {
  const query = [
    ['limit', '3'],
    ['status', 'running,failed'],
    ['name', '12'],
  ] as const
  assert.deepEqual(readQuery(schema, query), { limit: 3, status: ['running', 'failed'], name: '12' })
})

test('a query is refused without its place', () => {
  assert.deepEqual(
    refusal(() => readQuery(schema, [['limit', '3.5']])),
    ['?limit must be integer'],
  )
  assert.deepEqual(
    refusal(() => readQuery(schema, [['limit', '']])),
    ['?limit must be integer'],
  )
  assert.deepEqual(
    refusal(() => readQuery(schema, [['limit', '99']])),
    ['?limit must be 9 or less'],
  )
  assert.deepEqual(
    refusal(() => readQuery(schema, [['status', 'gone']])),
    ['?status/0 must be one of running, failed'],
  )
  assert.deepEqual(
    refusal(() => readQuery(schema, [['a/b~', '']])),
    ['?a~1b~0 is not a field of it'],
  )
  assert.deepEqual(
    refusal(() =>
      readQuery(schema, [
        ['name', 'aa'],
        ['name', 'bb'],
      ]),
    ),
    ['?name is given more than once'],
  )
})

test('a body is refused without its place', () => {
  const body = Type.Object({
    inner: Type.Object({ port: Type.Integer() }),
    side: Type.Union([Type.String(), Type.Null()]),
  })
  assert.deepEqual(
    refusal(() => readBody(body, true, undefined)),
    [' the body is missing'],
  )
  assert.deepEqual(
    refusal(() => readBody(body, true, { inner: { port: '1' }, side: null })),
    ['/inner/port must be integer'],
  )
  assert.deepEqual(
    refusal(() => readBody(body, true, { inner: {}, side: 'x' })),
    ['/inner/port is missing'],
  )
  assert.deepEqual(
    refusal(() => readBody(body, true, { inner: { port: 1 }, side: 4 })),
    ['/side must be string', '/side must be null'],
  )
  assert.equal(readBody(body, false, undefined), undefined)
})

test('a problem is told in one language only', () => {
  const [problem] = problemsOf(schema, { limit: 'x' })
  assert.deepEqual(problem?.message, { 'en-us': 'must be integer', 'zh-cn': '必须是 integer' })
})

test('a refusal in one line names each place', () => {
  const problems = problemsOf(schema, { limit: 0, other: 1 })
  const error = new StepwellError('invalid_request', {}, { problems })
  assert.equal(
    messageOf(refusalOf(error, 'en-us', 'r')),
    'The request is not valid: /other is not a field of it; /limit must be 1 or more.',
  )
  const whole = new StepwellError('invalid_request', {}, { problems: problemsOf(Type.Integer(), 'x') })
  assert.equal(messageOf(refusalOf(whole, 'zh-cn', 'r')), '请求无效：必须是 integer。')
})
