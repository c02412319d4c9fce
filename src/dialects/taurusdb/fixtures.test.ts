import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Language } from '../../core/words.ts'
import { problemsOf } from '../check.ts'
import { recordOf, sampleRestore, taurusShownAt } from './testing/sample-task.ts'
import { taskDetail } from './task-detail.ts'
import { taskDetailSchema } from './task-schema.ts'
import { sampleContext } from '../sample-context.ts'

/** A page's example, and beside it the values that no legal task can have. */
interface Fixture {
  readonly language: Language
  readonly document: object
  readonly impossible: readonly { readonly path: string; readonly ours: unknown; readonly why: string }[]
}

/** Every value of a document with its JSON pointer, in order. */
const values = (value: unknown, path = ''): readonly (readonly [string, unknown])[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, inner]) => values(inner, `${path}/${name}`))
    : [[path, value]]

const fixture = JSON.parse(
  readFileSync(new URL('fixtures/seed-004-en-us.json', import.meta.url), 'utf8'),
) as Fixture
const { language, document, impossible } = fixture
const context = sampleContext({ language, now: taurusShownAt })

test('seed-004: a key or a value differs that a legal task can have', () => {
  const ours = new Map(impossible.map(each => [each.path, each.ours]))
  const expected = values(document).map(([path, value]) => [path, ours.has(path) ? ours.get(path) : value])
  const rendered = taskDetail(recordOf(sampleRestore), context)
  assert.deepEqual(values(rendered), expected)
  assert.deepEqual(problemsOf(taskDetailSchema, rendered), [])
})

test('seed-004: what is called impossible is said of a place there is, with a reason, and really differs', () => {
  const theirs = new Map(values(document))
  for (const { path, ours, why } of impossible) {
    assert.ok(theirs.has(path), path)
    assert.notEqual(theirs.get(path), ours, path)
    assert.match(why, /\w/)
  }
  assert.notDeepEqual(problemsOf(taskDetailSchema, document), [], 'the example is not as its own table says')
})
