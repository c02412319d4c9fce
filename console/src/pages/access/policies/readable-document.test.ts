import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readableDocument } from './readable-document.ts'

test('a policy is shown in one line, or otherwise than it was laid out', () => {
  assert.equal(readableDocument('{"a":[1]}'), '{\n  "a": [\n    1\n  ]\n}')
  assert.equal(readableDocument('{ "a":\n[1] }'), '{ "a":\n[1] }')
  assert.equal(readableDocument('{'), '{')
})
