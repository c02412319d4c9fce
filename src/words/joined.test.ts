import assert from 'node:assert/strict'
import { test } from 'node:test'
import { endedSentence, joinNames, joinProblems, joinSentences, joinWords } from './joined.ts'

test('texts are joined with the punctuation of the other language', () => {
  assert.equal(joinSentences(['One.', 'Two.'], 'en-us'), 'One. Two.')
  assert.equal(joinSentences(['一。', '二。'], 'zh-cn'), '一。二。')
  assert.equal(joinNames(['one', 'two'], 'en-us'), 'one, two')
  assert.equal(joinNames(['一', '二'], 'zh-cn'), '一、二')
  assert.equal(joinProblems(['one', 'two'], 'en-us'), 'one; two')
  assert.equal(joinProblems(['一', '二'], 'zh-cn'), '一；二')
  const [one, two] = [
    { 'en-us': 'One.', 'zh-cn': '一。' },
    { 'en-us': 'Two.', 'zh-cn': '二。' },
  ]
  assert.deepEqual(joinWords([one, two]), { 'en-us': 'One. Two.', 'zh-cn': '一。二。' })
})

test('a sentence of a recipe runs into the next, or gets a second full stop', () => {
  assert.equal(endedSentence('There is no table t', 'en-us'), 'There is no table t.')
  assert.equal(endedSentence('表 t 不存在', 'zh-cn'), '表 t 不存在。')
  for (const ended of ['One.', '一。', 'Why?']) assert.equal(endedSentence(ended, 'zh-cn'), ended)
})
