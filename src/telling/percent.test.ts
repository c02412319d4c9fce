import assert from 'node:assert/strict'
import { test } from 'node:test'
import { percentText } from './percent.ts'

test('what is left is told though nobody knows it, or not in the language of who reads', () => {
  assert.equal(percentText({ percent: 0, remainingSeconds: null }, 'en-us'), 'Progress: 0 %')
  const view = { percent: 62, remainingSeconds: 74 }
  assert.equal(percentText(view, 'en-us'), 'Progress: 62 %, about 1m 14s left')
  assert.equal(percentText(view, 'zh-cn'), '进度：62 %，约剩 1分钟14秒')
})
