import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addressRangeOf, booleanOf, isInRange, momentOf, numberOf } from './condition-values.ts'

test('a moment is read as another one', () => {
  const earliest = new Date('0001-01-01T00:00:00Z')
  fc.assert(
    fc.property(
      fc.date({ noInvalidDate: true, min: earliest, max: new Date('9999-12-31T23:59:59Z') }),
      date => assert.equal(momentOf(date.toISOString()), date.getTime()),
    ),
  )
  assert.equal(momentOf('2026-03-01T00:30:00+01:00'), Date.parse('2026-02-28T23:30:00Z'))
})

test('a moment that there is not, or without its time zone, passes', () => {
  const wrong = [
    '2026-02-30T00:00:00Z',
    '2026-11-25T20:00:00',
    '2026-11-25',
    '2026-13-01T00:00:00Z',
    'tomorrow',
    '',
  ]
  for (const text of [...wrong, '2026-11-25T20:00:00+99:00', '2026-11-25T25:00:00Z', 20261125, null])
    assert.equal(momentOf(text), null, String(text))
})

test('a number is read as another one', () => {
  fc.assert(fc.property(fc.integer(), number => assert.equal(numberOf(String(number)), number)))
  assert.deepEqual([numberOf(7), numberOf('-1.50')], [7, -1.5])
  for (const value of ['', ' 1', '1e3', '0x10', 'NaN', true, null]) assert.equal(numberOf(value), null)
})

test('a word other than true and false is a boolean', () => {
  assert.deepEqual([booleanOf(true), booleanOf('False'), booleanOf('TRUE')], [true, false, true])
  for (const value of ['', 'yes', '1', 1, null, [true]]) assert.equal(booleanOf(value), null)
})

const isIn = (address: string, range: string): boolean => {
  const compiled = addressRangeOf(range)
  assert.ok(compiled !== null, range)
  return isInRange(address, compiled)
}

test('an address is taken for one of a range that it is not in', () => {
  assert.equal(isIn('10.1.2.3', '10.0.0.0/8'), true)
  assert.equal(isIn('11.1.2.3', '10.0.0.0/8'), false)
  assert.equal(isIn('10.1.2.3', '10.1.2.3'), true)
  assert.equal(isIn('::ffff:10.1.2.3', '10.0.0.0/8'), true)
  assert.equal(isIn('fd00:1::7', 'fd00:1::/32'), true)
  assert.equal(isIn('fd00:2::7', 'fd00:1::/32'), false)
  assert.equal(isIn('unix', '0.0.0.0/0'), false)
})

test('what is no range of addresses passes for one', () => {
  for (const value of [
    '',
    '10.0.0.0/33',
    'fd00::/129',
    '10.0.0',
    'host',
    '10.0.0.0/',
    'fe80::1%eth0',
    7,
    null,
  ])
    assert.equal(addressRangeOf(value), null, String(value))
})
