import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readJsonText } from './json-text.ts'

const messageOf = (text: string): string => {
  const reading = readJsonText(text)
  assert.equal(reading.ok, false, text)
  return reading.ok ? '' : reading.message['en-us']
}

const isTooDeep = (text: string): boolean => {
  const reading = readJsonText(text)
  return !reading.ok && /deeply/.test(reading.message['en-us'])
}

test('JSON is read as something else than JSON.parse reads', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom(0, 1, 3, '\t', '\r\n'), (text, indent) => {
      const written = JSON.stringify(JSON.parse(text), null, indent === '\r\n' ? 2 : indent)
      const spaced = indent === '\r\n' ? written.replaceAll('\n', '\r\n') : written
      assert.deepEqual(readJsonText(spaced), { ok: true, value: JSON.parse(spaced) })
    }),
  )
})

test('a damaged text passes, or a sound one does not', () => {
  const signs = fc.constantFrom(...'{}[]",:\\-+.0123eEtrufalsn \t\n\u0000é')
  fc.assert(
    fc.property(fc.json({ maxDepth: 3 }), fc.nat(), fc.nat(2), signs, (text, place, removed, sign) => {
      const at = place % (text.length + 1)
      const damaged = text.slice(0, at) + sign + text.slice(at + removed)
      const reading = readJsonText(damaged)
      try {
        const value: unknown = JSON.parse(damaged)
        if (reading.ok) assert.deepEqual(reading.value, value)
        else assert.match(reading.message['en-us'], /twice|deeply/, damaged)
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error
        assert.equal(reading.ok, false, damaged)
      }
    }),
    { numRuns: 1000 },
  )
})

test('a text that is no JSON does not say where', () => {
  assert.match(messageOf(''), /line 1, column 1$/)
  assert.match(messageOf('{"a": 1,\n "b": }'), /line 2, column 7$/)
  assert.match(messageOf('{"a": 1,\r\n\r\n  b: 2}'), /line 3, column 3$/)
  assert.match(messageOf('{"a": "not ended}'), /line 1, column 7$/)
  assert.match(messageOf('{"a": 1} {'), /line 1, column 10$/)
  assert.match(messageOf('[1 2]'), /line 1, column 4$/)
  assert.match(messageOf('{"a" 1}'), /line 1, column 6$/)
  assert.match(messageOf('{"a": 1,}'), /line 1, column 9$/)
  const reading = readJsonText('x')
  assert.match(reading.ok ? '' : reading.message['zh-cn'], /第 1 行第 1 列/)
})

test('the first of two conditions of one name is dropped without a word', () => {
  assert.match(
    messageOf('{"StringEquals": {},\n "StringEquals": {}}'),
    /member StringEquals twice, again at line 2, column 2$/,
  )
})

test('a text that is nested without end takes the stack', () => {
  assert.equal(isTooDeep('['.repeat(10_000)), true)
  assert.equal(isTooDeep('{"a":'.repeat(10_000)), true)
})

test('a member called __proto__ is lost or changes what is read', () => {
  const reading = readJsonText('{"__proto__": {"Effect": "Allow"}}')
  assert.ok(reading.ok)
  assert.deepEqual(Object.keys(reading.value as object), ['__proto__'])
})
