import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compilePattern } from './pattern.ts'

const expressionOf = (pattern: string): RegExp => {
  const parts = pattern.split(/([*?])/).map(part => {
    if (part === '*') return '.*'
    return part === '?' ? '.' : part.replace(/[.\\/^$|()[\]{}+-]/g, '\\$&')
  })
  return new RegExp(`^${parts.join('')}$`, 'su')
}

test('a pattern matches another text than the expression it stands for', () => {
  const signs = fc.constantFrom('a', 'b', '*', '*', '?', '.', '😀', '字')
  const patterns = fc.array(signs, { maxLength: 8 }).map(parts => parts.join(''))
  const texts = fc.array(fc.constantFrom('a', 'b', '.', '😀', '字', '\n'), { maxLength: 10 })
  fc.assert(
    fc.property(patterns, texts, (pattern, parts) => {
      const text = parts.join('')
      assert.equal(compilePattern(pattern)(text), expressionOf(pattern).test(text), `${pattern} ${text}`)
    }),
    { numRuns: 20_000 },
  )
})

test('a text does not match itself', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme-ascii' }), text => compilePattern(text)(text)))
})

test('a pattern of many stars never comes to an end', () => {
  const matches = compilePattern(`${'*a'.repeat(500)}b?`)
  assert.equal(matches('a'.repeat(10_000)), false)
})
