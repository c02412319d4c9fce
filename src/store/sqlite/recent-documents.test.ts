import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRecentDocuments } from './recent-documents.ts'

/** Reads rows that are there as told, each time at another version of the store, unless one is given. */
function documentsOf(mostCharacters: number) {
  const documents = createRecentDocuments(mostCharacters)
  let latest = 0
  return (id: string, text: string | null = '{"n":1}', version = ++latest): unknown =>
    documents.of(id, version, () => (text === null ? undefined : { document: text }))
}

test('a record is the one that was read before only while it is written the same', () => {
  const read = documentsOf(1000)
  const first = read('a')
  assert.deepEqual(first, { n: 1 })
  assert.equal(read('a'), first)
  assert.deepEqual(read('a', '{"n":2}'), { n: 2 })
  assert.equal(read('a', null), null, 'it has gone')
  assert.notEqual(read('a'), first)
})

test('what nobody can have changed is read again, or what was written since is not', () => {
  const read = documentsOf(1000)
  const first = read('a', '{"n":1}', 1)
  assert.equal(read('a', 'never read', 1), first)
  assert.deepEqual(read('a', '{"n":2}', 2), { n: 2 })
  assert.equal(read('b', null, 2), null)
  assert.deepEqual(read('b', '{"n":3}', 2), { n: 3 }, 'what was not there is not remembered')
})

test('more is kept than there is room for', () => {
  const read = documentsOf(20)
  const a = read('a')
  const b = read('b')
  assert.equal(read('a'), a)
  read('c')
  assert.equal(read('a'), a, 'it was asked for after b')
  assert.notEqual(read('b'), b)
  const large = JSON.stringify('x'.repeat(30))
  assert.equal(read('d', large), 'x'.repeat(30), 'what has no room at all is read')
  assert.equal(read('a'), a, 'and takes it from nobody')
})
