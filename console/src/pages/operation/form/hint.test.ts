import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inputFields } from '../../../../../src/telling/input-fields.ts'
import { consoleWords } from '../../../../../src/words/console.ts'
import { sayer } from '../../../../../src/words/telling.ts'
import { hintOf } from './hint.ts'

function hint(property: object, language: 'en-us' | 'zh-cn' = 'en-us'): string {
  const fields = inputFields({ properties: { field: property } })
  return fields.map(field => hintOf(field, language, sayer(consoleWords, language))).join()
}

test('a field does not say what may stand in it', () => {
  assert.equal(hint({ type: 'integer', minimum: 1, maximum: 5 }), '1 to 5.')
  assert.equal(hint({ type: 'number', minimum: 1 }), 'At least 1.')
  assert.equal(hint({ type: 'number', maximum: 5 }), 'At most 5.')
  assert.equal(hint({ type: 'array', items: { type: 'string' } }), 'One a line.')
  assert.equal(hint({ type: 'object' }, 'zh-cn'), '以 JSON 填写。')
})

test('what a field is for is lost beside it, or something is said where there is nothing to say', () => {
  const description = 'How fast.'
  assert.equal(hint({ type: 'number', minimum: 1, description }), 'How fast. At least 1.')
  assert.equal(hint({ type: 'string', description }), 'How fast.')
  for (const type of ['number', 'string', 'boolean']) assert.equal(hint({ type }), '')
})
