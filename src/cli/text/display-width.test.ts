import assert from 'node:assert/strict'
import { test } from 'node:test'
import { displayWidth, padEnd, padStart, truncate } from './display-width.ts'
import { printable } from '../../telling/printable.ts'

test('a Chinese character is counted as one column', () => {
  assert.equal(displayWidth('abc'), 3)
  assert.equal(displayWidth('数据迁移'), 8)
  assert.equal(displayWidth('数据：a。'), 9)
  assert.equal(displayWidth('한글'), 4)
  assert.equal(displayWidth('漢𠀀'), 4)
})

test('what a terminal shows in one column, or none, is counted as two', () => {
  assert.equal(displayWidth('█░✔●○…'), 6)
  assert.equal(displayWidth('e\u0301'), 1)
  assert.equal(displayWidth('\u200b'), 0)
  assert.equal(displayWidth('\u001b[31mred\u001b[39m'), 3)
})

test('an emoji of several code points is counted several times', () => {
  assert.equal(displayWidth('🚀'), 2)
  assert.equal(displayWidth('👨‍👩‍👧'), 2)
  assert.equal(displayWidth('✔️'), 2)
})

test('columns do not line up behind Chinese text', () => {
  assert.equal(padEnd('迁移', 6), '迁移  ')
  assert.equal(padStart('迁移', 6), '  迁移')
  assert.equal(padEnd('longer', 3), 'longer')
})

test('a cut goes through the middle of a wide character', () => {
  assert.equal(truncate('数据迁移', 8), '数据迁移')
  assert.equal(truncate('数据迁移', 7), '数据迁…')
  assert.equal(truncate('数据迁移', 6), '数据…')
  assert.equal(truncate('abcdef', 4), 'abc…')
  assert.equal(truncate('abc', 0), '')
})

test('a text from elsewhere moves the cursor', () => {
  assert.equal(printable('a\u001b[2Jb\nc\u202ed'), 'a [2Jb c d')
})
