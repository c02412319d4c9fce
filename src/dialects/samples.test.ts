import assert from 'node:assert/strict'
import { test } from 'node:test'
import { taskStatuses } from '../core/task.ts'
import { languages } from '../core/words.ts'
import { problemsOf } from './check.ts'
import { dcsDialect } from './dcs/dialect.ts'
import type { Dialect } from './dialect.ts'
import { nativeDialect } from './native/dialect.ts'
import type { Route } from './route.ts'
import { samples, samplesShownAt } from './samples.ts'

/** The route by which each dialect shows one task. */
const shownBy: readonly (readonly [Dialect, string])[] = [
  [nativeDialect, 'showTask'],
  [dcsDialect, 'ShowBackgroundTaskProgress'],
]

for (const [dialect, id] of shownBy) {
  const route = dialect.routes.find(each => each.id === id) as Route<'task'>
  for (const [name, seen] of Object.entries(samples))
    for (const language of languages)
      test(`${dialect.name}: ${name} is shown in ${language} as the document says`, () => {
        const context = {
          language,
          now: samplesShownAt,
          timeForm: 'documented',
          administrator: false,
        } as const
        const { status, body } = route.render(seen, context)
        assert.equal(status, 200)
        assert.deepEqual(problemsOf(route.answers[200]!.schema, body), [])
        const text = JSON.stringify(body)
        assert.deepEqual(JSON.parse(text), body, 'what is sent is what was rendered')
        assert.doesNotMatch(text, /undefined|\[object|NaN|sealed/)
        assert.equal(text, JSON.stringify(route.render(seen, context).body), 'twice the same')
      })
}

test('the shelf lacks a status that a task can come to', () => {
  const statuses = new Set(Object.values(samples).map(({ task }) => task.status))
  assert.deepEqual([...statuses].toSorted(), [...taskStatuses].toSorted())
})
