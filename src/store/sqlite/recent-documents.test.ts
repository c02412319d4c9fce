import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRecentDocuments } from './recent-documents.ts'

test('a record is the one that was read before only while it is written the same', () => {
  const documents = createRecentDocuments(1000)
  const first = documents.of('a', { document: '{"n":1}' })
  assert.deepEqual(first, { n: 1 })
  assert.equal(documents.of('a', { document: '{"n":1}' }), first)
  assert.deepEqual(documents.of('a', { document: '{"n":2}' }), { n: 2 })
  assert.equal(documents.of('a', undefined), null, 'it has gone')
  assert.notEqual(documents.of('a', { document: '{"n":1}' }), first)
})

test('more is kept than there is room for', () => {
  const documents = createRecentDocuments(20)
  const read = (id: string, text = '{"n":1}') => documents.of(id, { document: text })
  const a = read('a')
  const b = read('b')
  assert.equal(read('a'), a)
  read('c')
  assert.equal(read('a'), a, 'it was asked for after b')
  assert.notEqual(read('b'), b)
  const large = JSON.stringify('x'.repeat(30))
  assert.equal(read('d', large), 'x'.repeat(30), 'what has no room at all is read')
  assert.notEqual(read('a'), a, 'and takes it from the others')
})
