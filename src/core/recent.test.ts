import fc from 'fast-check'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRecent } from './recent.ts'

test('what is asked for goes, or what nobody asks for stays beyond the bound', () => {
  const recent = createRecent<string>(8)
  const isKept = (...keys: readonly string[]) => keys.map(key => recent.get(key) === key)
  for (const key of ['a', 'b', 'c', 'd']) recent.set(key, key, 1)
  assert.deepEqual(isKept('a', 'b', 'c', 'd'), [true, true, true, true])
  recent.set('e', 'e', 1)
  assert.deepEqual(isKept('a', 'b'), [true, true])
  recent.set('f', 'f', 1)
  recent.set('g', 'g', 1)
  assert.deepEqual(isKept('a', 'b', 'e', 'f', 'g'), [true, true, true, true, true])
  assert.deepEqual(isKept('c', 'd'), [false, false])
})

test('what is larger than half of all is kept, or what was there before it', () => {
  const recent = createRecent<string>(8)
  recent.set('a', 'small', 1)
  recent.set('a', 'large', 5)
  assert.equal(recent.get('a'), undefined)
  recent.set('b', 'half', 4)
  assert.equal(recent.get('b'), 'half')
})

test('something is kept that was replaced or deleted, or more than there is room for', () => {
  const keys = ['a', 'b', 'c', 'd', 'e', 'f']
  const act = fc.record({
    key: fc.constantFrom(...keys),
    size: fc.integer({ min: 1, max: 6 }),
    what: fc.constantFrom('set', 'set', 'get', 'delete'),
  })
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60 }), acts => {
      const recent = createRecent<{ readonly size: number }>(10)
      const latest = new Map<string, { readonly size: number }>()
      for (const { key, size, what } of acts) {
        if (what === 'delete') {
          recent.delete(key)
          latest.delete(key)
        } else if (what === 'set') {
          const value = { size }
          recent.set(key, value, size)
          latest.set(key, value)
        } else {
          const found = recent.get(key)
          assert.ok(found === undefined || found === latest.get(key), `${key} is as it was set last`)
        }
      }
      const kept = keys.flatMap(key => recent.get(key) ?? [])
      assert.ok(kept.reduce((sum, { size }) => sum + size, 0) <= 10)
    }),
  )
})
