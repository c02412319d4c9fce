import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inputFields } from '../../../../../src/telling/input-fields.ts'
import { firstValues, readValues, type FieldValue } from './values.ts'

/** What stands in a field of a schema at first. */
const first = (property: object, required: readonly string[] = []): FieldValue | undefined =>
  firstValues(inputFields({ properties: { field: property }, required }))['field']

/** What is sent of what stands in a field; `unreadable` where it cannot be read. */
function sent(property: object, value: FieldValue): unknown {
  const { input, unreadable } = readValues(inputFields({ properties: { field: property } }), { field: value })
  return unreadable.has('field') ? 'unreadable' : input['field']
}

const texts = { type: 'array', items: { type: 'string' } }

test('a default does not stand in its field, or is another once it is sent', () => {
  for (const [property, given, shown] of [
    [{ type: 'string' }, 'a "b"', 'a "b"'],
    [{ type: 'string', format: 'instance' }, 'orders', 'orders'],
    [{ type: 'boolean' }, true, true],
    [{ type: 'boolean' }, false, false],
    [{ type: 'integer' }, 100, '100'],
    [{ enum: ['up', 'down'] }, 'up', '"up"'],
    [{ enum: [1, 2] }, 2, '2'],
    [texts, ['a', 'b'], 'a\nb'],
    [{ type: 'object' }, { a: [1] }, '{\n  "a": [\n    1\n  ]\n}'],
  ] as const) {
    assert.deepEqual(first({ ...property, default: given }), shown)
    assert.deepEqual(sent(property, shown), given)
  }
})

test('what nobody has chosen is chosen, or what cannot be chosen is asked for', () => {
  assert.equal(first({ type: 'string' }), null)
  assert.equal(first({ type: 'string' }, ['field']), null)
  assert.equal(first({ type: 'boolean' }), null)
  assert.equal(first({ type: 'boolean' }, ['field']), false)
  assert.equal(first({ enum: ['only'] }), null)
  assert.equal(first({ enum: ['only'] }, ['field']), '"only"')
  assert.equal(first({ enum: ['one', 'other'] }, ['field']), null)
})

test('an empty field is sent, or a text is cut', () => {
  for (const empty of [null, '', ' \n']) assert.equal(sent({ type: 'string' }, empty), undefined)
  assert.equal(sent({ type: 'string' }, ' a '), ' a ')
  assert.deepEqual(sent(texts, 'a\n\n b \n'), ['a', ' b '])
})

test('what is no number, or no JSON, is sent as something else', () => {
  assert.equal(sent({ type: 'number' }, '1.5'), 1.5)
  assert.equal(sent({ type: 'number' }, '1,5'), '1,5')
  assert.equal(sent({ type: 'object' }, '{"a":'), 'unreadable')
})
