import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sayer, tellingWords } from '../words/telling.ts'
import { inputFields, kindText, needText } from './input-fields.ts'

const kindOf = (property: object) => inputFields({ properties: { field: property } })[0]?.kind

test('a field is asked for as something that it is not', () => {
  assert.deepEqual(kindOf({ type: 'string' }), { type: 'text' })
  assert.deepEqual(kindOf({ type: 'string', format: 'instance' }), { type: 'instance' })
  assert.deepEqual(kindOf({ type: 'boolean' }), { type: 'boolean' })
  assert.deepEqual(kindOf({ type: 'array', items: { type: 'string' } }), { type: 'texts' })
  assert.deepEqual(kindOf({ type: 'integer', minimum: 1 }), {
    type: 'number',
    isWhole: true,
    minimum: 1,
    maximum: null,
  })
})

test('what a form has no field for cannot be given at all', () => {
  for (const odd of [{}, { type: 'object' }, { type: 'array', items: {} }, { type: ['string', 'null'] }])
    assert.deepEqual(kindOf(odd), { type: 'json' }, JSON.stringify(odd))
  assert.deepEqual(kindOf({ anyOf: [{ const: 'a' }, { type: 'null' }] }), { type: 'json' })
})

test('a choice loses what its values mean', () => {
  const variants = [{ const: 1, description: 'one\u001b' }, { const: 'two' }]
  assert.deepEqual(kindOf({ anyOf: variants }), {
    type: 'choice',
    choices: [
      { value: 1, description: 'one ' },
      { value: 'two', description: null },
    ],
  })
  assert.deepEqual(kindOf({ enum: ['a'] }), {
    type: 'choice',
    choices: [{ value: 'a', description: null }],
  })
  assert.deepEqual(kindOf({ const: true }), {
    type: 'choice',
    choices: [{ value: true, description: null }],
  })
})

test('a field does not say what it takes, or says that it takes undefined', () => {
  const say = sayer(tellingWords, 'zh-cn')
  const shown = (field: object) => inputFields({ properties: { field } }).map(each => kindText(each, say))[0]
  assert.equal(shown({ type: 'string', format: 'instance' }), '实例')
  assert.equal(shown({ type: 'integer' }), 'integer')
  assert.equal(shown({ const: 'plain' }), 'plain')
  assert.equal(shown({ enum: ['fast', 1] }), 'fast | 1')
  assert.equal(shown({ anyOf: [{ enum: ['up', 'down'] }, { type: 'null' }] }), 'up | down | null')
  for (const anything of [{}, { type: ['string', 'null'] }, { anyOf: [{ const: 'up' }, {}] }])
    assert.equal(shown(anything), '', JSON.stringify(anything))
})

test('what has to be given is not told, or what a field is when it is not given', () => {
  const say = sayer(tellingWords, 'en-us')
  const properties = { target: {}, mode: { default: 'up' }, dry: { default: false }, note: {} }
  const fields = inputFields({ required: ['target'], properties })
  assert.deepEqual(
    fields.map(field => needText(field, say)),
    ['required', 'default "up"', 'default false', ''],
  )
})
