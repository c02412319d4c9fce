import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refusalTexts } from './refusal.ts'

test('every refusal is one sentence or two in each language, and the languages differ', () => {
  for (const [reason, texts] of Object.entries(refusalTexts)) {
    assert.match(texts['en-us'], /^[A-Z][\x20-\x7e]*\.$/, reason)
    assert.match(texts['zh-cn'], /[\u4e00-\u9fff].*。$/u, reason)
  }
})
