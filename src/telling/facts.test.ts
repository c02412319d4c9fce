import assert from 'node:assert/strict'
import { test } from 'node:test'
import { factsOf, factText } from './facts.ts'

test('a fact has no title in the language of who reads, or one that no version knows has none', () => {
  const facts = { keyCount: 1_234_567, version: '7.2.4', maxMemoryPolicy: 'noeviction' }
  assert.deepEqual(
    factsOf({ facts }, 'zh-cn').map(({ title, text }) => [title, text]),
    [
      ['key数量', '1,234,567'],
      ['版本', '7.2.4'],
      ['max memory policy', 'noeviction'],
    ],
  )
  assert.deepEqual(factsOf({ facts: {} }, 'en-us'), [])
})

test('in short, a number stands there and nobody knows of what', () => {
  const facts = { keys: 5, nodes: [{}, {}, {}], mode: 'cluster' }
  assert.deepEqual(
    factsOf({ facts }, 'en-us').map(({ text, isCount }) => [text, isCount]),
    [
      ['5', true],
      ['3', true],
      ['cluster', false],
    ],
  )
})

test('what is not known reads as null, or a fact of a new kind as [object Object]', () => {
  for (const unknown of [null, undefined]) assert.equal(factText(unknown, 'en-us'), '')
  assert.equal(factText(true, 'en-us'), 'true')
  assert.equal(factText({ slots: 16384 }, 'en-us'), '{"slots":16384}')
})

test('a server that was probed moves the cursor of who reads', () => {
  const [fact] = factsOf({ facts: { 'a\u001b[31mb': 'c\u001b[2Jd' } }, 'en-us')
  assert.deepEqual([fact?.title, fact?.text], ['a [31mb', 'c [2Jd'])
})
