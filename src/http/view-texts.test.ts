import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createViewTexts } from './view-texts.ts'

test('views are kept beyond their bound, or those that are asked for go first', () => {
  const made: string[] = []
  const texts = createViewTexts(10)
  const ask = (name: string, length = 4): number =>
    texts.of(name, () => {
      made.push(name)
      return 'x'.repeat(length)
    }).length
  assert.deepEqual([ask('a'), ask('b'), ask('a')], [4, 4, 4])
  ask('c')
  ask('a')
  assert.deepEqual(made, ['a', 'b', 'c'], 'b was dropped')
  ask('b')
  assert.deepEqual(made, ['a', 'b', 'c', 'b'])
  assert.equal(ask('enormous', 11), 11, 'one that is larger than all is given and not kept')
  ask('enormous', 11)
  ask('b')
  assert.deepEqual(made.slice(4), ['enormous', 'enormous'])
})
