import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fill, fillWords } from './words.ts'

test('a template is filled, in every language', () => {
  assert.deepEqual(fillWords({ 'en-us': '{n} keys of {n}', 'zh-cn': '{n} 个键' }, { n: 3 }), {
    'en-us': '3 keys of 3',
    'zh-cn': '3 个键',
  })
})

test('a parameter that is itself in every language is filled in the other one', () => {
  const effect = { 'en-us': 'Pause', 'zh-cn': '暂停' }
  assert.deepEqual(fillWords({ 'en-us': '{effect} failed', 'zh-cn': '{effect}失败' }, { effect }), {
    'en-us': 'Pause failed',
    'zh-cn': '暂停失败',
  })
})

test('a parameter is missing: the gap is seen', () => {
  assert.equal(fill('{a} and {b}', { a: 'one' }), 'one and {b}')
  assert.equal(fill('{toString}', {}), '{toString}')
})

test('a parameter is 0, empty or looks like a template itself', () => {
  assert.equal(fill('{a}|{b}|{c}', { a: 0, b: '', c: '{a} $&' }), '0||{a} $&')
})
