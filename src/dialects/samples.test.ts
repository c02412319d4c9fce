import assert from 'node:assert/strict'
import { test } from 'node:test'
import { taskStatuses } from '../core/task.ts'
import { languages } from '../core/words.ts'
import { problemsOf } from './check.ts'
import { dcsDialect } from './dcs/dialect.ts'
import type { Dialect } from './dialect.ts'
import { dmsDialect } from './dms/dialect.ts'
import { nativeDialect } from './native/dialect.ts'
import type { Route } from './route.ts'
import { sampleContext } from './sample-context.ts'
import { samples, samplesShownAt } from './samples.ts'
import { taurusdbDialect } from './taurusdb/dialect.ts'
import { sampleAnswers } from './testing/sample-answers.ts'
import type { SeenTask } from './view.ts'
import type { WireForms } from './wire-forms.ts'

/** The routes by which each dialect shows one task. */
const shownBy: readonly (readonly [Dialect, string])[] = [
  [nativeDialect, 'showTask'],
  [dcsDialect, 'ShowBackgroundTaskProgress'],
  [taurusdbDialect, 'ShowTaskDetails'],
  [taurusdbDialect, 'ShowGaussMySqlJobInfo'],
]

/** Every form in which a client may be answered. */
const everyForm: readonly WireForms[] = (['documented', 'example'] as const).flatMap(dcsTimes =>
  (['number', 'text'] as const).flatMap(dmsNumbers =>
    (['CANCELLED', 'FAILED'] as const).map(dmsCancelled => ({ dcsTimes, dmsNumbers, dmsCancelled })),
  ),
)

const showing = [nativeDialect, dcsDialect, dmsDialect, taurusdbDialect].flatMap(dialect =>
  dialect.routes.flatMap(route => {
    const answerOf = sampleAnswers[route.question]
    // The native routes that change a task show it, too, and are asked in tests of their own.
    const shows = answerOf !== undefined && (dialect !== nativeDialect || route.id === 'showTask')
    return shows ? [[dialect, route, answerOf] as const] : []
  }),
)

for (const [dialect, route, answerOf] of showing)
  test(`${dialect.name}, ${route.id}: a sample is not shown as the document says, in a language or form`, () => {
    for (const [name, seen] of Object.entries(samples))
      for (const language of languages)
        for (const forms of everyForm) {
          const context = sampleContext({ language, forms })
          const reply = route.render(answerOf(seen) as never, context)
          assert.ok(reply.status < 300, name)
          assert.deepEqual(problemsOf(route.answers[reply.status]!.schema, reply.body), [], name)
          if (reply.body === undefined) continue
          const text = JSON.stringify(reply.body)
          assert.deepEqual(JSON.parse(text), reply.body, `${name}: what is sent is what was rendered`)
          assert.doesNotMatch(text, /undefined|\[object|NaN|sealed/, name)
          const again = route.render(answerOf(seen) as never, context)
          assert.equal(text, JSON.stringify(again.body), `${name}: twice the same`)
        }
  })

/** The shelf, and what a version must tell apart beside: other seconds, an instance with another name, and what others do. */
const variants: readonly (readonly [SeenTask, number])[] = Object.values(samples).flatMap((seen: SeenTask) =>
  [0, 400, 1000, 60_000, 25 * 3_600_000].flatMap(later => [
    [seen, samplesShownAt + later] as const,
    [{ ...seen, instance: null }, samplesShownAt + later] as const,
    [
      { ...seen, instance: seen.instance && { ...seen.instance, name: 'other' } },
      samplesShownAt + later,
    ] as const,
    [{ ...seen, queue: null, supersededBy: 'another' }, samplesShownAt + later] as const,
  ]),
)

for (const [dialect, id] of shownBy) {
  const route = dialect.routes.find(each => each.id === id) as Route<'task'>
  test(`${dialect.name}, ${id}: two views of one version differ, so that a client keeps the wrong one`, () => {
    const shown = new Map<string, string>()
    for (const [seen, now] of variants)
      for (const administrator of [false, true]) {
        const context = sampleContext({ now, administrator })
        const version = route.version!(seen, context)!
        // All samples are one task, which in truth has another revision each.
        const sample = Object.values(samples).findIndex(({ task }) => task === seen.task)
        const key = JSON.stringify([sample, administrator, version])
        const text = JSON.stringify(route.render(seen, context).body)
        assert.equal(shown.get(key) ?? text, text, version)
        shown.set(key, text)
      }
    assert.ok(shown.size < variants.length, 'and no two are the same')
  })
}

for (const { name: dialect, taskRoute, routes } of [dcsDialect, dmsDialect, taurusdbDialect])
  test(`${dialect}: what shows a task is no route of its own, or has a place that is not filled in`, () => {
    for (const { task } of Object.values(samples)) {
      const { route, path, query } = taskRoute!(task)
      assert.ok(routes.includes(route))
      const places = [...route.path.matchAll(/\{(\w+)\}/g)].map(match => match[1])
      assert.deepEqual(new Set(Object.keys(path(task))), new Set(places))
      for (const [parameter] of query?.(task) ?? [])
        assert.ok(Object.hasOwn(route.query.properties, parameter), parameter)
    }
  })

test('the shelf lacks a status that a task can come to', () => {
  const statuses = new Set(Object.values(samples).map(({ task }) => task.status))
  assert.deepEqual([...statuses].toSorted(), [...taskStatuses].toSorted())
})
