import assert from 'node:assert/strict'
import { test } from 'node:test'
import { placeInText } from './place-in-text.ts'

const text = `{
  "Version": "5.0",
  "Statement": [
    { "Effect": "Allow", "Action": ["a", "b:c, {d}"] },
    { "Effect": "Deny", "Ac\\"tion": "*" }
  ]
}`
const at = (...path: readonly string[]): readonly [string, number] => {
  const { start, end, line } = placeInText(text, path)
  return [text.slice(start, end), line]
}

test('a problem of a policy is shown at another place than its own', () => {
  assert.deepEqual(at('Version'), ['"5.0"', 2])
  assert.deepEqual(at('Statement', '0', 'Action', '1'), ['"b:c, {d}"', 4])
  assert.deepEqual(at('Statement', '1', 'Ac"tion'), ['"*"', 5])
  assert.equal(at('Statement')[1], 3)
})

test('what is missing is shown where it is missing', () => {
  assert.deepEqual(at('Statement', '1', 'Resource'), ['{ "Effect": "Deny", "Ac\\"tion": "*" }', 5])
  assert.deepEqual(at('Statement', '7')[1], 3)
  assert.deepEqual(at(), [text, 1])
})

test('a text that is no JSON has no end', () => {
  for (const broken of ['', '{', '[', '{"a"', '{"a":', '[1,,', '}]', '{"a": [}', '"', '{{{[[['])
    assert.ok(placeInText(broken, ['a', '0']).end <= broken.length)
})
