import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keyReader } from './key-reader.ts'

/** What keys do, pressed one after the other at their moments (milliseconds). */
function doneBy(...pressed: readonly (readonly [key: string, atMs: number])[]): readonly string[] {
  const done: string[] = []
  const actions = Object.fromEntries(['g t', 't', 'p', '1'].map(key => [key, () => done.push(key)]))
  const read = keyReader()
  for (const [key, atMs] of pressed) read(key, atMs, actions)?.()
  return done
}

test('two keys in a row do what one of them does, or one does nothing after another', () => {
  assert.deepEqual(doneBy(['g', 0], ['t', 999]), ['g t'])
  assert.deepEqual(doneBy(['p', 0], ['t', 10]), ['p', 't'])
  assert.deepEqual(doneBy(['g', 0], ['1', 10], ['1', 20]), ['1', '1'])
})

test('two keys are taken together long after the first, or a key counts twice', () => {
  assert.deepEqual(doneBy(['g', 0], ['t', 1000]), ['t'])
  assert.deepEqual(doneBy(['g', 0], ['t', 10], ['t', 20]), ['g t', 't'])
})

test('a key that does nothing does something', () => {
  assert.deepEqual(doneBy(['z', 0], ['g', 10]), [])
})
