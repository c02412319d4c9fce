import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createViews } from './views.ts'

test('views are kept beyond their bound, or those that are asked for go first', () => {
  const made: string[] = []
  const views = createViews(20, name => `"${name}"`)
  const ask = (name: string, length = 4): number =>
    views.textOf(name, () => {
      made.push(name)
      return 'x'.repeat(length)
    }).length
  assert.deepEqual([ask('a'), ask('b'), ask('a')], [4, 4, 4])
  ask('c')
  ask('a')
  assert.deepEqual(made, ['a', 'b', 'c'])
  ask('d')
  ask('a')
  ask('e')
  assert.deepEqual(made, ['a', 'b', 'c', 'd', 'e'], 'what is asked for stays')
  ask('b')
  assert.deepEqual(made.slice(5), ['b'], 'b was dropped')
  assert.equal(ask('enormous', 21), 21, 'one that is larger than all is given and not kept')
  ask('enormous', 21)
  ask('b')
  assert.deepEqual(made.slice(6), ['enormous', 'enormous'])
})

test('the name that is hashed is hashed again, or a text is made for who asks for the name alone', () => {
  const hashed: string[] = []
  const views = createViews(100, name => {
    hashed.push(name)
    return `"${name}"`
  })
  assert.equal(views.etagOf('a'), '"a"')
  assert.equal(
    views.textOf('a', () => 'text'),
    'text',
  )
  assert.equal(
    views.textOf('a', () => assert.fail('made twice')),
    'text',
  )
  assert.equal(views.etagOf('a'), '"a"')
  assert.deepEqual(hashed, ['a'])
})
