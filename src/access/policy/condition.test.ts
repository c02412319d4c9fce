import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Json } from '../../core/json.ts'
import { compileCondition } from './condition.ts'
import { operators } from './operators.ts'

type Asked = string | readonly string[] | null

const key = 'g:UserName'

const holds = (operator: string, meant: Json, asked: Asked): boolean => {
  const refuse = (path: string): never => assert.fail(`refused at ${path}`)
  const conditions = compileCondition({ [operator]: { [key]: meant } }, '', refuse)
  return conditions.every(condition => condition(name => (name === key ? asked : null)))
}

const meets: readonly (readonly [operator: string, meant: Json, asked: string])[] = [
  ['StringEquals', ['anna', 'bo'], 'bo'],
  ['StringEquals', '', ''],
  ['StringNotEquals', ['anna', 'bo'], 'Bo'],
  ['StringEqualsIgnoreCase', 'Anna', 'aNNA'],
  ['StringNotEqualsIgnoreCase', 'Anna', 'bo'],
  ['StringMatch', ['x', 'ops-*-?'], 'ops-cn-1'],
  ['StringNotMatch', ['x', 'ops-*'], 'Ops-1'],
  ['StringStartWith', 'ops', 'ops-1'],
  ['StringEndWith', 'tor', 'operator'],
  ['NumberEquals', ['1', 2], '2.0'],
  ['NumberNotEquals', '1', '2'],
  ['NumberLessThan', '5', '4'],
  ['NumberLessThanEquals', '5', '5'],
  ['NumberGreaterThan', '5', '6'],
  ['NumberGreaterThanEquals', '5', '5'],
  ['DateLessThan', '2026-01-01T00:00:00Z', '2025-12-31T23:59:59.999Z'],
  ['DateLessThanEquals', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00.000Z'],
  ['DateGreaterThan', '2026-01-01T00:00:00+08:00', '2026-01-01T00:00:00.000Z'],
  ['DateGreaterThanEquals', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00.000Z'],
  ['Bool', true, 'TRUE'],
  ['Bool', 'false', 'false'],
  ['IpAddress', ['10.0.0.0/8', 'fd00::/8'], 'fd00::1'],
  ['NotIpAddress', ['10.0.0.0/8', 'fd00::/8'], '11.0.0.1'],
]

const misses: readonly (readonly [operator: string, meant: Json, asked: string])[] = [
  ['StringEquals', ['anna', 'bo'], 'Bo'],
  ['StringNotEquals', ['anna', 'bo'], 'bo'],
  ['StringEqualsIgnoreCase', 'Anna', 'Annb'],
  ['StringNotEqualsIgnoreCase', ['Anna', 'bo'], 'BO'],
  ['StringMatch', 'ops-?', 'ops-10'],
  ['StringNotMatch', ['x', 'ops-*'], 'ops-1'],
  ['StringStartWith', 'Ops', 'ops-1'],
  ['StringEndWith', 'tor', 'operators'],
  ['NumberEquals', '1', 'one'],
  ['NumberNotEquals', ['1', '2'], '2.0'],
  ['NumberLessThan', '5', '5'],
  ['NumberLessThanEquals', '5', '6'],
  ['NumberGreaterThan', '5', '5'],
  ['NumberGreaterThanEquals', '5', '4'],
  ['DateLessThan', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00.000Z'],
  ['DateLessThanEquals', '2026-01-01T00:00:00Z', 'never'],
  ['DateGreaterThan', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00.000Z'],
  ['DateGreaterThanEquals', '2026-01-01T00:00:00Z', 'never'],
  ['Bool', true, 'yes'],
  ['IpAddress', '10.0.0.0/8', 'unknown'],
  ['NotIpAddress', ['10.0.0.0/8'], '10.9.9.9'],
]

test('an operator holds for what it does not mean, or does not for what it does', () => {
  for (const [operator, meant, asked] of meets) assert.equal(holds(operator, meant, asked), true, operator)
  for (const [operator, meant, asked] of misses) assert.equal(holds(operator, meant, asked), false, operator)
  const proved = new Set([...meets, ...misses].map(([operator]) => operator))
  assert.deepEqual(
    [...operators.keys()].filter(name => !proved.has(name)),
    [],
  )
})

test('a negated operator agrees with what it negates', () => {
  const pairs = [
    ['StringEquals', 'StringNotEquals'],
    ['StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase'],
    ['StringMatch', 'StringNotMatch'],
  ] as const
  const word = fc.stringMatching(/^[aA*]{0,3}$/)
  const asked = fc.oneof(word, fc.array(word, { maxLength: 3 }), fc.constant(null))
  fc.assert(
    fc.property(
      fc.constantFrom(...pairs),
      fc.array(word, { minLength: 1 }),
      asked,
      ([one, other], meant, given) => assert.notEqual(holds(one, meant, given), holds(other, meant, given)),
    ),
  )
})

test('a key without a value passes where it must not, or fails where it may', () => {
  for (const absent of [null, []]) {
    assert.equal(holds('StringEquals', 'x', absent), false)
    assert.equal(holds('StringNotEquals', 'x', absent), true)
    assert.equal(holds('StringEqualsIfExists', 'x', absent), true)
    assert.equal(holds('StringNotEqualsIfExists', 'x', absent), true)
    assert.equal(holds('ForAllValues:StringEquals', 'x', absent), true)
    assert.equal(holds('ForAnyValue:StringEquals', 'x', absent), false)
    assert.equal(holds('ForAnyValue:StringNotEquals', 'x', absent), false)
    assert.equal(holds('ForAnyValue:StringEqualsIfExists', 'x', absent), true)
    assert.equal(holds('Null', 'true', absent), true)
    assert.equal(holds('Null', false, absent), false)
  }
  assert.equal(holds('Null', true, 'x'), false)
  assert.equal(holds('Null', 'false', ''), true)
  assert.equal(holds('Null', 'false', ['x']), true)
  assert.equal(holds('StringEqualsIfExists', 'x', 'y'), false)
})

test('a quantifier asks for other values than it names', () => {
  assert.equal(holds('ForAllValues:StringEquals', ['a', 'b'], ['a', 'b', 'a']), true)
  assert.equal(holds('ForAllValues:StringEquals', ['a', 'b'], ['a', 'c']), false)
  assert.equal(holds('ForAllValues:StringNotEquals', ['a', 'b'], ['c', 'd']), true)
  assert.equal(holds('ForAllValues:StringNotEquals', ['a', 'b'], ['c', 'a']), false)
  assert.equal(holds('ForAnyValue:StringEquals', ['a', 'b'], ['c', 'a']), true)
  assert.equal(holds('ForAnyValue:StringEquals', ['a', 'b'], ['c', 'd']), false)
  assert.equal(holds('ForAnyValue:StringNotEquals', ['a', 'b'], ['a', 'c']), true)
  assert.equal(holds('ForAnyValue:StringNotEquals', ['a', 'b'], ['a', 'b']), false)
  assert.equal(holds('StringEquals', 'a', ['b', 'a']), true)
  assert.equal(holds('StringNotEquals', 'a', ['b', 'a']), false)
  assert.equal(holds('ForAllValues:StringEqualsIfExists', 'a', 'a'), true)
})

test('one of several conditions is left out', () => {
  const condition = {
    StringEquals: { 'g:UserName': 'anna', 'g:ProjectName': 'p' },
    Null: { 'g:SourceIp': 'true' },
  }
  const compiled = compileCondition(condition, '', path => assert.fail(path))
  assert.equal(compiled.length, 3)
})
