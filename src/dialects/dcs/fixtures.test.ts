import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Language } from '../../core/words.ts'
import { sampleContext } from '../sample-context.ts'
import { samples } from '../samples.ts'
import { documentShape } from './document-shape.ts'
import { progressDocument } from './progress.ts'
import { usualForms } from '../wire-forms.ts'

/** A page's example, and beside it the values that no legal task can have. */
interface Fixture {
  readonly from: string
  readonly language: Language
  readonly document: object
  readonly impossible: readonly { readonly path: string; readonly ours: unknown; readonly why: string }[]
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** Every value of a document with its JSON pointer, in order. */
const values = (value: unknown, path = ''): readonly (readonly [string, unknown])[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, inner]) => values(inner, `${path}/${name}`))
    : [[path, value]]

for (const name of ['seed-000-en-us', 'seed-001-zh-cn']) {
  const fixture = JSON.parse(
    readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8'),
  ) as Fixture
  const { language, document, impossible } = fixture
  const context = sampleContext({ language, forms: { ...usualForms, dcsTimes: 'example' } })
  const rendered = progressDocument(samples.half.task, context)

  test(`${name}: a key is missing, in excess, in another place or of another type`, () => {
    assert.deepEqual(documentShape(rendered), documentShape(document))
  })

  test(`${name}: a value differs that a legal task can have`, () => {
    const listed = new Map(impossible.map(each => [each.path, each.ours]))
    const ours = new Map(values(rendered))
    const expected = values(document).map(([path, value]) => [
      path,
      listed.has(path) ? listed.get(path) : value,
    ])
    const found = expected.map(([path, value]) => {
      const our = ours.get(path as string)
      return [path, value === '(uuid)' && typeof our === 'string' && uuid.test(our) ? '(uuid)' : our]
    })
    assert.deepEqual(found, expected)
  })

  test(`${name}: what is called impossible is said of a place there is, with a reason, and really differs`, () => {
    const theirs = new Map(values(document))
    for (const { path, ours, why } of impossible) {
      assert.ok(theirs.has(path), path)
      assert.notEqual(theirs.get(path), ours, path)
      assert.match(why, /\w/)
    }
  })
}

test('a shape tells documents apart by key, order and type', () => {
  assert.deepEqual(documentShape({ a: [{ b: 1 }, { b: 1.5 }], begin_time: null, c: null, d: [] }), [
    'a array',
    'a[].b integer',
    'a[].b fraction',
    'begin_time string',
    'c null',
    'd array',
  ])
})
