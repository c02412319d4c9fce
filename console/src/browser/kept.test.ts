import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { keep, readKept } from './kept.ts'

const ordinary = Object.getOwnPropertyDescriptor(globalThis, 'localStorage')
afterEach(() => {
  if (ordinary === undefined) Reflect.deleteProperty(globalThis, 'localStorage')
  else Object.defineProperty(globalThis, 'localStorage', ordinary)
})

/** As a browser has it that gives, or refuses, the storage of a site. */
const browserGives = (storage: () => object): void =>
  void Object.defineProperty(globalThis, 'localStorage', { configurable: true, get: storage })

test('what was chosen is forgotten, or what was taken back is kept', () => {
  const items = new Map<string, string>()
  browserGives(() => ({
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, text: string) => items.set(name, text),
    removeItem: (name: string) => items.delete(name),
  }))
  assert.equal(readKept('a'), null)
  keep('a', 'b')
  assert.equal(readKept('a'), 'b')
  keep('a', null)
  assert.equal(readKept('a'), null)
})

test('a browser that may keep nothing shows no page, or says that nothing was kept', () => {
  browserGives(() => {
    throw new DOMException('Access is denied for this document.', 'SecurityError')
  })
  keep('a', 'b')
  assert.equal(readKept('a'), undefined)
})
